import type { DeliveryList, DeliveryRecord } from '#server/contract/deliveries';
import { Moment } from '../../ui/moment';
import { PageBody, Section } from '../../ui/page-body';
import { ScrollRegion, TableHead } from '../../ui/table';
import { moment } from '../../words/instants';
import { deliveriesWords as words } from '../../words/space-deliveries';
import { ActionForm } from '../form/action-form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import type { Refusal } from '../form/typed';

type DeliveriesPageProps = DeliveryList & { said: string | null; refused: Refusal | null };

const STATES = ['failing', 'suspended', 'waiting'] as const;

/** What subscribers are owed and have not had: what fails first. */
export const DeliveriesPage = ({ counts, deliveries, said, refused }: DeliveriesPageProps) => (
  <PageBody title={words.title} isWide>
    <p className="lead">{words.lead}</p>
    <DoneNote said={said} />
    <UnplacedRefusal refused={refused} isPlaced={false} />
    {counts.length === 0 && <p>{words.none}</p>}
    {STATES.map((state) => {
      const listed = deliveries.filter((each) => each.state === state);
      return listed.length === 0 ? null : (
        <Section key={state} id={state} title={words.states[state].title}>
          <ul>
            {counts
              .filter((each) => each.state === state)
              .map((each) => (
                <li key={each.channel}>{words.count(each)}</li>
              ))}
          </ul>
          <DeliveryTable label={words.states[state].scroll} deliveries={listed} />
        </Section>
      );
    })}
  </PageBody>
);

type DeliveryTableProps = { label: string; deliveries: readonly DeliveryRecord[] };

const DeliveryTable = ({ label, deliveries }: DeliveryTableProps) => (
  <ScrollRegion label={label}>
    <table>
      <TableHead columns={[words.channel, words.since, words.why, words.next]} action={words.retry} />
      <tbody>
        {deliveries.map((each) => (
          <DeliveryRow key={each.id} {...each} />
        ))}
      </tbody>
    </table>
  </ScrollRegion>
);

const DeliveryRow = (delivery: DeliveryRecord) => {
  const { id, failingSince, suspendedAt, dueAt } = delivery;
  const since = suspendedAt ?? failingSince ?? dueAt;
  const what = words.what(delivery);
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>{since && <Moment iso={since} as={moment} />}</td>
      <td>{whyOf(delivery)}</td>
      <td>{dueAt && <Moment iso={dueAt} as={moment} />}</td>
      <td>
        <ActionForm
          action="reessayer"
          target={id}
          isCodeAsked={false}
          submit={words.retry}
          which={words.retryWhich(what)}
        />
      </td>
    </tr>
  );
};

const whyOf = ({ state, suspendedFor, failure, attempts }: DeliveryRecord): string => {
  if (state === 'suspended') return words.suspendedFor(suspendedFor);
  return state === 'failing' ? words.failed(failure, attempts) : words.waits;
};
