import type { ReactNode } from 'react';
import type { Timeline } from '#server/contract/answers';
import { reportWords } from '../words/fr/reports';
import { AnswerBand } from './answer-band';
import { BacklogList } from './backlog';
import { LastDays, UnreadDays } from './last-days';
import { Part } from './part';
import type { Paths } from './paths';
import { Steps } from './steps';
import type { NameOf, Told } from './told';
import { Voices } from './voices';
import { Why } from './why';

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
