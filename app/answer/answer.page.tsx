import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Timeline } from '#server/contract/answers';
import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import { type NameOf, precisionOf, type Told, voicesOf } from '../ui/names';
import { Part } from '../ui/part';
import type { Paths } from '../ui/paths';
import { Sign } from '../ui/signs';
import { whySentence } from '../words/answers';
import { paymentNote } from '../words/effects';
import { doubtWords } from '../words/freshness';
import { professionWords } from '../words/professions';
import { reportWords } from '../words/reports';
import { fr } from '../words/typography';
import { groupOf, paymentWords, shownOf, signOf } from '../words/verdicts';
import { AnswerFacts } from './answer-facts';
import { BacklogList } from './backlog';
import { LastDays, UnreadDays } from './last-days';
import { Voices } from './statements';
import { Steps } from './steps';
import { Why } from './why';

type PayLineProps = { told: Told; nameOf: NameOf };

/** Will one be paid: in ink, louder when it is not normal. */
export const PayLine = ({ told, nameOf }: PayLineProps) => {
  const doubt = useDoubt();
  if (told.reason === 'no-convention') return null;
  const { word, sign, was } = paymentWords[told.payment];
  if (doubt)
    return (
      <p className="payline">
        <Sign id={sign} />
        {paymentWords.unknown.word}{' '}
        <small>
          <Dated text={doubtWords.wasAt(was, doubt.dating)} />
        </small>
      </p>
    );
  const note = paymentNote(told, nameOf, ({ since, statements }) =>
    precisionOf(voicesOf(told, { statements }), since),
  );
  return (
    <p className={told.payment === 'normal' ? 'payline' : 'payline is-alert'}>
      <Sign id={sign} />
      {word}{' '}
      <small>
        <Dated text={note} />
      </small>
    </p>
  );
};

type AnswerBandProps = { told: Told; nameOf: NameOf; paths: Paths };

/** « Oui » and « Non » fill the band; longer words are set smaller. */
const SHORT_WORD = 3;

/** What one reads in two seconds: the word, why, paid or not, since when. */
export const AnswerBand = ({ told, nameOf, paths }: AnswerBandProps) => {
  const doubt = useDoubt();
  const { word, className, was } = shownOf(groupOf(told), doubt !== null);
  const why = whySentence(told, nameOf);
  return (
    <div className={`band ${className}`}>
      <div className="band-in">
        <p className="crumb">
          <Link to={paths.board(told.profession)} discover="none">
            {fr`← ${professionWords[told.profession].name} : toutes les mutuelles`}
          </Link>
        </p>
        <div className="band-grid">
          <div>
            <h1>
              <span className="who">{told.name}</span>
              <span className="visually-hidden">{fr` : `}</span>
              <span className={word.length > SHORT_WORD ? 'word word-long' : 'word'}>
                <Sign id={signOf(told)} />
                {word}
              </span>
            </h1>
            {doubt && was && (
              <p className="was-then">
                <Dated text={doubtWords.wasAt(was, doubt.dating)} />
              </p>
            )}
            <p className="why">
              <Dated text={doubt && told.reason !== 'no-convention' ? doubtWords.why(why) : why} />
            </p>
            <PayLine told={told} nameOf={nameOf} />
          </div>
          <AnswerFacts told={told} />
        </div>
      </div>
    </div>
  );
};

type AnswerPageProps = {
  told: Told;
  /** Null: it cannot be read for now. */
  timeline: Timeline | null;
  nameOf: NameOf;
  paths: Paths;
  /** Which card, which mutuelle: what one must look at before believing the word. */
  choice: ReactNode;
  aside: ReactNode;
};

/** One answer, in the order one would ask: may I, what do I do, why, who says so, since when. */
export const AnswerPage = ({ told, timeline, nameOf, paths, choice, aside }: AnswerPageProps) => (
  <main id="contenu">
    <Part name="answer" isAnswer>
      <AnswerBand told={told} nameOf={nameOf} paths={paths} />
    </Part>
    <div className="page">
      <div className="cols">
        <Part name="choice">{choice}</Part>
        <Part name="steps">
          <Steps told={told} paths={paths} />
        </Part>
        <Part name="backlog">
          <BacklogList told={told} nameOf={nameOf} />
        </Part>
        <aside className="aside part" aria-label="La carte">
          <Part name="aside">{aside}</Part>
        </aside>
        <Part name="why">
          <Why told={told} nameOf={nameOf} />
        </Part>
        {told.candidates.length > 0 && (
          <>
            <Part name="voices">
              <Voices
                voices={told.voices}
                profession={told.profession}
                nameOf={nameOf}
                {...(told.cause?.basis === 'reported' ? { none: reportWords.onlyColleagues } : {})}
              />
            </Part>
            <Part name="days">
              {timeline ? <LastDays timeline={timeline} nameOf={nameOf} /> : <UnreadDays />}
            </Part>
          </>
        )}
      </div>
    </div>
  </main>
);
