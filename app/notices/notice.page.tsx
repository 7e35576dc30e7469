import { Link } from '@remix-run/react';
import { createElement, type ReactNode } from 'react';
import type { Notice } from '#server/contract/notices';
import type { Qr } from '../print/qr.server';
import { QrCode } from '../print/qr-code';
import { Fact, SourceLink } from '../ui/fact';
import { Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import type { Paths } from '../ui/paths';
import { noticeAdvice } from '../words/advice';
import { fullDay, longInstant } from '../words/instants';
import { noticeAudience, noticeWords } from '../words/notices';
import { organisationKindWords } from '../words/organisations';
import { COLON, listed, typeset } from '../words/typography';
import { NoticeState } from './notices-list';

type NoticePageProps = {
  notice: Notice;
  /** Its text, ready to be shown. */
  prose: readonly Prose[];
  /** The notice it corrects, and the one that corrects it. */
  corrected: Notice | null;
  correction: Notice | null;
  nameOf: NameOf;
  nameOfMutuelle: NameOf;
  paths: Paths;
  sheet: NoticeSheet;
};

/** What is printed under it. `readAt`: when its page was made. */
type NoticeSheet = { address: string; qr: Qr; readAt: string };

/** A notice stays readable when it is withdrawn or expired, and says so before its text. */
export const NoticePage = ({ notice, corrected, correction, paths, sheet, ...text }: NoticePageProps) => (
  <main className="page notice-page" id="contenu">
    <p className="crumb crumb-top">
      <Link to={paths.notices} discover="none">
        {noticeWords.all}
      </Link>
    </p>
    <div className="title">
      <h1>{typeset(notice.title)}</h1>
      <p>
        {notice.name}, {organisationKindWords[notice.kind]}, {noticeAudience(notice)}
      </p>
    </div>
    {correction && (
      <p className="reading">
        <b>
          {noticeWords.correctedOn}
          <Moment iso={correction.publishedAt} as={fullDay} />
          {COLON.trimEnd()}
        </b>{' '}
        <Link to={paths.notice(correction.id)} discover="none">
          {noticeWords.readCorrection}
        </Link>
      </p>
    )}
    <p className="notice-state">
      <NoticeState notice={notice} />
    </p>
    {corrected && (
      <p>
        {noticeWords.corrects}{' '}
        <Link to={paths.notice(corrected.id)} discover="none">
          {noticeWords.correctsOn}
          <Moment iso={corrected.publishedAt} as={fullDay} />
        </Link>
      </p>
    )}
    <NoticeText {...text} notice={notice} paths={paths} />
    <PrintedFoot {...sheet} />
  </main>
);

const PrintedFoot = ({ address, qr, readAt }: NoticeSheet) => (
  <div className="notice-sheet">
    <QrCode qr={qr} label={noticeWords.code} />
    <p>
      {noticeWords.printed(longInstant(readAt))}
      <br />
      <b>{address}</b>
    </p>
  </div>
);

/** What a notice says: its advice, its text, and what it is about. */
export const NoticeText = ({
  notice,
  prose,
  nameOf,
  nameOfMutuelle,
  paths,
}: Pick<NoticePageProps, 'notice' | 'prose' | 'nameOf' | 'nameOfMutuelle' | 'paths'>) => (
  <div className="cols">
    <section className="prose" aria-labelledby="texte">
      <h2 className="visually-hidden" id="texte">
        {noticeWords.text}
      </h2>
      {notice.advice && (
        <p>
          <b>{noticeAdvice(notice.advice)}</b>
        </p>
      )}
      <ProseText prose={prose} />
    </section>
    <aside className="aside part" aria-label={noticeWords.about}>
      <dl className="facts">
        <Fact name={noticeWords.published}>
          <Moment iso={notice.publishedAt} as={fullDay} />
        </Fact>
        {notice.withdrawalReason && <Fact name={noticeWords.why}>{typeset(notice.withdrawalReason)}</Fact>}
        {notice.platforms.length > 0 && (
          <Fact name={noticeWords.platforms}>
            {notice.platforms.map((platform) => (
              <Link key={platform} className="source" to={paths.platform(platform)} discover="none">
                {nameOf(platform)}
              </Link>
            ))}
          </Fact>
        )}
        {notice.mutuelles && (
          <Fact name={noticeWords.mutuelles}>{listed(notice.mutuelles.map(nameOfMutuelle))}</Fact>
        )}
        {notice.sourceUrl && (
          <Fact name={noticeWords.source}>
            <SourceLink url={notice.sourceUrl} of={notice.title} />
          </Fact>
        )}
      </dl>
    </aside>
  </div>
);

/** A text ready to be shown: strings, and the few elements a notice may hold. `href`: of links one may follow. */
export type Prose = string | { tag: ProseTag; href?: string; start?: number; children: readonly Prose[] };

export const PROSE_TAGS = ['p', 'h3', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 'a', 'br'] as const;
export type ProseTag = (typeof PROSE_TAGS)[number];

/** Made of elements, never of markup: what looks like markup in the text stays text. */
export const ProseText = ({ prose }: { prose: readonly Prose[] }) =>
  createElement('div', { className: 'prose-text' }, ...prose.map(elementOf));

const elementOf = (piece: Prose): ReactNode => {
  if (typeof piece === 'string') return piece;
  const { tag, href, start, children } = piece;
  const attributes = { start, ...(href ? { href, rel: 'noreferrer' } : {}) };
  return createElement(tag, attributes, ...children.map(elementOf));
};
