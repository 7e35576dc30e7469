import type { Due } from '#server/contract/space';
import { Moment } from '../../ui/moment';
import { Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { firstWeekWords } from '../../words/space-second-person';

type FirstWeekProps = { firstWeek: Due['firstWeek'] };

/** Who may confirm, said before anybody needs to know. Nothing once one account is of age. */
export const FirstWeek = ({ firstWeek }: FirstWeekProps) =>
  firstWeek && (
    <Section id="premiere-semaine" title={firstWeekWords.title}>
      <p>
        {firstWeekWords.until}
        <Moment iso={firstWeek.until} as={longInstant} />. {firstWeekWords.meanwhile}
      </p>
      <p>{firstWeekWords.after(firstWeek.desks)}</p>
      <p>
        {firstWeekWords.vouch} <code>{firstWeekWords.command}</code>.
      </p>
    </Section>
  );
