import type { AccountRecord } from '#server/contract/accounts';
import { Moment } from '../../ui/moment';
import { ScrollRegion } from '../../ui/scroll-region';
import { ago, longInstant } from '../../words/instants';
import { browserWord } from '../../words/space-security';
import { fr } from '../../words/typography';
import { ActionForm } from '../form/action-form';

type SessionsProps = { sessions: AccountRecord['sessions']; at: string };

/** Where the account is open. */
export const Sessions = ({ sessions, at }: SessionsProps) => (
  <section className="part" aria-labelledby="sessions">
    <h2 id="sessions">Sessions ouvertes</h2>
    <ScrollRegion label="Tableau des sessions, défile de côté">
      <table className="listing">
        <thead>
          <tr>
            <th scope="col">Navigateur</th>
            <th scope="col">Ouverte</th>
            <th scope="col">Vue</th>
            <th scope="col">Depuis</th>
            <th scope="col">
              <span className="visually-hidden">Fermer</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, createdAt, lastSeenAt, cameFrom, agent, isThis }) => (
            <tr key={id}>
              <th scope="row">
                {browserWord(agent)}
                {isThis && <b> · celle-ci</b>}
              </th>
              <td>
                <Moment iso={createdAt} as={longInstant} />
              </td>
              <td>{ago(lastSeenAt, at)}</td>
              <td>{cameFrom}</td>
              <td>
                {!isThis && (
                  <ActionForm
                    action="fermer-session"
                    target={id}
                    isCodeAsked={false}
                    submit={
                      <>
                        Fermer
                        <span className="visually-hidden">{fr` la session ${browserWord(agent)}, ${ago(lastSeenAt, at)}`}</span>
                      </>
                    }
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
    <p className="small">{fr`Une session se ferme seule après 30 minutes sans rien faire, et au plus tard après 12 heures.`}</p>
    <ActionForm action="fermer-tout" isCodeAsked={false} submit="Fermer toutes mes sessions" />
  </section>
);
