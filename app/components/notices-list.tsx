import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { adviceSentence } from '../words/fr/advice';
import { doubtWords } from '../words/fr/freshness';
import { typeset } from '../words/fr/typography';
import { firstSentence } from './excerpt';
import { useDoubt } from './freshness';
import { NoticeAuthor, NoticeVersions } from './notice-line';
import type { Paths } from './paths';

/** Two lines each: what, then who, until when and what they advise. */
export const NoticesList = ({ notices, paths }: { notices: readonly Notice[]; paths: Paths }) => {
  const isDoubted = useDoubt() !== null;
  return (
    <section className="group" aria-labelledby="avis">
      <div className="group-head">
        <h2 id="avis">Avis des syndicats et des autorités</h2>
      </div>
      {notices.length === 0 ? (
        <p className="empty">
          {isDoubted ? doubtWords.noNotice : 'Aucun avis en cours pour votre profession.'}
        </p>
      ) : (
        <NoticeLines notices={notices} paths={paths} />
      )}
    </section>
  );
};

export const NoticeLines = ({ notices, paths }: { notices: readonly Notice[]; paths: Paths }) => (
  <ul className="notices">
    {notices.map((notice) => (
      <li key={notice.id}>
        <h3>
          <Link to={paths.notice(notice.id)} discover="none">
            {typeset(notice.title)}
          </Link>
        </h3>
        <p>
          <NoticeAuthor notice={notice} />
          <NoticeVersions notice={notice} paths={paths} />
          <span className="said">
            {notice.advice ? adviceSentence[notice.advice] : typeset(firstSentence(notice.body))}
          </span>
        </p>
      </li>
    ))}
  </ul>
);
