import { Link } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import type { Incident } from '#server/contract/incidents';
import { HEALTHS, type Health, type Precision } from '#server/domain/facts/vocabulary';
import { useDoubt, usePresent } from '../ui/freshness';
import { Moment } from '../ui/moment';
import type { Paths } from '../ui/paths';
import { Sign } from '../ui/signs';
import { flowHealth, healthWords } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { causeWord, incidentWords, sinceOfWhat, stagePhrase } from '../words/incidents';
import { ago, fullMoment, longMoment } from '../words/instants';
import { capital, fr, lowered } from '../words/typography';
import { verdictWords } from '../words/verdicts';

type IncidentMetaProps = {
  term: string;
  /** Kept where there is little room. */
  isAlert?: boolean;
  children: ReactNode;
};

/** One fact of an incident. */
export const IncidentMeta = ({ term, isAlert = false, children }: IncidentMetaProps) => (
  <div className={isAlert ? 'is-alert' : undefined}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

type PromisedProps = {
  iso: string | null;
  at: string;
  none: string;
  /** How to write the instant. */
  as?: (instant: string) => string;
};

export const isPast = (iso: string | null, at: string): boolean =>
  iso !== null && Date.parse(iso) <= Date.parse(at);

/** What was promised: « vendredi 2 février 2024, 18:00, dépassé (il y a 2 h) » once its hour is over. */
export const Promised = ({ iso, at, none, as = fullMoment }: PromisedProps) => {
  const now = usePresent(at);
  return iso === null ? (
    none
  ) : (
    <>
      <Moment iso={iso} as={as} />
      {isPast(iso, now) && (
        <>
          {incidentWords.overdue}
          <span data-needs-us>{incidentWords.ago(ago(iso, now))}</span>
        </>
      )}
    </>
  );
};

type IncidentSummaryProps = { incident: Incident; at: string; paths: Paths };

/** An incident in a few lines: what is down, since when, what was promised. */
export const IncidentSummary = ({ incident, at, paths }: IncidentSummaryProps) => {
  return (
    <IncidentBand incident={incident}>
      <h3>{incident.title}</h3>
      <Link className="more" to={paths.incident(incident.id)} discover="none">
        {incidentWords.see}
      </Link>
      <p className="touched">
        <TouchedSentence incident={incident} />
      </p>
      <IncidentFacts incident={incident} at={at} />
    </IncidentBand>
  );
};

type IncidentBandProps = { incident: Incident; children: ReactNode };

/** Takes the colour and the sign of its worst effect; past its time, none. */
export const IncidentBand = ({ incident, children }: IncidentBandProps) => {
  const { className, sign } = useDoubt() ? verdictWords.unknown : healthWords[worstHealth(incident)];
  return (
    <article className={`incident is-whole ${className}`}>
      <Sign id={sign} />
      {children}
    </article>
  );
};

const worstHealth = ({ touched }: Incident): Health =>
  touched.map(({ health }) => health).sort((a, b) => HEALTHS.indexOf(b) - HEALTHS.indexOf(a))[0] ??
  'operational';

export const TouchedSentence = ({ incident }: { incident: Incident }) => {
  const said = touchedSentence(incident);
  return useDoubt() ? capital(doubtWords.sentence(lowered(said))) : said;
};

/** « Prise en charge coupée, portail web fermé. », or what its silence means. */
const touchedSentence = ({ touched, closedAt }: Incident): string => {
  if (closedAt) return incidentWords.isClosed;
  const said = [...new Set(touched.map(({ flow, health }) => flowHealth(flow, health)))];
  return said.length > 0 ? fr`${capital(said.join(', '))}.` : incidentWords.nothingCut;
};

type IncidentSinceProps = { incident: Incident; as: (instant: string, precision?: Precision) => string };

/** Since when, and of what when it did not all begin together; once nothing is touched, since it began. */
export const IncidentSince = ({ incident, as }: IncidentSinceProps) => {
  const { touched, startedAt } = incident;
  const groups = sinceOfWhat(touched, as);
  const [only, ...others] = groups;
  const first = only?.since ?? startedAt;
  const precision = (only ? only.precision : incident.startPrecision) ?? undefined;
  return first === null ? null : (
    <IncidentMeta term={incidentWords.since}>
      {others.length === 0 ? (
        <Moment iso={first} precision={precision} as={as} />
      ) : (
        groups.map((group, index) => (
          <Fragment key={group.flows}>
            {index > 0 && ', '}
            {group.flows} {incidentWords.sinceThe(group.precision)}
            <Moment iso={group.since} precision={group.precision} as={as} />
          </Fragment>
        ))
      )}
    </IncidentMeta>
  );
};

/** What was promised is kept apart from what was seen. */
export const IncidentFacts = ({ incident, at }: { incident: Incident; at: string }) => (
  <dl className="meta">
    <IncidentSince incident={incident} as={longMoment} />
    {incident.closedAt ? (
      <IncidentMeta term={incidentWords.closed}>
        <Moment iso={incident.closedAt} as={fullMoment} />
      </IncidentMeta>
    ) : (
      <>
        <IncidentMeta term={incidentWords.stage}>{stagePhrase(incident.stage, false)}</IncidentMeta>
        <IncidentMeta term={incidentWords.backExpected}>
          <Promised iso={incident.expectedBack} at={at} none={incidentWords.backUndated} />
        </IncidentMeta>
        <IncidentMeta term={incidentWords.nextUpdate}>
          <Promised iso={incident.nextUpdateDue} at={at} none={incidentWords.notAnnounced} />
        </IncidentMeta>
      </>
    )}
    <IncidentMeta term={incidentWords.cause}>{causeWord(incident.cause)}</IncidentMeta>
  </dl>
);
