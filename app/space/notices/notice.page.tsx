import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { NoticeState } from '../../notices/notices-list';
import { namesOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { noticeAudience } from '../../words/notices';
import { fieldWords } from '../../words/space-form';
import { noticePageWords } from '../../words/space-notices';
import { typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { TextField } from '../form/fields';
import { DoneNote } from '../form/notes';
import { ProblemNote, UnplacedRefusal } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';
import { NoticeWritingPage, type NoticeWritingPageProps } from './new-notice.page';
import { StaleNotice } from './stale-notice';

/** What the notice is worth now, and where everybody reads it. */
export const NoticeStateLine = ({ notice }: { notice: Notice }) => (
  <p className="notice-state">
    {typeset(notice.name)}, {noticeAudience(notice)} · <NoticeState notice={notice} /> ·{' '}
    <Link to={`/avis/${notice.id}`}>{noticePageWords.publicPage}</Link>
  </p>
);

type PastNoticeProps = { notice: Notice; done: string | null; refused: Refusal | null };

/** A notice that is no longer in force is read, not changed. */
export const PastNotice = ({ notice, done, refused }: PastNoticeProps) => (
  <PageBody title={typeset(notice.title)}>
    <DoneNote said={done} />
    <UnplacedRefusal refused={refused} isPlaced={false} />
    <NoticeStateLine notice={notice} />
    <p>
      {notice.correctedBy === null ? (
        <Link to="/espace/avis/nouveau">{noticePageWords.publishNew}</Link>
      ) : (
        <Link to={`/espace/avis/${notice.correctedBy}`}>{noticePageWords.correctReplacing}</Link>
      )}
    </p>
  </PageBody>
);

type WithdrawalFormProps = {
  notice: Notice;
  version: string;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
};

/** « Retirer l’avis »: it stays readable, marked as withdrawn. */
export const WithdrawalForm = ({
  notice,
  version,
  refused,
  idempotencyKey,
  isCodeAsked,
}: WithdrawalFormProps) => {
  const own = isOf(refused, 'retirer') ? refused : null;
  const problem = own?.problem ?? null;
  return (
    <Section id="retrait" title={noticePageWords.withdrawTitle}>
      <ProblemNote problem={problem} />
      <FoldedAction
        summary={noticePageWords.withdraw}
        about={typeset(notice.title)}
        isOpen={own !== null}
        action="retirer"
        idempotencyKey={`retirer-${idempotencyKey}`}
        own={own}
        isCodeAsked={isCodeAsked}
        submit={noticePageWords.withdraw}
      >
        <input type="hidden" name="version" value={problem?.etag ?? version} />
        <p className="hint">{noticePageWords.withdrawHint}</p>
        <TextField label={fieldWords.reason} name="motif" of="reason" maxLength={500} />
      </FoldedAction>
    </Section>
  );
};

type NoticeCorrectionPageProps = Omit<
  NoticeWritingPageProps,
  'title' | 'submit' | 'problem' | 'before' | 'after' | 'action'
> & {
  notice: Notice;
  version: string;
  refused: Refusal | null;
  /** What became of it while one typed, once a correction came too late. */
  stale: { was: Notice; now: Notice | null; version: string | null } | null;
};

const CURE = noticePageWords.compare;

/** A notice in force, corrected by another or withdrawn. */
export const NoticeCorrectionPage = ({
  notice,
  version,
  refused,
  stale,
  ...page
}: NoticeCorrectionPageProps) => {
  const isWithdrawal = isOf(refused, 'retirer');
  const problem = isWithdrawal ? null : (refused?.problem ?? null);
  const form = { idempotencyKey: page.idempotencyKey, isCodeAsked: page.isCodeAsked };
  return (
    <NoticeWritingPage
      {...page}
      {...targetOf(version, stale)}
      title={typeset(noticePageWords.correct(notice.title))}
      submit={stale && !stale.now ? noticePageWords.publishAsNew : noticePageWords.publishCorrection}
      problem={problem && stale ? { ...problem, cure: CURE } : problem}
      isCodeAsked={page.isCodeAsked || (!isWithdrawal && refused?.needs === 'step-up')}
      before={
        <>
          <UnplacedRefusal refused={refused} isPlaced={!isWithdrawal || stale === null} />
          <NoticeStateLine notice={notice} />
          {stale && <StaleNotice was={stale.was} now={stale.now} nameOf={namesOf(page.platforms)} />}
        </>
      }
      after={stale ? null : <WithdrawalForm {...form} notice={notice} version={version} refused={refused} />}
    >
      <input type="hidden" name="origine" value={notice.id} />
    </NoticeWritingPage>
  );
};

/** Where the text goes: on the notice one read, on the one that replaced it, or as a new one. */
const targetOf = (version: string, stale: NoticeCorrectionPageProps['stale']) => {
  if (!stale) return { version };
  return stale.now
    ? { version: stale.version, action: `/espace/avis/${stale.now.id}` }
    : { version: null, action: '/espace/avis/nouveau' };
};
