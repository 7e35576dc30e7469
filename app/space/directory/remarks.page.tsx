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

/** One thing said, by how many, what accepting it would change, and the decision. */
export const RemarkCard = ({ group, platformOf, mutuelleOf, refused, ready }: RemarkCardProps) => {
  const { mutuelle, platform, profession, says } = group;
  const id = remarkId(group);
  const own = isOf(refused, 'decision', id) ? refused : null;
  const { version: _, ...sending } = sendingFor(own, { ...ready, key: `${ready.key}-${id}` }, null);
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
      <SpaceForm {...sending} submit={decisionWords.save}>
        <input type="hidden" name="geste" value="decision" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="mutuelle" value={mutuelle} />
        <input type="hidden" name="operateur" value={platform} />
        <input type="hidden" name="profession" value={profession} />
        <input type="hidden" name="dit" value={says} />
        <input type="hidden" name="lu-jusque" value={group.lastAt} />
        <ChoiceList
          legend={decisionWords.legend}
          name="decision"
          options={DECISIONS}
          chosen={lastTyped(own, 'decision')}
        />
        {says === 'served' && (
          <TextField
            label={remarksWords.source}
            name="source"
            type="url"
            of="/url"
            hint={remarksWords.sourceHint}
          />
        )}
      </SpaceForm>
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
      isPlaced={groups.some((group) => isOf(card.refused, 'decision', remarkId(group)))}
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
