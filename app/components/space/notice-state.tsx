import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { noticeAudience } from '../../words/fr/notices';
import { typeset } from '../../words/fr/typography';
import { NoticeState } from '../notice-line';
import { DoneNote } from './done-note';
import type { Refusal } from './typed';
import { UnplacedRefusal } from './unplaced-refusal';

/** What the notice is worth now, and where everybody reads it. */
export const NoticeStateLine = ({ notice }: { notice: Notice }) => (
  <p className="notice-state">
    {typeset(notice.name)}, {noticeAudience(notice)} · <NoticeState notice={notice} /> ·{' '}
    <Link to={`/avis/${notice.id}`}>ce que tout le monde en lit</Link>
  </p>
);

type PastNoticeProps = { notice: Notice; done: string | null; refused: Refusal | null };

/** A notice that is no longer in force is read, not changed. */
export const PastNotice = ({ notice, done, refused }: PastNoticeProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{typeset(notice.title)}</h1>
    </div>
    <DoneNote said={done} />
    <UnplacedRefusal refused={refused} isPlaced={false} />
    <NoticeStateLine notice={notice} />
    <p>
      {notice.correctedBy === null ? (
        <Link to="/espace/avis/nouveau">Publier un nouvel avis</Link>
      ) : (
        <Link to={`/espace/avis/${notice.correctedBy}`}>Corriger celui qui le remplace</Link>
      )}
    </p>
  </main>
);
