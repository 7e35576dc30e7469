import { Link } from '@remix-run/react';
import { Moment } from '../../ui/moment';
import { olderThan } from '../../ui/paths';
import { ScrollRegion } from '../../ui/scroll-region';
import { fullDay, time } from '../../words/instants';
import { securityEventWords, timesWord } from '../../words/space-security';
import { fr, typeset } from '../../words/typography';

type SecurityEvent = {
  id: string;
  at: string;
  event: keyof typeof securityEventWords;
  account: string;
  name: string;
  by: string | null;
  cameFrom: string;
  times: number;
};

type SecurityPageProps = {
  /** Newest first. */
  events: readonly SecurityEvent[];
  next: string | null;
  isOlder: boolean;
  /** Whoever reads: of an author, only its own account is told. */
  self: string;
  isManager: boolean;
  isDesk: boolean;
};

const HERE = '/espace/securite';

/** What was tried at accounts, and what was changed of them: whoever did not do it knows that somebody else did. */
export const SecurityPage = ({ events, next, isOlder, self, isManager, isDesk }: SecurityPageProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Sécurité</h1>
      <p>{WHOSE[isDesk ? 'all' : isManager ? 'organisation' : 'own']}</p>
    </div>
    <p className="lead">{fr`Si vous ne reconnaissez pas une ligne de votre compte, quelqu'un d'autre y a touché.`}</p>
    <p>
      <Link to="/espace/mot-de-passe">{fr`Changez de mot de passe`}</Link>
      {fr` : cela ferme vos autres sessions. Puis relisez `}
      <Link to="/espace/compte">vos seconds facteurs</Link>.
    </p>
    {events.length === 0 ? (
      <p className="empty part">Rien depuis 90 jours.</p>
    ) : (
      <ScrollRegion label="Événements, défile de côté">
        <table className="listing journal">
          <thead>
            <tr>
              <th scope="col">Quand</th>
              <th scope="col">Quoi</th>
              {isManager && <th scope="col">Compte</th>}
              <th scope="col">Par</th>
              <th scope="col">Depuis</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <Row key={event.id} event={event} self={self} isManager={isManager} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    )}
    <p className="pager">
      {isOlder && <Link to={HERE}>Les plus récents</Link>}
      {next !== null && <Link to={olderThan(next, HERE)}>Plus anciens</Link>}
    </p>
    <p className="small">{fr`Gardé 90 jours. Les adresses sont tronquées : on voit le réseau, pas la machine.`}</p>
  </main>
);

const WHOSE = {
  all: fr`Ce qui est arrivé aux comptes, de toutes les organisations`,
  organisation: fr`Ce qui est arrivé à votre compte et à ceux de votre organisation`,
  own: fr`Ce qui est arrivé à votre compte`,
};

type RowProps = { event: SecurityEvent } & Pick<SecurityPageProps, 'self' | 'isManager'>;

const Row = ({ event: { at, event, account, name, by, cameFrom, times }, self, isManager }: RowProps) => (
  <tr>
    <th scope="row">
      <Moment iso={at} as={fullDay} />
      <span className="says">
        <Moment iso={at} as={time} />
      </span>
    </th>
    <td>
      {securityEventWords[event]}
      {timesWord(times) && <span className="says">{timesWord(times)}</span>}
    </td>
    {isManager && <td>{account === self ? 'le vôtre' : typeset(name)}</td>}
    <td>{by === null ? 'inconnu' : typeset(by)}</td>
    <td>{cameFrom === 'local' ? 'cette machine' : cameFrom}</td>
  </tr>
);
