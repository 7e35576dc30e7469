import type { Notice } from '#server/contract/notices';
import type { NameOf } from '../ui/names';
import { likelyWords } from '../words/likely';
import { typeset } from '../words/typography';
import type { AnyAnswer } from './answer-facts';

/** Of a notice that holds only if the card carries the operator it names; null: of one that holds in any case. */
export type ConditionOf = (notice: Notice) => string | null;

/** Where no operator is known, what is said of one that is likely is said under a condition. */
export const conditionsOf =
  ({ likely }: Pick<AnyAnswer, 'likely'>, nameOf: NameOf): ConditionOf =>
  ({ platforms, mutuelles }) => {
    if (likely.length === 0 || platforms.length === 0 || mutuelles !== null) return null;
    const named = likely.filter(({ platform }) => platforms.includes(platform));
    // It names what a likely operator rests on.
    const reached = named.length > 0 ? named : likely;
    return likelyWords.ifCardSaysOne(reached.map(({ platform }) => typeset(nameOf(platform))));
  };

/** « Si la carte dit Viamedis : », before what is said of an operator that is only likely. */
export const Condition = ({ text }: { text: string | null }) => text !== null && <b>{text} </b>;
