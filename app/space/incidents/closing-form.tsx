import type { Problem } from '#server/contract/problem';
import { FLOWS, type Flow, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { flowWords } from '../../words/flows';
import { professionWords } from '../../words/professions';
import { closingWords } from '../../words/space-incidents';
import { fr, listed, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { TextArea, TextField } from '../form/fields';
import { isProofAsked, ProblemNote } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';

type Left = { platform: string; flow: Flow; professions: Profession[] };

/** What keeps an incident open, read from the pointers of the refusal: `/platform/flow/profession`. */
const leftIn = (problem: Problem): Left[] => {
  const rows = new Map<string, Left>();
  for (const { pointer } of problem.faults ?? []) {
    const [, platform = '', second, third] = pointer.split('/');
    const flow = FLOWS.find((each) => each === second);
    const profession = PROFESSIONS.find((each) => each === third);
    if (!flow || !profession) continue;
    const row = rows.get(`${platform} ${flow}`) ?? { platform, flow, professions: [] };
    row.professions.push(profession);
    rows.set(`${platform} ${flow}`, row);
  }
  return [...rows.values()];
};

export const StillTouched = ({ problem, nameOf }: { problem: Problem; nameOf: NameOf }) => (
  <ul className="still">
    {leftIn(problem).map(({ platform, flow, professions }) => (
      <li key={`${platform} ${flow}`}>
        <b>{`${flowWords[flow].name}, ${typeset(nameOf(platform))}`}</b>
        {fr` : ${listed(professions.map((each) => professionWords[each].plural))}`}
      </li>
    ))}
  </ul>
);

type ClosingFormProps = {
  title: string;
  version: string;
  refused: Refusal | null;
  /** Now, as the field has it. */
  now: string;
  isDesk: boolean;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** « Clore l’incident »: only what is over is closed; the desk may, two together, in spite of that. */
export const ClosingForm = (props: ClosingFormProps) => {
  const { title, version, refused, now, isDesk, idempotencyKey, isCodeAsked, nameOf } = props;
  const own = isOf(refused, 'clore') ? refused : null;
  const problem = own && !isProofAsked(own.problem) ? own.problem : null;
  const isNotOver = problem?.type.endsWith('incident-not-over') ?? false;
  return (
    <Section id="fin" title={closingWords.title}>
      {problem && <ProblemNote problem={isNotOver ? { ...problem, faults: [] } : problem} />}
      {problem && isNotOver && <StillTouched problem={problem} nameOf={nameOf} />}
      <FoldedAction
        summary={closingWords.submit}
        about={typeset(title)}
        isOpen={own !== null}
        action="clore"
        idempotencyKey={`clore-${idempotencyKey}`}
        own={own}
        isCodeAsked={isCodeAsked}
        submit={closingWords.submit}
      >
        <input type="hidden" name="version" value={own?.problem.etag ?? version} />
        <p className="hint">{isDesk ? closingWords.hintOfDesk : closingWords.hint}</p>
        <TextField
          label={closingWords.overSince}
          name="clos-depuis"
          type="datetime-local"
          defaultValue={now}
          of="effectiveAt"
        />
        <TextArea label={closingWords.lastWord} name="note" rows={2} of="note" />
      </FoldedAction>
    </Section>
  );
};
