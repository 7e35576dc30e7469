import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { useDoubt } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import type { Paths } from '../ui/paths';
import { adviceSentence, noticeAdvice } from '../words/advice';
import { doubtWords } from '../words/freshness';
import { fullDay } from '../words/instants';
import { noticeAudience, noticeSpan, noticeState, noticeWords } from '../words/notices';
import { organisationKindWords } from '../words/organisations';
import { typeset } from '../words/typography';

/** Markdown signs at the head of a line, around words, and the addresses of links. */
const SIGNS: readonly [RegExp, string][] = [
  [/^ {0,3}(?:#{1,6}|>+|[-*+]|\d+[.)])[ \t]+/gm, ''],
  [/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1'],
  [/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/gs, '$2'],
  [/(?<![\p{L}\d])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\d])/gsu, '$2'],
  [/\\([!-/:-@[-`{-~])/g, '$1'],
];

const isHeading = (paragraph: string): boolean => /^ {0,3}#{1,6}[ \t][^\n]*$/.test(paragraph);

/** A notice's first paragraph without its Markdown signs, for where there is no room to set it. */
export const firstParagraph = (markdown: string): string => {
  const paragraphs = markdown.trim().split(/\n\s*\n/);
  const paragraph = paragraphs.find((each) => !isHeading(each)) ?? markdown;
  const plain = SIGNS.reduce((text, [sign, kept]) => text.replace(sign, kept), paragraph);
  return plain.replace(/\s+/g, ' ').trim();
};

export const firstSentence = (markdown: string): string => {
  const paragraph = firstParagraph(markdown);
  return paragraph.match(/^.*?[.!?…](?=\s|$)/)?.[0] ?? paragraph;
};

/** « FSPF, syndicat · 2 février, jusqu’au 3 mars »: whose word, and for how long it is worth something. */
export const NoticeAuthor = ({ notice }: { notice: Notice }) => (
  <>
    <span className="who">{notice.name}</span>, {organisationKindWords[notice.kind]}
    {' · '}
    <Dated text={noticeSpan(notice)} />
  </>
);

/** What it is worth now; past its time, what it was worth. */
export const NoticeState = ({ notice }: { notice: Notice }) => (
  <Dated text={noticeState(notice, useDoubt()?.dating ?? null)} />
);

/** The other version of a notice that was corrected, or corrects; nothing for the others. */
export const NoticeVersions = ({ notice, paths }: { notice: Notice; paths: Paths }) => {
  const { corrects, correctedBy, name } = notice;
  const of = <span className="visually-hidden">{noticeWords.ofWhom(name)}</span>;
  return (
    <>
      {corrects && (
        <>
          {' · '}
          <Link to={paths.notice(corrects)} discover="none">
            {noticeWords.correctsOne}
            {of}
          </Link>
        </>
      )}
      {correctedBy && (
        <>
          {' · '}
          <Link to={paths.notice(correctedBy)} discover="none">
            {noticeWords.readCorrection}
            {of}
          </Link>
        </>
      )}
    </>
  );
};

/** Two lines each: what, then who, until when and what they advise. */
export const NoticesList = ({ notices, paths }: { notices: readonly Notice[]; paths: Paths }) => {
  const isDoubted = useDoubt() !== null;
  return (
    <section className="group" aria-labelledby="avis">
      <div className="group-head">
        <h2 id="avis">{noticeWords.title}</h2>
      </div>
      {notices.length === 0 ? (
        <p className="empty">{isDoubted ? doubtWords.noNotice : noticeWords.none}</p>
      ) : (
        <NoticeLines notices={notices} paths={paths} />
      )}
    </section>
  );
};

type NoticeLinesProps = {
  notices: readonly Notice[];
  paths: Paths;
  /** Of one that holds under a condition only. */
  conditionOf?: (notice: Notice) => string | null;
};

export const NoticeLines = ({ notices, paths, conditionOf = () => null }: NoticeLinesProps) => (
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
            {conditionOf(notice)}{' '}
            {notice.advice ? adviceSentence[notice.advice] : typeset(firstSentence(notice.body))}
          </span>
        </p>
      </li>
    ))}
  </ul>
);

type NoticeLineProps = { notice: Notice; paths: Paths; heading?: 'h2' | 'h3' };

/** One of a list: what no longer holds is told shortly. */
export const NoticeLine = (line: NoticeLineProps) =>
  line.notice.state === 'withdrawn' ? <WithdrawnLine {...line} /> : <StandingLine {...line} />;

/** Who took it back, when, and why where that is said: what it advised is on its own page. */
const WithdrawnLine = ({ notice, paths, heading: Heading = 'h2' }: NoticeLineProps) => (
  <li>
    <Heading className="notice-title">
      <Link to={paths.notice(notice.id)} discover="none">
        {typeset(notice.title)}
      </Link>
    </Heading>
    <p>
      <span className="who">{notice.name}</span> · <NoticeState notice={notice} />
      {notice.withdrawalReason && noticeWords.because(notice.withdrawalReason)}
      <NoticeVersions notice={notice} paths={paths} />
    </p>
  </li>
);

/** Who says it to whom, and what it is worth now. */
const StandingLine = ({ notice, paths }: NoticeLineProps) => (
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
    {notice.advice && <p>{noticeAdvice(notice.advice)}</p>}
    <p className={notice.state === 'in-force' ? undefined : 'is-past'}>
      <NoticeState notice={notice} />
      <NoticeVersions notice={notice} paths={paths} />
    </p>
  </li>
);
