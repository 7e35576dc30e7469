import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { noticeSpan, noticeState } from '../words/fr/notices';
import { organisationKindWords } from '../words/fr/organisations';
import { useDoubt } from './freshness';
import { Dated } from './moment';
import type { Paths } from './paths';

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
  const of = <span className="visually-hidden"> de {name}</span>;
  return (
    <>
      {corrects && (
        <>
          {' · '}
          <Link to={paths.notice(corrects)} discover="none">
            corrige un avis{of}
          </Link>
        </>
      )}
      {correctedBy && (
        <>
          {' · '}
          <Link to={paths.notice(correctedBy)} discover="none">
            lire la correction{of}
          </Link>
        </>
      )}
    </>
  );
};
