import { Form, Link } from '@remix-run/react';
import type { AuditRow } from '#server/contract/accounts';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody } from '../../ui/page-body';
import { olderThan } from '../../ui/paths';
import { ScrollRegion, TableHead } from '../../ui/table';
import { importedWords } from '../../words/imported';
import { fullDay, time } from '../../words/instants';
import { auditWords, DEEDS, NOUNS, VIAS, wordIn } from '../../words/space-audit';
import { isOpaque, rowSentence } from '../../words/space-audit-rows';
import { capital } from '../../words/typography';
import { type Option, SelectField } from '../form/fields';

export type JournalFiltersProps = {
  filter: { action?: string; noun?: string; account?: string; id?: string };
  people: readonly { id: string; name: string }[];
};

const optionsOf = (words: ReadonlyMap<string, string>): Option[] =>
  [...words].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'fr'));

const all = (label: string, options: readonly Option[]): Option[] => [{ value: '', label }, ...options];

/** A form, so that it needs no script and that its address can be kept. */
export const JournalFilters = ({ filter, people }: JournalFiltersProps) => (
  <Form method="get" action="/espace/journal" className="form" key={JSON.stringify(filter)}>
    <div className="fields">
      <SelectField
        label={auditWords.what}
        name="action"
        options={all(auditWords.everything, optionsOf(DEEDS))}
        defaultValue={filter.action}
      />
      <SelectField
        label={auditWords.on}
        name="noun"
        options={all(auditWords.everything, optionsOf(NOUNS))}
        defaultValue={filter.noun}
      />
      <SelectField
        label={auditWords.who}
        name="account"
        options={all(
          auditWords.everyone,
          people.map(({ id, name }) => ({ value: id, label: name })),
        )}
        defaultValue={filter.account}
      />
      <div className="field filter-send">
        <button type="submit" className="button">
          {auditWords.filter}
        </button>
      </div>
    </div>
  </Form>
);

/** One entry: nothing of it is ever changed. */
export const JournalRow = ({ row, nameOf }: { row: AuditRow; nameOf: NameOf }) => {
  const { number, at, name, organisation, via, cameFrom, action, noun, id } = row;
  const about = rowSentence(row, nameOf) ?? (isOpaque(id) ? null : id);
  const isImported = action === 'import' && noun === 'statement';
  return (
    <tr>
      <th scope="row">
        <Moment iso={at} as={fullDay} />
        <span className="says">
          <Moment iso={at} as={time} /> · {auditWords.number(number)}
        </span>
      </th>
      <td>
        {name ?? auditWords.console}
        <span className="says">
          {[organisation, VIAS[via], cameFrom === 'local' ? null : cameFrom].filter(Boolean).join(', ')}
        </span>
      </td>
      <td>{capital(wordIn(DEEDS, action))}</td>
      <td>
        {wordIn(NOUNS, noun)}
        {isImported && `, ${importedWords.statement}`}
        {about && <span className="says">{about}</span>}
      </td>
      <td>
        <details>
          <summary>
            {auditWords.raw}
            <span className="visually-hidden">
              {auditWords.ofLine}
              {number}
            </span>
          </summary>
          <p className="says id">
            {action} · {noun} · {id}
          </p>
          <Content title={auditWords.before} content={row.before} />
          <Content title={auditWords.after} content={row.after} />
          <p className="says id">{auditWords.digest(row.hash)}</p>
        </details>
      </td>
    </tr>
  );
};

const Content = ({ title, content }: { title: string; content: unknown }) => (
  <>
    <p className="says">{title}</p>
    {content === null || content === undefined ? (
      <p>{auditWords.nothing}</p>
    ) : (
      <pre>{JSON.stringify(content, null, 2)}</pre>
    )}
  </>
);

type JournalPageProps = JournalFiltersProps & {
  /** Newest first. */
  rows: readonly AuditRow[];
  /** Cursor of the older ones; null: these are the last. */
  next: string | null;
  isOlder: boolean;
  /** Of platforms and organisations. */
  nameOf: NameOf;
};

export const JournalPage = ({ rows, next, isOlder, nameOf, ...filters }: JournalPageProps) => {
  const query = new URLSearchParams(filters.filter);
  const address = (path: string) => (query.size === 0 ? path : `${path}?${query}`);
  return (
    <PageBody title={auditWords.title} beside={auditWords.lead}>
      <JournalFilters {...filters} />
      <p className="small">
        <a href={address('/espace/journal.csv')} download="journal.csv">
          {auditWords.export}
        </a>{' '}
        <span className="faint">{auditWords.exported}</span>
      </p>
      {rows.length === 0 ? (
        <p className="empty part">{auditWords.none}</p>
      ) : (
        <ScrollRegion label={auditWords.scroll}>
          <table className="listing journal">
            <TableHead
              columns={[auditWords.when, auditWords.who, auditWords.what, auditWords.on, auditWords.detail]}
            />
            <tbody>
              {rows.map((row) => (
                <JournalRow key={row.number} row={row} nameOf={nameOf} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <p className="pager">
        {isOlder && <Link to={address('/espace/journal')}>{auditWords.newer}</Link>}
        {next !== null && <Link to={olderThan(next, address('/espace/journal'))}>{auditWords.older}</Link>}
      </p>
    </PageBody>
  );
};
