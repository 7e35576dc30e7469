import { Link } from '@remix-run/react';
import type { RemarkGroup } from '#server/contract/remarks';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { tradeName } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { remarkTitle, saidBy, wouldChange } from '../../words/remarks';
import { decisionWords, remarksWords } from '../../words/space-proposals';
import { typeset } from '../../words/typography';
import { ChoiceList, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import { type Ready, sendingFor } from '../form/sending';
import { isOf, lastTyped, type Refusal } from '../form/typed';

type RemarkCardProps = {
  group: RemarkGroup;
  platformOf: NameOf;
  mutuelleOf: NameOf;
  refused: Refusal | null;
  ready: Ready;
};

const DECISIONS = [
  { value: 'oui', label: decisionWords.accept },
  { value: 'non', label: decisionWords.refuse },
];

export const remarkId = ({ mutuelle, platform, profession, says }: RemarkGroup): string =>
  [mutuelle, platform, profession, says].join('.');

/** What a decision is of; `id`: of its form. */
const Decided = ({ group, id }: { group: RemarkGroup; id: string }) => (
  <>
    <input type="hidden" name="geste" value="decision" />
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="mutuelle" value={group.mutuelle} />
    <input type="hidden" name="operateur" value={group.platform} />
    <input type="hidden" name="profession" value={group.profession} />
    <input type="hidden" name="dit" value={group.says} />
    <input type="hidden" name="lu-jusque" value={group.lastAt} />
  </>
);

type FormProps = Pick<RemarkCardProps, 'group' | 'refused' | 'ready'>;

const sendingOf = (id: string, { refused, ready }: Pick<FormProps, 'refused' | 'ready'>) => {
  const own = isOf(refused, 'decision', id) ? refused : null;
  const { version: _, ...sending } = sendingFor(own, { ...ready, key: `${ready.key}-${id}` }, null);
  return { own, sending };
};

const agreedId = (group: RemarkGroup): string => `${remarkId(group)}.accord`;

/** What enough practices read alike becomes a convention by one button. */
const AgreedForm = ({ group, ...form }: FormProps) => {
  const id = agreedId(group);
  return (
    <>
      <p>{remarksWords.agreed}</p>
      <SpaceForm {...sendingOf(id, form).sending} submit={remarksWords.makeConvention}>
        <Decided group={group} id={id} />
        <input type="hidden" name="decision" value="oui" />
      </SpaceForm>
    </>
  );
};

const DecisionForm = ({ group, ...form }: FormProps) => {
  const id = remarkId(group);
  const { own, sending } = sendingOf(id, form);
  return (
    <SpaceForm {...sending} submit={decisionWords.save}>
      <Decided group={group} id={id} />
      <ChoiceList
        legend={decisionWords.legend}
        name="decision"
        of="/accepted"
        options={DECISIONS}
        chosen={lastTyped(own, 'decision')}
      />
      {group.says === 'served' && (
        <TextField
          label={remarksWords.source}
          name="source"
          type="url"
          of="/url"
          hint={remarksWords.sourceHint}
        />
      )}
    </SpaceForm>
  );
};

/** One thing said, by how many, what accepting it would change, and the decision. */
export const RemarkCard = ({ group, platformOf, mutuelleOf, ...form }: RemarkCardProps) => {
  const { mutuelle, platform } = group;
  const id = remarkId(group);
  const names = { mutuelle: tradeName(mutuelleOf(mutuelle)), platform: platformOf(platform) };
  return (
    <article className="proposal" aria-labelledby={id}>
      <h3 id={id}>{typeset(remarkTitle(group, names))}</h3>
      <p className="small">
        {saidBy(group)}
        {remarksWords.lastTime}
        <Moment iso={group.lastAt} as={longInstant} /> ·{' '}
        <Link to={`/espace/annuaire/${mutuelle}`}>{decisionWords.readEntry}</Link>
      </p>
      <p>{wouldChange(group, names)}</p>
      {group.isAgreed ? (
        <>
          <AgreedForm group={group} {...form} />
          <details open={isOf(form.refused, 'decision', id)}>
            <summary>{remarksWords.otherwise}</summary>
            <DecisionForm group={group} {...form} />
          </details>
        </>
      ) : (
        <DecisionForm group={group} {...form} />
      )}
    </article>
  );
};

type RemarksPageProps = {
  groups: readonly RemarkGroup[];
  platformOf: NameOf;
  mutuelleOf: NameOf;
  said: string | null;
  refused: Refusal | null;
  ready: Ready;
};

/** What professionals say of the directory, for the desk to decide; those most practices say first. */
export const RemarksPage = ({ groups, said, ...card }: RemarksPageProps) => (
  <PageBody isWide title={remarksWords.title} beside={remarksWords.lead}>
    <DoneNote said={said} />
    <UnplacedRefusal
      refused={card.refused}
      isPlaced={groups.some((group) =>
        [remarkId(group), agreedId(group)].some((id) => isOf(card.refused, 'decision', id)),
      )}
    />
    <Section
      id="ouvertes"
      title={groups.length === 0 ? decisionWords.none : remarksWords.open(groups.length)}
    >
      {groups.map((group) => (
        <RemarkCard key={remarkId(group)} group={group} {...card} />
      ))}
    </Section>
  </PageBody>
);
