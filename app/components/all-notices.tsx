import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { adviceSentence } from '../words/fr/advice';
import { fullDay } from '../words/fr/instants';
import { noticeAudience } from '../words/fr/notices';
import { organisationKindWords } from '../words/fr/organisations';
import { fr, typeset } from '../words/fr/typography';
import { Moment } from './moment';
import { NoticeState, NoticeVersions } from './notice-line';
import { olderThan, type Paths } from './paths';

type AllNoticesProps = {
  notices: readonly Notice[];
  /** Cursor of the older ones; null: these are the last. */
  next: string | null;
  paths: Paths;
};

/** Every notice, newest first; those withdrawn or expired stay, and say so. */
export const AllNotices = ({ notices, next, paths }: AllNoticesProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Avis des syndicats et des autorités</h1>
    </div>
    {notices.length === 0 ? (
      <p className="empty">Aucun avis publié à cet instant.</p>
    ) : (
      <ul className="notices">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} paths={paths} />
        ))}
      </ul>
    )}
    {next !== null && (
      <p className="small">
        <Link to={olderThan(next, paths.notices)} discover="none">
          Avis plus anciens
        </Link>
      </p>
    )}
  </main>
);

/** One of a list: who says it to whom, and what it is worth now. */
export const NoticeLine = ({ notice, paths }: { notice: Notice; paths: Paths }) => (
  <li>
    <h2 className="notice-title">
      <Link to={paths.notice(notice.id)} discover="none">
        {typeset(notice.title)}
      </Link>
    </h2>
    <p>
      <span className="who">{notice.name}</span>, {organisationKindWords[notice.kind]},{' '}
      {noticeAudience(notice)} · <Moment iso={notice.publishedAt} as={fullDay} />
    </p>
    {notice.advice && <p>{fr`Conseil : ${adviceSentence[notice.advice]}`}</p>}
    <p className={notice.state === 'in-force' ? undefined : 'is-past'}>
      <NoticeState notice={notice} />
      <NoticeVersions notice={notice} paths={paths} />
    </p>
  </li>
);
