import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { NoticeLine } from '../../notices/notices-list';
import { PageBody } from '../../ui/page-body';
import { olderThan, pathsAt } from '../../ui/paths';
import { ownNoticesWords } from '../../words/space-notices';

const PATHS = { ...pathsAt(null), notice: (id: string) => `/espace/avis/${id}` };

/** The notices one answers for, newest first. */
export const OwnNoticesPage = ({ notices, next }: { notices: readonly Notice[]; next: string | null }) => (
  <PageBody
    title={ownNoticesWords.title}
    beside={
      <Link className="button button-main" to="/espace/avis/nouveau">
        {ownNoticesWords.newNotice}
      </Link>
    }
  >
    {notices.length === 0 ? (
      <p className="empty">{ownNoticesWords.none}</p>
    ) : (
      <ul className="notices">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} paths={PATHS} />
        ))}
      </ul>
    )}
    {next !== null && (
      <p className="small">
        <Link to={olderThan(next, '/espace/avis')}>{ownNoticesWords.older}</Link>
      </p>
    )}
  </PageBody>
);
