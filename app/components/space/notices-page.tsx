import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { fr } from '../../words/fr/typography';
import { NoticeLine } from '../all-notices';
import { pathsAt } from '../paths';

const PATHS = { ...pathsAt(null), notice: (id: string) => `/espace/avis/${id}` };

/** The notices one answers for, newest first. */
export const OwnNoticesPage = ({ notices }: { notices: readonly Notice[] }) => (
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
  </main>
);
