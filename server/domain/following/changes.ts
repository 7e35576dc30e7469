import { concerns, type Follow, type Reach } from '../facts/follows';
import { grouped } from '../facts/grouped';
import { DAY } from '../facts/intervals';
import type { FollowedKind } from '../facts/vocabulary';
import { answerKinds, answerOfKey, answerReach } from './answer-states';
import { type Story, stepsIn, storyOfKey } from './story-states';

/** Everything that may be followed, as it is at an instant. */
export type Followed = { answers: ReadonlyMap<string, string>; stories: readonly Story[] };

/** What turned at one fan-out. `reach` null: the subject says it. `before` null: it was not there. */
export type Change = {
  subject: string;
  before: string | null;
  after: string;
  reach: readonly Reach[] | null;
};
/** `number`: of its fan-out. */
export type NumberedChange = Change & { number: number };

/** What is first seen so long after it was said was told in its time, or is history that a file brought. */
const LATE_MS = DAY;

/** `lookedAt`: when `before` was so; null: nobody ever looked, and nothing has changed. */
export const changesBetween = (
  before: ReadonlyMap<string, string>,
  { answers, stories }: Followed,
  lookedAt: Date | null,
): Change[] => {
  if (lookedAt === null) return [];
  const turned = [...answers].flatMap(([subject, after]): Change[] => {
    const was = before.get(subject);
    return was === undefined || was === after || answerKinds(was, after).length === 0
      ? []
      : [{ subject, before: was, after, reach: null }];
  });
  const told = stories.flatMap(({ key: subject, state: after, begun, reach }): Change[] => {
    const was = before.get(subject) ?? null;
    if (was === after || (was === null && +begun < +lookedAt - LATE_MS)) return [];
    return isStoryTold(subject, was, after) ? [{ subject, before: was, after, reach: reach() }] : [];
  });
  return [...turned, ...told];
};

/** What is over when it is first seen concerns nobody any more, and a step that was taken back is none. */
const isStoryTold = (subject: string, before: string | null, after: string): boolean => {
  if (before === null) return !['withdrawn', 'over', 'cancelled'].includes(after);
  return storyOfKey(subject)?.of !== 'incident' || stepsIn(after) > stepsIn(before);
};

export const reachOfChange = ({ subject, before, after, reach }: Change): readonly Reach[] => {
  const answer = answerOfKey(subject);
  if (answer === null) return reach ?? [];
  return before === null ? [] : answerReach(answer, before, after);
};

/** What has turned in the end, and whom that concerns. */
export type Turned = Omit<Change, 'reach'> & { reach: readonly Reach[] };

/**
 * What has turned for who knows all before the first of these, in the order of their fan-outs. `tried`: the fan-out that
 * the first message told which may have arrived, since when others may have too; null: none may. What is again as it was
 * is left out, unless one of them may have said otherwise.
 */
export const netChanges = (changes: readonly NumberedChange[], tried: number | null): Turned[] =>
  [...grouped(changes, ({ subject }) => subject).values()].flatMap((own): Turned[] => {
    const [first] = own;
    const last = own.at(-1);
    if (!first || !last) return [];
    const { subject, after } = last;
    const befores = [first.before, ...maybeKnown(own, tried)].filter(
      (before) => before !== after && isTurned(subject, before, after),
    );
    const [before] = befores;
    if (before === undefined) return [];
    const said = own.flatMap((each) => each.reach ?? []);
    const reach = befores.flatMap((each) => reachOfChange({ subject, before: each, after, reach: said }));
    return [{ subject, before, after, reach }];
  });

const maybeKnown = (own: readonly NumberedChange[], tried: number | null): string[] =>
  tried === null
    ? []
    : own
        .filter(
          ({ number }, rank) => number > tried || (own[rank + 1]?.number ?? Number.POSITIVE_INFINITY) > tried,
        )
        .map(({ after }) => after)
        .reverse();

const isTurned = (subject: string, before: string | null, after: string): boolean =>
  answerOfKey(subject) === null
    ? isStoryTold(subject, before, after)
    : before !== null && answerKinds(before, after).length > 0;

/** What one who follows these is to be told. */
export type Told = Turned & { kinds: readonly FollowedKind[] };

export const toldOf = (follows: readonly Follow[], turned: readonly Turned[]): Told[] =>
  turned.flatMap((each): Told[] => {
    const reached = each.reach.filter((reach) => follows.some((follow) => concerns(follow, reach)));
    return reached.length === 0 ? [] : [{ ...each, kinds: [...new Set(reached.map(({ kind }) => kind))] }];
  });

/** What is sent first: the answer at the counter and its payment, then notices, then the rest. */
export const PRIORITY: Record<FollowedKind, number> = {
  change: 0,
  payment: 0,
  notice: 1,
  maintenance: 2,
  incident: 2,
};
