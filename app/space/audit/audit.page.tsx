import { Form, Link } from '@remix-run/react';
import type { AuditRow } from '#server/contract/accounts';
import { Moment } from '../../ui/moment';
import { olderThan } from '../../ui/paths';
import { ScrollRegion } from '../../ui/scroll-region';
import { fullDay, time } from '../../words/instants';
import { DEEDS, NOUNS, VIAS, wordIn } from '../../words/space-audit';
import { capital, fr } from '../../words/typography';
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
        label="Quoi"
        name="action"
        options={all('Tout', optionsOf(DEEDS))}
        defaultValue={filter.action}
      />
      <SelectField
        label="Sur"
        name="noun"
        options={all('Tout', optionsOf(NOUNS))}
        defaultValue={filter.noun}
      />
      <SelectField
        label="Qui"
        name="account"
        options={all(
          'Tout le monde',
          people.map(({ id, name }) => ({ value: id, label: name })),
        )}
        defaultValue={filter.account}
      />
      <div className="field filter-send">
        <button type="submit" className="button">
          Filtrer
        </button>
      </div>
    </div>
  </Form>
);

/** One entry: nothing of it is ever changed. */
export const JournalRow = ({ row }: { row: AuditRow }) => {
  const { number, at, name, organisation, via, cameFrom, action, noun, id } = row;
  return (
    <tr>
      <th scope="row">
        <Moment iso={at} as={fullDay} />
        <span className="says">
          <Moment iso={at} as={time} /> · {fr`n° ${number}`}
        </span>
      </th>
      <td>
        {name ?? 'Console du serveur'}
        <span className="says">
          {[organisation, VIAS[via], cameFrom === 'local' ? null : cameFrom].filter(Boolean).join(', ')}
        </span>
      </td>
      <td>{capital(wordIn(DEEDS, action))}</td>
      <td>
        {wordIn(NOUNS, noun)}
        <span className="says id">{id}</span>
      </td>
      <td>
        <details>
          <summary>
            Avant, après<span className="visually-hidden">, ligne {number}</span>
          </summary>
          <Content title="Avant" content={row.before} />
          <Content title="Après" content={row.after} />
          <p className="says id">{fr`Empreinte : ${row.hash}`}</p>
        </details>
      </td>
    </tr>
  );
};

const Content = ({ title, content }: { title: string; content: unknown }) => (
  <>
    <p className="says">{title}</p>
    {content === null || content === undefined ? <p>rien</p> : <pre>{JSON.stringify(content, null, 2)}</pre>}
  </>
);

type JournalPageProps = JournalFiltersProps & {
  /** Newest first. */
  rows: readonly AuditRow[];
  /** Cursor of the older ones; null: these are the last. */
  next: string | null;
  isOlder: boolean;
};

export const JournalPage = ({ rows, next, isOlder, ...filters }: JournalPageProps) => {
  const query = new URLSearchParams(filters.filter);
  const address = (path: string) => (query.size === 0 ? path : `${path}?${query}`);
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Journal</h1>
        <p>{fr`Qui a fait quoi, quand, et d'où ; le plus récent d'abord, heure de Paris`}</p>
      </div>
      <JournalFilters {...filters} />
      <p className="small">
        <a href={address('/espace/journal.csv')} download="journal.csv">
          Exporter en CSV
        </a>{' '}
        <span className="faint">(les mille lignes les plus récentes de ce filtre)</span>
      </p>
      {rows.length === 0 ? (
        <p className="empty part">Aucune ligne pour ce filtre.</p>
      ) : (
        <ScrollRegion label="Lignes du journal, défile de côté">
          <table className="listing journal">
            <thead>
              <tr>
                <th scope="col">Quand</th>
                <th scope="col">Qui</th>
                <th scope="col">Quoi</th>
                <th scope="col">Sur</th>
                <th scope="col">Détail</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <JournalRow key={row.number} row={row} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <p className="pager">
        {isOlder && <Link to={address('/espace/journal')}>Les plus récentes</Link>}
        {next !== null && <Link to={olderThan(next, address('/espace/journal'))}>Lignes plus anciennes</Link>}
      </p>
    </main>
  );
};
