import type { Notice } from '#server/contract/notices';
import { typeset } from '../../words/fr/typography';
import { namesOf } from '../told';
import { NoticeStateLine } from './notice-state';
import { NoticeWritingPage, type NoticeWritingPageProps } from './notice-writing-page';
import { StaleNotice } from './stale-notice';
import { isOf, type Refusal } from './typed';
import { UnplacedRefusal } from './unplaced-refusal';
import { WithdrawalForm } from './withdrawal-form';

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

const CURE = 'Comparez avec ce qui est en vigueur, plus bas, puis envoyez votre texte ou reprenez-le.';

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
      title={typeset(`Corriger : ${notice.title}`)}
      submit={stale && !stale.now ? 'Publier comme nouvel avis' : 'Publier la correction'}
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
