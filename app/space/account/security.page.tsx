import { Link } from '@remix-run/react';
import { Moment } from '../../ui/moment';
import { PageBody } from '../../ui/page-body';
import { olderThan } from '../../ui/paths';
import { ScrollRegion, TableHead } from '../../ui/table';
import { fullDay, time } from '../../words/instants';
import { securityEventWords, securityScopeWords, securityWords, timesWord } from '../../words/space-security';
import { typeset } from '../../words/typography';

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
  /** The account that reads: an author sees its own events only. */
  self: string;
  isManager: boolean;
  isDesk: boolean;
};

const HERE = '/espace/securite';

/** Sign-ins tried and account changes: an owner who did not make one learns that somebody else did. */
export const SecurityPage = ({ events, next, isOlder, self, isManager, isDesk }: SecurityPageProps) => (
  <PageBody
    title={securityWords.title}
    beside={securityScopeWords[isDesk ? 'all' : isManager ? 'organisation' : 'own']}
  >
    <p className="lead">{securityWords.lead}</p>
    <p>
      <Link to="/espace/mot-de-passe">{securityWords.changePassword}</Link>
      {securityWords.thenFactors}
      <Link to="/espace/compte">{securityWords.yourFactors}</Link>.
    </p>
    {events.length === 0 ? (
      <p className="empty part">{securityWords.none}</p>
    ) : (
      <ScrollRegion label={securityWords.scroll}>
        <table className="listing journal">
          <TableHead
            columns={[
              securityWords.when,
              securityWords.what,
              ...(isManager ? [securityWords.account] : []),
              securityWords.by,
              securityWords.from,
            ]}
          />
          <tbody>
            {events.map((event) => (
              <Row key={event.id} event={event} self={self} isManager={isManager} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    )}
    <p className="pager">
      {isOlder && <Link to={HERE}>{securityWords.newer}</Link>}
      {next !== null && <Link to={olderThan(next, HERE)}>{securityWords.older}</Link>}
    </p>
    <p className="small">{securityWords.kept}</p>
  </PageBody>
);

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
    {isManager && <td>{account === self ? securityWords.yours : typeset(name)}</td>}
    <td>{by === null ? securityWords.unknown : typeset(by)}</td>
    <td>{cameFrom === 'local' ? securityWords.thisMachine : cameFrom}</td>
  </tr>
);
