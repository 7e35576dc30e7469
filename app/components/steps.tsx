import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { adviceNote, adviceSentence } from '../words/fr/advice';
import { day } from '../words/fr/instants';
import { fr, typeset } from '../words/fr/typography';
import { Moment } from './moment';
import type { Paths } from './paths';
import { disagreeing, type Step, stepsOf } from './step-list';
import type { Told } from './told';

type StepsProps = { told: Told; paths: Paths };

/** Que faire: numbered, each with who says it; unions that differ are shown side by side, and said to differ. */
export const Steps = ({ told, paths }: StepsProps) => {
  const rivals = disagreeing(told.notices);
  const steps = stepsOf(told.advice, told.notices, rivals);
  return (
    <section className="part" aria-labelledby="faire">
      <h2 id="faire">Que faire</h2>
      {steps.length > 0 ? (
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
      ) : (
        <p>{fr`Rien de particulier : faites comme d'habitude.`}</p>
      )}
      {rivals.length > 0 && <Rivals notices={rivals} paths={paths} />}
      {!told.notices.some(({ kind }) => kind === 'union') && (
        <p className="empty">Aucun avis de votre syndicat à cette heure.</p>
      )}
    </section>
  );
};

const Sayers = ({ step, paths }: { step: Step; paths: Paths }) => {
  const note = adviceNote[step.code];
  return (
    <>
      {step.isRule && (note ? fr`Règle Comptoir : ${note}` : 'Règle Comptoir')}
      {step.notices.map((notice, index) => (
        <span key={notice.id}>
          {(step.isRule || index > 0) && ' · '}
          <Link to={paths.notice(notice.id)} discover="none">
            {notice.name}, <Moment iso={notice.publishedAt} as={day} />
          </Link>
        </span>
      ))}
    </>
  );
};

const Rivals = ({ notices, paths }: { notices: readonly Notice[]; paths: Paths }) => (
  <>
    <h3 className="rivals">Vos syndicats ne donnent pas le même conseil</h3>
    <p className="hint">Nous montrons chacun, sans choisir.</p>
    <div className="voices">
      {notices.map((notice) => (
        <article className="voice" key={notice.id} aria-label={notice.name}>
          <p className="voice-head">
            <b>{notice.name}</b>
            <span className="says">
              syndicat · <Moment iso={notice.publishedAt} as={day} />
            </span>
          </p>
          <blockquote>{fr`« ${typeset(notice.body)} »`}</blockquote>
          <p className="claim">
            {notice.advice && <b>{fr`Conseil : ${adviceSentence[notice.advice]}`}</b>}
            <Link to={paths.notice(notice.id)} discover="none">
              lire l’avis<span className="visually-hidden"> de {notice.name}</span>
            </Link>
          </p>
        </article>
      ))}
    </div>
  </>
);
