import { Link } from '@remix-run/react';
import type { ListedIncident } from '#server/contract/incidents';
import { flowWords } from '../words/fr/flows';
import { doubtWords } from '../words/fr/freshness';
import { causeWord, stageTold } from '../words/fr/incidents';
import { lasted, longInstant, longMoment } from '../words/fr/instants';
import { capital, listed, typeset } from '../words/fr/typography';
import { useDoubt, usePresent } from './freshness';
import { IncidentMeta } from './incident-meta';
import { Dated, Moment } from './moment';
import type { Paths } from './paths';
import type { NameOf } from './told';

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
            ? 'rien n’a été dit coupé'
            : capital(listed(flows.map((flow) => flowWords[flow].inList)))}
        </span>
      </p>
      <dl className="meta">
        {startedAt && (
          <IncidentMeta term={closedAt ? 'Du' : 'Depuis'}>
            <Moment iso={startedAt} precision={precision} as={longMoment} />
          </IncidentMeta>
        )}
        {closedAt && (
          <IncidentMeta term="Au">
            <Moment iso={closedAt} as={longInstant} />
          </IncidentMeta>
        )}
        {startedAt && (
          <IncidentMeta term="Durée">
            {lasted(startedAt, precision, closedAt ?? doubt?.knownAt ?? present)}
            {closedAt === null && (doubt ? <Dated text={doubtWords.ongoing(doubt.dating)} /> : ', en cours')}
          </IncidentMeta>
        )}
        <IncidentMeta term="Étape">{stageTold(stage, incident.closedAt !== null)}</IncidentMeta>
        <IncidentMeta term="Cause">{causeWord(cause)}</IncidentMeta>
      </dl>
    </li>
  );
};
