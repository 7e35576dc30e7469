import { Link } from '@remix-run/react';
import type { RestrictionRecord } from '#server/contract/restrictions';
import type { Due } from '#server/contract/space';
import { IncidentMeta, isPast } from '../../incidents/summary';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { flowWords } from '../../words/flows';
import { stageWords } from '../../words/incidents';
import { ago } from '../../words/instants';
import { alertWords } from '../../words/space-connectors';
import { dueWords, promisedWords } from '../../words/space-home';
import {
  confirmationWords,
  notSecondWords,
  requestWords,
  saidSentence,
} from '../../words/space-second-person';
import { counted, fr, listed, typeset } from '../../words/typography';
import { isOpenRestriction, Restriction } from '../people/restrictions';

type DueReturnsProps = { returns: Due['returns']; nameOf: NameOf; at: string };

/** Returns that read « annoncé, non confirmé » until a second person confirms them. */
export const DueReturns = ({ returns, nameOf, at }: DueReturnsProps) =>
  returns.length === 0 ? null : (
    <Section id="retours" title={dueWords.returns}>
      <ul className="notices due">
        {returns.map((each) => (
          <li key={each.id}>
            <h3>{typeset(nameOf(each.platform))}</h3>
            <p>{saidSentence(each)}</p>
            <p>
              {confirmationWords.saidBy(each.name)}
              {each.author && fr` (${each.author})`}{' '}
              <Moment iso={each.recordedAt} as={() => ago(each.recordedAt, at)} />
            </p>
            {each.whyNot === null ? (
              <Link className="button" to={`/espace/confirmations#${each.id}`}>
                {dueWords.readAndConfirm}
                <span className="visually-hidden">, {typeset(nameOf(each.platform))}</span>
              </Link>
            ) : (
              <p>{notSecondWords[each.whyNot]}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );

type DueAlertsProps = { alerts: Due['alerts']; nameOf: NameOf; at: string };

/** What one's tools tell, and nobody has said or dropped yet. */
export const DueAlerts = ({ alerts, nameOf, at }: DueAlertsProps) =>
  alerts.length === 0 ? null : (
    <Section id="alertes" title={alertWords.title}>
      <ul className="notices due">
        {alerts.map((alert) => (
          <li key={alert.id}>
            <h3>{typeset(alert.title)}</h3>
            <p>
              <b>{alertWords.state(alert)}</b>
              {', '}
              <Moment iso={alert.startedAt} as={() => ago(alert.startedAt, at)} />
              {' · '}
              {alert.places.length === 0
                ? alertWords.unlinked
                : typeset(listed([...new Set(alert.places.map(({ platform }) => nameOf(platform)))]))}
            </p>
            <Link className="button" to={`/espace/alertes/${alert.id}`}>
              {DUE_BUTTONS[alert.state] ?? alertWords.readOver}
              <span className="visually-hidden">, {typeset(alert.title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );

const DUE_BUTTONS: Partial<Record<Due['alerts'][number]['state'], string>> = {
  waiting: alertWords.readAndPublish,
  returning: alertWords.readReturn,
};

type DueRequestsProps = { requests: Due['requests']; at: string };

/** What one asked and another must agree to. */
export const DueRequests = ({ requests, at }: DueRequestsProps) =>
  requests.length === 0 ? null : (
    <Section id="demandes" title={dueWords.requests}>
      <ul className="notices due">
        {requests.map(({ id, action, by, askedAt, title, whyNot }) => (
          <li key={id}>
            <h3>
              {requestWords[action].title}
              {title && fr` : ${typeset(title)}`}
            </h3>
            <p>
              {dueWords.askedBy(by)}
              <Moment iso={askedAt} as={() => ago(askedAt, at)} />
              {whyNot === 'same-account' && dueWords.byAnother}
            </p>
            <Link className="button" to={`/espace/confirmations#${id}`}>
              {dueWords.readRequest}
              <span className="visually-hidden">, {requestWords[action].title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );

type DueRestrictionsProps = { restrictions: readonly RestrictionRecord[]; nameOf: NameOf };

/** What is asked of one's people, keys, probes and scope: what waits first, then what has become of the rest. */
export const DueRestrictions = ({ restrictions, nameOf }: DueRestrictionsProps) => {
  if (restrictions.length === 0) return null;
  const open = restrictions.filter(isOpenRestriction);
  return (
    <Section id="restrictions" title={dueWords.restrictions}>
      <ul className="notices due">
        {[...open, ...restrictions.filter((each) => !isOpenRestriction(each))].map((restriction) => (
          <li key={restriction.id}>
            <Restriction restriction={restriction} nameOf={nameOf} />
            {open.includes(restriction) && (
              <Link className="button" to={`/espace/confirmations#${restriction.id}`}>
                {dueWords.readRequest}
                <span className="visually-hidden">, {restriction.name}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};

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
    <Section id={id} title={title}>
      <ul className="notices due">
        {[...incidents].sort(mostPressing).map((incident) => (
          <li key={incident.id}>
            <h3>{typeset(incident.title)}</h3>
            <p>
              <span className="who">{typeset(listed(incident.platforms.map(nameOf)))}</span>
            </p>
            <IncidentState incident={incident} at={at} />
            <Link className="button" to={`/espace/incidents/${incident.id}`}>
              {dueWords.publishUpdate}
              <span className="visually-hidden">, {typeset(incident.title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );

const IncidentState = ({ incident, at }: { incident: DueIncident; at: string }) => {
  const { stage, lastWordAt, nextUpdateDue } = incident;
  const isLate = isPast(nextUpdateDue, at);
  return (
    <dl className="meta">
      <IncidentMeta term={dueWords.stage}>
        {stage === null ? dueWords.stageUnsaid : stageWords[stage]}
      </IncidentMeta>
      {lastWordAt && (
        <IncidentMeta term={dueWords.lastWord}>
          <Moment iso={lastWordAt} as={() => ago(lastWordAt, at)} />
        </IncidentMeta>
      )}
      <IncidentMeta term={dueWords.nextUpdate} isAlert={isLate}>
        {nextUpdateDue === null ? (
          dueWords.noNextUpdate
        ) : (
          <Moment iso={nextUpdateDue} as={() => promisedWords(nextUpdateDue, at, isLate)} />
        )}
      </IncidentMeta>
    </dl>
  );
};

const NEVER = '9';
const mostPressing = (a: DueIncident, b: DueIncident): number =>
  (a.nextUpdateDue ?? NEVER) < (b.nextUpdateDue ?? NEVER) ? -1 : 1;

type DueLapsedProps = { lapsed: Due['lapsed']; nameOf: NameOf; at: string };

/** Flows last said bad, too long ago: their boards say « À vérifier » until somebody speaks. */
export const DueLapsed = ({ lapsed, nameOf, at }: DueLapsedProps) =>
  lapsed.length === 0 ? null : (
    <Section id="sans-nouvelle" title={dueWords.lapsed}>
      <p className="hint">{dueWords.lapsedHint}</p>
      <ul className="notices due">
        {lapsed.map(({ platform, flow, since, by }) => (
          <li key={`${platform} ${flow}`}>
            <h3>
              {typeset(nameOf(platform))}, {flowWords[flow].inList}
            </h3>
            <p>
              {dueWords.lastWordOf(nameOf(by))}
              <Moment iso={since} as={() => ago(since, at)} />
            </p>
          </li>
        ))}
      </ul>
      <Link className="button" to="/espace/incidents/nouveau">
        {dueWords.sayHowItIs}
      </Link>
    </Section>
  );

type UndecidedProps = { id: string; title: string; count: number; noun: string };

const Undecided = ({ id, title, count, noun }: UndecidedProps) =>
  count === 0 ? null : (
    <Section id={id} title={title}>
      <p>
        <Link className="button" to={`/espace/${id}`}>
          {counted(count, noun)}
          {dueWords.toDecide}
        </Link>
      </p>
    </Section>
  );

/** For the desk: addresses read each day that say something new. */
export const DueSources = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <Section id="sources" title={dueWords.sources}>
      <p>
        <Link className="button" to="/espace/annuaire/sources">
          {dueWords.sourcesWaiting(count)}
        </Link>
      </p>
    </Section>
  );

/** For the desk: what mutuelles propose of themselves. */
export const DueProposals = ({ count }: { count: number }) => (
  <Undecided id="propositions" title={dueWords.proposals} count={count} noun="proposition" />
);

/** For the desk: what professionals say of the directory. */
export const DueRemarks = ({ count }: { count: number }) => (
  <Undecided id="remarques" title={dueWords.remarks} count={count} noun="remarque" />
);
