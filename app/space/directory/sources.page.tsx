import { Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import type { SourceRecord } from '#server/contract/sources';
import { Moment } from '../../ui/moment';
import { PageBody, Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { directoryWords } from '../../words/space-directory';
import { sourcesWords } from '../../words/space-sources';
import { typeset } from '../../words/typography';
import { CheckList, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import { type Ready, sendingFor } from '../form/sending';
import { isOf, type Refusal } from '../form/typed';
import { ImportFaults } from './import.page';
import { ImportDiff, type Tried } from './import-diff';

/** What one address is, and how its last reading went. */
const SourceState = ({ source }: { source: SourceRecord }) => (
  <p className="small">
    {source.readAt === null ? (
      sourcesWords.neverRead
    ) : (
      <>
        {sourcesWords.read}
        <Moment iso={source.readAt} as={longInstant} />
      </>
    )}
    {source.failure !== null && ` · ${typeset(sourcesWords.failed(source.failure))}`}
    {source.readAt !== null &&
      source.failure === null &&
      source.waiting === null &&
      ` · ${sourcesWords.nothingNew}`}
    {source.waiting && (
      <>
        {' · '}
        {sourcesWords.waitingSince}
        <Moment iso={source.waiting.since} as={longInstant} />
        {' · '}
        <Link to={`/espace/annuaire/sources?voir=${source.id}`}>{sourcesWords.see}</Link>
      </>
    )}
    {source.isReplacing && ` · ${sourcesWords.replaces}`}
  </p>
);

type FormProps = { refused: Refusal | null; ready: Ready };

const sendingOf = (action: string, id: string, { refused, ready }: FormProps) => {
  const own = isOf(refused, action, id) ? refused : null;
  const { version: _, ...sending } = sendingFor(own, { ...ready, key: `${ready.key}-${action}-${id}` }, null);
  return sending;
};

const RemovalForm = ({ id, ...form }: { id: string } & FormProps) => (
  <SpaceForm {...sendingOf('retirer', id, form)} submit={sourcesWords.remove}>
    <input type="hidden" name="geste" value="retirer" />
    <input type="hidden" name="id" value={id} />
  </SpaceForm>
);

/** What waits of one address: loaded, or put aside. `tried`: a problem when it can no longer be loaded. */
export type Waiting = { source: SourceRecord; tried: Tried | null; problem: Problem | null };

const WaitingPart = ({ waiting: { source, tried, problem }, ...form }: { waiting: Waiting } & FormProps) => {
  const hidden = (geste: string) => (
    <>
      <input type="hidden" name="geste" value={geste} />
      <input type="hidden" name="id" value={source.id} />
      <input type="hidden" name="empreinte" value={source.waiting?.digest ?? ''} />
    </>
  );
  return (
    <Section id="attend" title={sourcesWords.waiting}>
      <p>{source.url}</p>
      {problem && <ImportFaults problem={problem} />}
      {tried && <ImportDiff tried={tried} />}
      {tried && (
        <SpaceForm
          {...sendingOf('charger', source.id, form)}
          submit={sourcesWords.load}
          aside={sourcesWords.loadHint}
        >
          {hidden('charger')}
        </SpaceForm>
      )}
      <SpaceForm {...sendingOf('ecarter', source.id, form)} submit={sourcesWords.putAside}>
        {hidden('ecarter')}
      </SpaceForm>
    </Section>
  );
};

const AdditionForm = ({ refused, ready }: FormProps) => {
  const own = isOf(refused, 'ajouter') ? refused : null;
  const { version: _, ...sending } = sendingFor(own, ready, null);
  return (
    <Section id="ajouter" title={sourcesWords.addTitle}>
      <SpaceForm {...sending} submit={sourcesWords.add}>
        <input type="hidden" name="geste" value="ajouter" />
        <TextField
          label={sourcesWords.address}
          name="adresse"
          of="/url"
          type="url"
          maxLength={2000}
          required
          hint={sourcesWords.addressHint}
        />
        <CheckList
          legend={sourcesWords.known}
          name="remplacer"
          options={[{ value: 'oui', label: sourcesWords.replace }]}
          checked={own?.typed.remplacer ?? []}
          hint={sourcesWords.replaceHint}
        />
      </SpaceForm>
    </Section>
  );
};

type SourcesPageProps = FormProps & {
  sources: readonly SourceRecord[];
  /** Of the address whose news is looked at; null: none is. */
  waiting: Waiting | null;
  said: string | null;
};

const PLACED = ['ajouter', 'retirer', 'charger', 'ecarter'];

export const SourcesPage = ({ sources, waiting, said, ...form }: SourcesPageProps) => (
  <PageBody
    isWide
    title={sourcesWords.title}
    beside={sourcesWords.lead}
    above={<Link to="/espace/annuaire">{directoryWords.title}</Link>}
  >
    <DoneNote said={said} />
    <UnplacedRefusal
      refused={form.refused}
      isPlaced={PLACED.some(
        (action) =>
          isOf(form.refused, action) &&
          (action === 'ajouter' ||
            (waiting !== null && action !== 'retirer') ||
            sources.some(({ id }) => isOf(form.refused, 'retirer', id))),
      )}
    />
    {waiting && <WaitingPart waiting={waiting} {...form} />}
    <Section id="adresses" title={sourcesWords.listTitle}>
      {sources.length === 0 && <p className="empty">{sourcesWords.none}</p>}
      {sources.map((source) => (
        <article key={source.id} className="proposal" aria-labelledby={source.id}>
          <h3 id={source.id}>{source.url}</h3>
          <SourceState source={source} />
          <RemovalForm id={source.id} {...form} />
        </article>
      ))}
    </Section>
    <AdditionForm {...form} />
  </PageBody>
);
