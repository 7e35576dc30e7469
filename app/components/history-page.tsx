import { Link } from '@remix-run/react';
import type { AvailabilityCalendar } from '#server/contract/availability';
import type { ListedIncident } from '#server/contract/incidents';
import { monthOf } from '../words/fr/instants';
import { capital } from '../words/fr/typography';
import { Year } from './availability/year';
import { HistoryLine } from './history-line';
import { olderThan, type Paths } from './paths';
import { PlatformFilter } from './platform-filter';
import { namesOf } from './told';

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
    <main className="page" id="contenu">
      <div className="title">
        <h1>Historique des incidents</h1>
        <p>Le plus récent d’abord, heure de Paris</p>
      </div>
      <PlatformFilter action="/historique" platforms={platforms} chosen={platform} at={paths.at} />
      {calendar && <Year calendar={calendar} nameOf={namesOf(platforms)} paths={paths} />}
      {months.size === 0 && <p className="empty part">Aucun incident connu à cet instant.</p>}
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
            Incidents plus anciens
          </Link>
        </p>
      )}
    </main>
  );
};

/** By the Paris month of their beginning, in their order. */
const byMonth = (incidents: readonly ListedIncident[]): Map<string, ListedIncident[]> => {
  const months = new Map<string, ListedIncident[]>();
  for (const incident of incidents) {
    if (incident.startedAt === null) continue;
    const month = monthOf(incident.startedAt);
    months.set(month, [...(months.get(month) ?? []), incident]);
  }
  return months;
};
