import { Link } from '@remix-run/react';
import type { AvailabilityCalendar } from '#server/contract/availability';
import type { ListedIncident } from '#server/contract/incidents';
import { IncidentMeta } from '../incidents/summary';
import { useDoubt, usePresent } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import { type NameOf, namesOf } from '../ui/names';
import { PageBody } from '../ui/page-body';
import { olderThan, type Paths } from '../ui/paths';
import { PlatformFilter } from '../ui/platform-filter';
import { flowWords } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { historyWords } from '../words/history';
import { causeWord, stagePhrase } from '../words/incidents';
import { fullMoment, lasted, longMoment, monthOf } from '../words/instants';
import { capital, listed, typeset } from '../words/typography';
import { Year } from './year';

type HistoryLineProps = { incident: ListedIncident; at: string; nameOf: NameOf; paths: Paths };

/** One incident: where, what did not work, from when to when, why, and how far it has come. */
export const HistoryLine = ({ incident, at, nameOf, paths }: HistoryLineProps) => {
  const { id, title, platforms, flows, startedAt, closedAt, stage, cause } = incident;
  const precision = incident.startPrecision ?? undefined;
  const doubt = useDoubt();
  const present = usePresent(at);
  return (
    <li>
      <h3>
        <Link to={paths.incident(id)} discover="none">
          {typeset(title)}
        </Link>
      </h3>
      <p>
        {platforms.map((platform, index) => (
          <span key={platform} className="who">
            {index > 0 && ', '}
            <Link to={paths.platform(platform)} discover="none">
              {typeset(nameOf(platform))}
            </Link>
          </span>
        ))}
        <span className="said">
          {flows.length === 0
            ? historyWords.nothingCut
            : capital(listed(flows.map((flow) => flowWords[flow].inList)))}
        </span>
      </p>
      <dl className="meta">
        {startedAt && (
          <IncidentMeta term={closedAt ? historyWords.from : historyWords.since}>
            <Moment iso={startedAt} precision={precision} as={longMoment} />
          </IncidentMeta>
        )}
        {closedAt && (
          <IncidentMeta term={historyWords.until}>
            <Moment iso={closedAt} as={fullMoment} />
          </IncidentMeta>
        )}
        {startedAt && (
          <IncidentMeta term={historyWords.duration}>
            {lasted(startedAt, precision, closedAt ?? doubt?.knownAt ?? present)}
            {closedAt === null &&
              (doubt ? <Dated text={doubtWords.ongoing(doubt.dating)} /> : historyWords.ongoing)}
          </IncidentMeta>
        )}
        <IncidentMeta term={historyWords.stage}>
          {stagePhrase(stage, incident.closedAt !== null)}
        </IncidentMeta>
        <IncidentMeta term={historyWords.cause}>{causeWord(cause)}</IncidentMeta>
      </dl>
    </li>
  );
};

type HistoryPageProps = {
  /** Newest first; those of which nothing was said yet have no beginning. */
  incidents: readonly ListedIncident[];
  /** Cursor of the older ones; null: these are the last. */
  next: string | null;
  platforms: readonly { id: string; name: string }[];
  /** The platform asked for; null: all. */
  platform: string | null;
  at: string;
  /** Null on a page of older incidents, or of one platform. */
  calendar: AvailabilityCalendar | null;
  paths: Paths;
};

export const HistoryPage = (props: HistoryPageProps) => {
  const { incidents, next, platforms, platform, at, calendar, paths } = props;
  const months = byMonth(incidents);
  return (
    <PageBody title={historyWords.title} beside={historyWords.lead}>
      <PlatformFilter action="/historique" platforms={platforms} chosen={platform} at={paths.at} />
      {calendar && <Year calendar={calendar} nameOf={namesOf(platforms)} paths={paths} />}
      {months.size === 0 && <p className="empty part">{historyWords.none}</p>}
      {[...months].map(([month, own]) => (
        <section key={month} className="part" aria-labelledby={month.replace(' ', '-')}>
          <h2 id={month.replace(' ', '-')}>{capital(month)}</h2>
          <ul className="notices">
            {own.map((incident) => (
              <HistoryLine
                key={incident.id}
                incident={incident}
                at={at}
                nameOf={namesOf(platforms)}
                paths={paths}
              />
            ))}
          </ul>
        </section>
      ))}
      {next !== null && (
        <p className="small">
          <Link to={olderThan(next, platform ? paths.historyOf(platform) : paths.history)} discover="none">
            {historyWords.older}
          </Link>
        </p>
      )}
    </PageBody>
  );
};

/** Grouped by the Paris month they began in, order kept. */
const byMonth = (incidents: readonly ListedIncident[]): Map<string, ListedIncident[]> => {
  const months = new Map<string, ListedIncident[]>();
  for (const incident of incidents) {
    if (incident.startedAt === null) continue;
    const month = monthOf(incident.startedAt);
    months.set(month, [...(months.get(month) ?? []), incident]);
  }
  return months;
};
