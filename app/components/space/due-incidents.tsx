import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { stageWords } from '../../words/fr/incidents';
import { ago, fromNow, moment } from '../../words/fr/instants';
import { fr, listed, typeset } from '../../words/fr/typography';
import { IncidentMeta } from '../incident-meta';
import { Moment } from '../moment';
import { isPast } from '../promised';
import type { NameOf } from '../told';

type DueIncident = Due['incidents'][number];
type DueIncidentsProps = {
  id: string;
  title: string;
  incidents: readonly DueIncident[];
  nameOf: NameOf;
  at: string;
};

/** Those whose next point is due first come first. */
export const DueIncidents = ({ id, title, incidents, nameOf, at }: DueIncidentsProps) =>
  incidents.length === 0 ? null : (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="notices due">
        {[...incidents].sort(mostPressing).map((incident) => (
          <li key={incident.id}>
            <h3>{typeset(incident.title)}</h3>
            <p>
              <span className="who">{typeset(listed(incident.platforms.map(nameOf)))}</span>
            </p>
            <IncidentState incident={incident} at={at} />
            <Link className="button" to={`/espace/incidents/${incident.id}`}>
              Publier un point
              <span className="visually-hidden">, {typeset(incident.title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );

const IncidentState = ({ incident, at }: { incident: DueIncident; at: string }) => {
  const { stage, lastWordAt, nextUpdateDue } = incident;
  const isLate = isPast(nextUpdateDue, at);
  return (
    <dl className="meta">
      <IncidentMeta term="Étape">{stage === null ? 'non dite' : stageWords[stage]}</IncidentMeta>
      {lastWordAt && (
        <IncidentMeta term="Dernier mot">
          <Moment iso={lastWordAt} as={() => ago(lastWordAt, at)} />
        </IncidentMeta>
      )}
      <IncidentMeta term="Prochain point" isAlert={isLate}>
        {nextUpdateDue === null ? (
          'non annoncé'
        ) : (
          <Moment iso={nextUpdateDue} as={() => promised(nextUpdateDue, at, isLate)} />
        )}
      </IncidentMeta>
    </dl>
  );
};

const promised = (due: string, at: string, isLate: boolean): string => {
  const when = fromNow(due, at);
  return isLate ? fr`dépassé, il était dû ${when} (${moment(due)})` : fr`${when} (${moment(due)})`;
};

const NEVER = '9';
const mostPressing = (a: DueIncident, b: DueIncident): number =>
  (a.nextUpdateDue ?? NEVER) < (b.nextUpdateDue ?? NEVER) ? -1 : 1;
