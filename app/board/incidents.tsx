import { Link } from '@remix-run/react';
import { memo } from 'react';
import type { Incident, ListedIncident } from '#server/contract/incidents';
import { isTouched } from '#server/contract/touched';
import { HEALTHS, type Payment, type Precision, type Verdict } from '#server/domain/facts/vocabulary';
import { IncidentMeta, IncidentSince, isPast, Promised } from '../incidents/summary';
import { useDoubt, usePresent } from '../ui/freshness';
import type { Paths } from '../ui/paths';
import { ReplayInvitation } from '../ui/replay';
import { PaymentMark, Sign } from '../ui/signs';
import { boardWords } from '../words/board';
import { basisWords, flowHealth } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { causeWord, incidentWords } from '../words/incidents';
import { longDay, moment } from '../words/instants';
import { COLON, listed } from '../words/typography';
import { verdictWords } from '../words/verdicts';
import type { BoardView } from './view';

type IncidentLineProps = {
  incident: ListedIncident;
  at: string;
  view: BoardView;
  paths: Paths;
};

/** It is about what no operator rests on: said to those it names, it changes no answer. */
const NO_EFFECT: { platforms: readonly string[]; verdict: Verdict; payment: Payment } = {
  platforms: [],
  verdict: 'possible',
  payment: 'normal',
};

/** An incident that leaves « Oui » does not speak in its green. */
const UNTOUCHED = { ...verdictWords.possible, className: 'is-none', sign: 'sign-possible-presumed' };

export const IncidentLine = ({ incident, at: readAt, view, paths }: IncidentLineProps) => {
  const { verdict, payment, platforms } = incident.effect ?? NO_EFFECT;
  const isDoubted = useDoubt() !== null;
  const at = usePresent(readAt);
  const standing = verdict === 'possible' ? UNTOUCHED : verdictWords[verdict];
  const { className, sign, word } = isDoubted ? verdictWords.unknown : standing;
  const phrase =
    summaryOf(incident) + (verdict === 'possible' && payment === 'normal' ? boardWords.untouched : '');
  const [operator] = platforms;
  return (
    <article className={`incident ${className}`}>
      <Sign id={sign} />
      <h3>
        <span className="visually-hidden">
          <span data-judged>{word}</span>
          {COLON}
        </span>
        <Link to={paths.incident(incident.id)}>{listed(incident.platforms.map(view.nameOf))}</Link>
        {isDoubted ? (
          `, ${doubtWords.sentence(`${phrase}.`)}`
        ) : (
          <>
            {COLON}
            <span data-judged>{phrase}</span>.
          </>
        )}
      </h3>
      {operator ? (
        <Link className="more" to={paths.operator(view.profession, operator)} data-needs-us>
          {boardWords.whatToDo}
        </Link>
      ) : null}
      <dl className="meta">
        <IncidentSince incident={incident} as={dayOrWeek} />
        <IncidentMeta term={incidentWords.back}>
          <Promised iso={incident.expectedBack} at={at} none={incidentWords.notAnnounced} as={moment} />
        </IncidentMeta>
        <IncidentMeta term={incidentWords.nextUpdate} isAlert={isPast(incident.nextUpdateDue, at)}>
          <Promised iso={incident.nextUpdateDue} at={at} none={incidentWords.notAnnounced} as={moment} />
        </IncidentMeta>
        {incident.cause ? (
          <IncidentMeta term={incidentWords.cause}>{causeWord(incident.cause)}</IncidentMeta>
        ) : null}
        {payment === 'normal' ? null : (
          <IncidentMeta term={incidentWords.payment}>
            <PaymentMark payment={payment} />
          </IncidentMeta>
        )}
      </dl>
    </article>
  );
};

/** « prise en charge coupée, portail web fermé », worst first, doubt said. */
export const summaryOf = ({ touched }: Incident): string => {
  const bad = touched
    .filter(({ health }) => health !== 'operational')
    .sort((a, b) => HEALTHS.indexOf(b.health) - HEALTHS.indexOf(a.health));
  const said = bad.map(({ flow, health, basis }) => {
    const doubt = basis === 'announced' || basis === 'contested' ? ` (${basisWords[basis]})` : '';
    return flowHealth(flow, health) + doubt;
  });
  return said.length > 0 ? [...new Set(said)].join(', ') : boardWords.allBack;
};

const dayOrWeek = (instant: string, precision?: Precision): string =>
  precision === 'week' ? moment(instant, precision) : longDay(instant);

type IncidentsProps = {
  incidents: readonly ListedIncident[];
  at: string;
  view: BoardView;
  paths: Paths;
};

/** Nothing is said of any operator or mutuelle either: no row says otherwise than that nothing is known. */
const isQuiet = ({ lines, operators }: BoardView): boolean =>
  !lines.some(({ row }) => isTouched(row) || row.reason === 'unaffected') &&
  operators.every(
    ({ verdict, payment, reason }) =>
      verdict === 'possible' && payment === 'normal' && reason !== 'unaffected',
  );

const calmWords = (isDoubted: boolean, quiet: boolean): string => {
  if (quiet) return isDoubted ? doubtWords.noIncident : boardWords.noIncident;
  return isDoubted ? doubtWords.noOpenIncident : boardWords.noOpenIncident;
};

/** What is going on, one line an incident; in calm weather, how a crisis looks. */
export const Incidents = memo(({ incidents, at, view, paths }: IncidentsProps) => {
  const isDoubted = useDoubt() !== null;
  return (
    <section aria-labelledby="incidents">
      <h2 className="visually-hidden" id="incidents">
        {incidentWords.running}
      </h2>
      {incidents.length === 0 ? (
        <p className="calm">
          {calmWords(isDoubted, isQuiet(view))}{' '}
          {paths.at === null ? <ReplayInvitation profession={view.profession} /> : null}
        </p>
      ) : null}
      {incidents.map((incident) => (
        <IncidentLine key={incident.id} incident={incident} at={at} view={view} paths={paths} />
      ))}
    </section>
  );
});
