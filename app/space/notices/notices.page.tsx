import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { NoticeLine } from '../../notices/notices-list';
import { olderThan, pathsAt } from '../../ui/paths';
import { fr } from '../../words/typography';

const PATHS = { ...pathsAt(null), notice: (id: string) => `/espace/avis/${id}` };

/** The notices one answers for, newest first. */
export const OwnNoticesPage = ({ notices, next }: { notices: readonly Notice[]; next: string | null }) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Vos avis</h1>
      <p>
        <Link className="button button-main" to="/espace/avis/nouveau">
          Nouvel avis
        </Link>
      </p>
    </div>
    {notices.length === 0 ? (
      <p className="empty">{fr`Aucun avis publié.`}</p>
    ) : (
      <ul className="notices">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} paths={PATHS} />
        ))}
      </ul>
    )}
    {next !== null && (
      <p className="small">
        <Link to={olderThan(next, '/espace/avis')}>Avis plus anciens</Link>
      </p>
    )}
  </main>
);
