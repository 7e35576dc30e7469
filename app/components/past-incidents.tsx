import { Link } from '@remix-run/react';
import type { Incident } from '#server/contract/incidents';
import { fullDay } from '../words/fr/instants';
import { Moment } from './moment';
import type { Paths } from './paths';

type PastIncidentsProps = {
  incidents: readonly Incident[];
  /** Address of all those of the platform: here, only what is still remembered. */
  all: string;
  paths: Paths;
};

export const PastIncidents = ({ incidents, all, paths }: PastIncidentsProps) =>
  incidents.length === 0 ? null : (
    <section className="part" aria-labelledby="passes">
      <h2 id="passes">Incidents clos</h2>
      <ul className="notices">
        {incidents.map(({ id, title, startedAt, closedAt }) => (
          <li key={id}>
            <h3>
              <Link to={paths.incident(id)} discover="none">
                {title}
              </Link>
            </h3>
            {startedAt && closedAt && (
              <p>
                du <Moment iso={startedAt} as={fullDay} /> au <Moment iso={closedAt} as={fullDay} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="small">
        <Link to={all} discover="none">
          Tous ses incidents
        </Link>
      </p>
    </section>
  );
