import type { OperatorRecord as OperatorRecordBody } from '#server/contract/availability';
import { Moment } from '../ui/moment';
import { Section } from '../ui/page-body';
import { TableHead } from '../ui/table';
import { lastingWords, recordWords } from '../words/availability';
import { flowWords } from '../words/flows';

/** What its word is worth: how soon it says what is measured, how soon what it announces holds. */
export const OperatorRecord = ({ record }: { record: OperatorRecordBody }) => {
  const { failures, declaredAfter, returns, confirmedAfter } = record;
  return (
    <Section id="parole" title={recordWords.title}>
      <p className="hint">{recordWords.rule}</p>
      <dl className="facts-row">
        <div>
          <dt>{recordWords.failures}</dt>
          <dd>{failures.length === 0 ? recordWords.noFailure : recordWords.kept(failures, declaredAfter)}</dd>
        </div>
        <div>
          <dt>{recordWords.returns}</dt>
          <dd>{returns.length === 0 ? recordWords.noReturn : recordWords.kept(returns, confirmedAfter)}</dd>
        </div>
      </dl>
      {failures.length + returns.length > 0 && <RecordTable record={record} />}
    </Section>
  );
};

const RecordTable = ({ record: { failures, returns } }: { record: OperatorRecordBody }) => {
  const lines = [
    ...failures.map(({ flow, since, declaredAt, delay }) => ({
      flow,
      what: recordWords.failure,
      from: since,
      to: declaredAt,
      delay,
      none: recordWords.undeclared,
    })),
    ...returns.map(({ flow, announcedAt, confirmedAt, delay }) => ({
      flow,
      what: recordWords.announced,
      from: announcedAt,
      to: confirmedAt,
      delay,
      none: recordWords.unconfirmed,
    })),
  ];
  return (
    <details>
      <summary>{recordWords.asTable}</summary>
      <table>
        <caption>{recordWords.caption}</caption>
        <TableHead
          columns={[
            recordWords.flow,
            recordWords.what,
            recordWords.since,
            recordWords.until,
            recordWords.delay,
          ]}
        />
        <tbody>
          {lines.map(({ flow, what, from, to, delay, none }) => (
            <tr key={`${what} ${flow} ${from}`}>
              <th scope="row">{flowWords[flow].name}</th>
              <td>{what}</td>
              <td>
                <Moment iso={from} />
              </td>
              <td>{to ? <Moment iso={to} /> : none}</td>
              <td>{delay === null ? '–' : lastingWords(delay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};
