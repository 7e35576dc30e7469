import { Link } from '@remix-run/react';
import type { OperatorOverview, Overview } from '#server/contract/overview';
import { useDoubt, usePresent } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import { Section } from '../ui/page-body';
import { Part, PartNote } from '../ui/part';
import type { Paths } from '../ui/paths';
import { ProfessionChoice } from '../ui/problem-page';
import { ReplayInvitation } from '../ui/replay';
import { Sign } from '../ui/signs';
import { doubtWords } from '../words/freshness';
import { homeWords, touchedSentence } from '../words/home';
import { agoKnown, fullMoment, IN_PARIS, longInstant } from '../words/instants';
import { COLON, lowered, typeset } from '../words/typography';
import { paymentWords, verdictWords } from '../words/verdicts';
import { Announced } from './announced';
import { Operators, TouchedOperators, touchedOf } from './operators';

type HomePageProps = {
  /** Null: it cannot be read for now. */
  overview: Overview | null;
  paths: Paths;
  /** Nobody has an account yet. */
  isUnclaimed: boolean;
};

/** What is touched today, for whom; the operators one by one; what is announced. The choice of a profession is one tap. */
export const HomePage = ({ overview, paths, isUnclaimed }: HomePageProps) => (
  <main className="page home" id="contenu">
    <HomeTitle at={overview?.at ?? null} isReplay={paths.at !== null} />
    <Part name="today">{overview ? <Today overview={overview} paths={paths} /> : <PartNote />}</Part>
    <ProfessionChoice paths={paths} />
    {overview && (
      <>
        <Part name="touched" isAnswer>
          <TouchedOperators overview={overview} paths={paths} />
        </Part>
        <div className="home-rest">
          <Part name="operators">
            <Operators overview={overview} paths={paths} />
          </Part>
          <div>
            <Part name="announced">
              <Announced overview={overview} paths={paths} />
            </Part>
            <Part name="last">
              <LastWord overview={overview} paths={paths} />
            </Part>
          </div>
        </div>
      </>
    )}
    <div className="part">
      <p className="hint">{homeWords.lead}</p>
      {isUnclaimed && (
        <p className="small" data-needs-us>
          {homeWords.unclaimed}
          <Link to="/premiers-pas" reloadDocument>
            {homeWords.firstSteps}
          </Link>
          .
        </p>
      )}
      {paths.at === null && (
        <p className="small" data-needs-us>
          {homeWords.crisis}
          <ReplayInvitation profession="optician" />
          {homeWords.crisisOf}
        </p>
      )}
    </div>
  </main>
);

const HomeTitle = ({ at, isReplay }: { at: string | null; isReplay: boolean }) => {
  const doubt = useDoubt();
  return (
    <div className="title">
      <h1>
        {homeWords.title}
        {isReplay || doubt ? null : <span data-needs-us>{homeWords.now}</span>}
      </h1>
      {at && (
        <p>
          <Moment iso={doubt?.knownAt ?? at} as={longInstant} />
          {IN_PARIS}
        </p>
      )}
    </div>
  );
};

type PartProps = { overview: Overview; paths: Paths };

/** One sentence; a day without a word is as hollow as it is quiet. */
const Today = ({ overview, paths }: PartProps) => {
  const { operators, incidents } = overview;
  const isDoubted = useDoubt() !== null;
  const touched = touchedOf(overview);
  const others = incidents.filter(({ platforms }) =>
    touched.every(({ platform }) => !platforms.includes(platform)),
  );
  const isQuiet = touched.length === 0 && others.length === 0;
  const said = touched.length > 0 ? touchedSentence(touched.map(({ name }) => name)) : homeWords.quiet;
  return (
    <section aria-labelledby="aujourdhui">
      {(isQuiet || touched.length > 0) && (
        <h2 className="home-today" id="aujourdhui">
          <TodaySign worst={touched[0]?.answers[0]} />
          <span data-judged="reason">{isDoubted ? doubtWords.sentence(lowered(said)) : said}</span>
        </h2>
      )}
      {isQuiet && (
        <p className="hint">
          {operators.length === 0 ? homeWords.noOperator : homeWords.quietHint(operators.length)}
        </p>
      )}
      {others.length > 0 && (
        <>
          <h2 className="home-others" id={touched.length > 0 ? undefined : 'aujourdhui'}>
            {homeWords.others}
          </h2>
          <ul className="home-list">
            {others.map(({ id, title }) => (
              <li key={id} className="home-item">
                <Link to={paths.incident(id)} discover="none">
                  {typeset(title)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** Of the worst answer, or of its payment when tiers payant itself works; hollow when nothing is said. */
const TodaySign = ({ worst }: { worst: OperatorOverview['answers'][number] | undefined }) => {
  const isDoubted = useDoubt() !== null;
  if (!worst) return <Sign id="sign-possible-presumed" />;
  const { verdict, payment } = worst;
  if (verdict === 'possible') return <Sign id={paymentWords[payment].sign} />;
  const { sign, className } = verdictWords[isDoubted ? 'unknown' : verdict];
  return (
    <span className={`home-sign ${className}`}>
      <Sign id={sign} />
    </span>
  );
};

const LastWord = ({ overview: { at, lastWord, isWhole }, paths }: PartProps) => {
  const now = usePresent(at);
  if (!lastWord)
    return (
      <Section id="dernier" title={homeWords.lastWord}>
        <p className="empty">{isWhole ? homeWords.never : homeWords.unread}</p>
      </Section>
    );
  const { incident, notice, name } = lastWord;
  const to = notice ? paths.notice(notice) : incident ? paths.incident(incident) : null;
  return (
    <Section id="dernier" title={homeWords.lastWord}>
      <p>
        {to ? (
          <Link to={to} discover="none">
            {typeset(name)}
          </Link>
        ) : (
          typeset(name)
        )}
        {COLON}
        <Moment iso={lastWord.at} as={fullMoment} />{' '}
        <small data-needs-us>
          (<Dated text={agoKnown(lastWord.at, undefined, now)} />)
        </small>
      </p>
    </Section>
  );
};
