import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { firstParagraph, NoticeVersions } from '../notices/notices-list';
import { Dated } from '../ui/moment';
import type { Paths } from '../ui/paths';
import { noticeAdvice } from '../words/advice';
import { answerPageWords } from '../words/answer-page';
import { noticeSpan } from '../words/notices';
import { organisationKindWords } from '../words/organisations';
import { quoted } from '../words/typography';
import { Condition, type ConditionOf } from './notice-condition';

type CounselsProps = {
  /** By author. */
  counsels: readonly (readonly Notice[])[];
  /** They do not agree on whether to go on. */
  isDisputed: boolean;
  conditionOf: ConditionOf;
  paths: Paths;
};

/** What each author advises, side by side, under its name: we show them all and choose none. */
export const AdviceList = ({ counsels, isDisputed, conditionOf, paths }: CounselsProps) =>
  counsels.length === 0 ? null : (
    <>
      <h3 className="rivals">{isDisputed ? answerPageWords.disputed : answerPageWords.advised}</h3>
      <p className="hint">{answerPageWords.allShown}</p>
      <div className="voices">
        {counsels.map((notices) => (
          <Author key={notices[0]?.by} notices={notices} conditionOf={conditionOf} paths={paths} />
        ))}
      </div>
    </>
  );

type AuthorProps = Pick<CounselsProps, 'conditionOf' | 'paths'> & { notices: readonly Notice[] };

const Author = ({ notices, conditionOf, paths }: AuthorProps) => {
  const [newest] = notices;
  return newest ? (
    <article className="voice" aria-label={newest.name}>
      <p className="voice-head">
        <b>{newest.name}</b>
        <span className="says">{organisationKindWords[newest.kind]}</span>
      </p>
      {notices.map((notice) => (
        <Counsel key={notice.id} notice={notice} condition={conditionOf(notice)} paths={paths} />
      ))}
    </article>
  ) : null;
};

type CounselProps = { notice: Notice; condition: string | null; paths: Paths };

const Counsel = ({ notice, condition, paths }: CounselProps) => (
  <div className="saying">
    <p className="says">
      <Dated text={noticeSpan(notice)} />
      <NoticeVersions notice={notice} paths={paths} />
    </p>
    <Condition text={condition} />
    <blockquote>{quoted(firstParagraph(notice.body))}</blockquote>
    <p className="claim">
      {notice.advice && <b>{noticeAdvice(notice.advice)}</b>}
      <Link to={paths.notice(notice.id)} discover="none">
        {answerPageWords.readNotice}
        <span className="visually-hidden">{answerPageWords.noticeBy(notice.name)}</span>
      </Link>
    </p>
  </div>
);
