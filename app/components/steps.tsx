import { Link } from '@remix-run/react';
import { adviceNote, adviceSentence } from '../words/fr/advice';
import { doubtWords } from '../words/fr/freshness';
import { noticeSpan } from '../words/fr/notices';
import { organisationKindWords } from '../words/fr/organisations';
import { fr } from '../words/fr/typography';
import { Counsels } from './counsels';
import { type Doubt, useDoubt } from './freshness';
import { Dated } from './moment';
import { NoticeLines } from './notices-list';
import type { Paths } from './paths';
import { counselsOf, disagreeing, type Step, stepsOf } from './step-list';
import type { Told } from './told';

type StepsProps = { told: Told; paths: Paths };

/** Que faire: numbered, each with who says it; unions that differ are shown side by side, and said to differ. */
export const Steps = ({ told, paths }: StepsProps) => {
  const rivals = disagreeing(told.notices);
  const others = told.notices.filter(({ advice }) => advice === null);
  const steps = stepsOf(told.advice, told.notices, rivals);
  const doubt = useDoubt();
  return (
    <section className="part" aria-labelledby="faire">
      <h2 id="faire">Que faire</h2>
      {doubt && <StepInDoubt doubt={doubt} isAlone={steps.length === 0} />}
      {steps.length > 0 && (
        <ol className="steps">
          {steps.map((step) => (
            <li key={step.code}>
              <div>
                <strong>{adviceSentence[step.code]}</strong>
                <span className="says">
                  <Sayers step={step} paths={paths} />
                </span>
              </div>
            </li>
          ))}
        </ol>
      )}
      {steps.length === 0 && !doubt && <p>{fr`Rien de particulier : faites comme d'habitude.`}</p>}
      <Counsels counsels={counselsOf(told.notices)} isDisputed={rivals.length > 0} paths={paths} />
      {others.length > 0 && (
        <>
          <h3 className="rivals">Autres avis en cours</h3>
          <NoticeLines notices={others} paths={paths} />
        </>
      )}
      {!doubt && !told.notices.some(({ kind }) => kind === 'union') && (
        <p className="empty">Aucun avis de votre syndicat à cette heure.</p>
      )}
    </section>
  );
};

/** Past its time an answer leaves one thing to do; what it advised is of then. */
const StepInDoubt = ({ doubt, isAlone }: { doubt: Doubt; isAlone: boolean }) => (
  <>
    <ol className="steps">
      <li>
        <div>
          <strong>{doubtWords.step}</strong>
          <span className="says">{doubtWords.stepRule}</span>
        </div>
      </li>
    </ol>
    {!isAlone && (
      <h3 className="rivals">
        <Dated text={doubtWords.advised(doubt.dating)} />
      </h3>
    )}
  </>
);

const Sayers = ({ step, paths }: { step: Step; paths: Paths }) => {
  const note = adviceNote[step.code];
  return (
    <>
      {step.isRule && (note ? fr`Règle Comptoir : ${note}` : 'Règle Comptoir')}
      {step.notices.map((notice, index) => (
        <span key={notice.id}>
          {(step.isRule || index > 0) && ' · '}
          <Link to={paths.notice(notice.id)} discover="none">
            {notice.name}, {organisationKindWords[notice.kind]}
          </Link>
          {' · '}
          <Dated text={noticeSpan(notice)} />
        </span>
      ))}
    </>
  );
};
