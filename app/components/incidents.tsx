import type { BoardPlatform } from '#server/contract/answers';
import type { Incident } from '#server/contract/incidents';
import { doubtWords } from '../words/fr/freshness';
import type { BoardView } from './board-view';
import { useDoubt } from './freshness';
import { IncidentLine } from './incident-line';
import type { Paths } from './paths';
import { ReplayInvitation } from './replay';

type IncidentsProps = {
  incidents: readonly Incident[];
  platforms: readonly BoardPlatform[];
  at: string;
  view: BoardView;
  paths: Paths;
};

/** What is going on, one line an incident; in calm weather, how a crisis looks. */
export const Incidents = ({ incidents, platforms, at, view, paths }: IncidentsProps) => {
  const isDoubted = useDoubt() !== null;
  return (
    <section aria-labelledby="incidents">
      <h2 className="visually-hidden" id="incidents">
        Incidents en cours
      </h2>
      {incidents.length === 0 ? (
        <p className="calm">
          {isDoubted ? doubtWords.noIncident : 'Aucun incident connu pour votre profession.'}{' '}
          {paths.at === null ? <ReplayInvitation profession={view.profession} /> : null}
        </p>
      ) : null}
      {incidents.map((incident) => (
        <IncidentLine
          key={incident.id}
          incident={incident}
          platforms={platforms.filter(({ platform }) => incident.platforms.includes(platform))}
          at={at}
          view={view}
          paths={paths}
        />
      ))}
    </section>
  );
};
