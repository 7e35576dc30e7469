import { Link } from '@remix-run/react';
import type { AuditRow } from '#server/contract/accounts';
import { fr } from '../../words/fr/typography';
import { olderThan } from '../paths';
import { ScrollRegion } from '../scroll-region';
import { JournalFilters, type JournalFiltersProps } from './journal-filters';
import { JournalRow } from './journal-row';

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
