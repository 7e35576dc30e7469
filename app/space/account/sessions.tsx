import type { AccountRecord } from '#server/contract/accounts';
import { Moment } from '../../ui/moment';
import { Section } from '../../ui/page-body';
import { ScrollRegion, TableHead } from '../../ui/table';
import { ago, longInstant } from '../../words/instants';
import { browserWord, sessionWords } from '../../words/space-security';
import { ActionForm } from '../form/action-form';

type SessionsProps = { sessions: AccountRecord['sessions']; at: string };

/** Where the account is open. */
export const Sessions = ({ sessions, at }: SessionsProps) => (
  <Section id="sessions" title={sessionWords.title}>
    <ScrollRegion label={sessionWords.scroll}>
      <table className="listing">
        <TableHead
          columns={[sessionWords.browser, sessionWords.opened, sessionWords.seen, sessionWords.from]}
          action={sessionWords.close}
        />
        <tbody>
          {sessions.map(({ id, createdAt, lastSeenAt, cameFrom, agent, isThis }) => (
            <tr key={id}>
              <th scope="row">
                {browserWord(agent)}
                {isThis && <b>{sessionWords.thisOne}</b>}
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
                    submit={sessionWords.close}
                    which={sessionWords.which(agent, lastSeenAt, at)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
    <p className="small">{sessionWords.endsAlone}</p>
    <ActionForm action="fermer-tout" isCodeAsked={false} submit={sessionWords.closeAll} />
  </Section>
);
