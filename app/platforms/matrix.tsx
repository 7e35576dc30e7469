import type { MatrixColumn } from '#server/contract/platforms';
import { BOARD_GROUPS, type Flow, HEALTHS, type Profession } from '#server/domain/facts/vocabulary';
import { FlowName } from '../ui/flow-name';
import { useDoubt } from '../ui/freshness';
import { Section } from '../ui/page-body';
import { HealthMark, Mark, PaymentMark, VerdictMark } from '../ui/signs';
import { ScrollRegion, TableHead } from '../ui/table';
import { healthWordOf, healthWords, presumedWord } from '../words/flows';
import { platformWords } from '../words/platforms';
import { professionWords } from '../words/professions';
import { paymentWords, reasonForSign, shownOf } from '../words/verdicts';

/** Professions in the same state, one column for all. */
export type Group = MatrixColumn & { professions: readonly [Profession, ...Profession[]] };

/** The columns of those served, worst answer first; professions in the same state are one. */
export const groupsOf = (matrix: readonly MatrixColumn[]): Group[] => {
  const groups = new Map<string, Group>();
  for (const column of matrix.filter(({ served }) => served)) {
    const key = stateOf(column);
    const known = groups.get(key);
    groups.set(
      key,
      known
        ? { ...known, professions: [...known.professions, column.profession] }
        : { ...column, professions: [column.profession] },
    );
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
};

const stateOf = ({ verdict, payment, flows }: MatrixColumn): string =>
  JSON.stringify([verdict, payment, flows.map(({ flow, health, basis }) => [flow, health, basis])]);

const rank = ({ verdict }: MatrixColumn): number => BOARD_GROUPS.indexOf(verdict);

/** What is down for somebody first, then what somebody spoke of, then the rest. */
export const flowsInOrder = (groups: readonly Group[]): Flow[] => {
  const cells = groups.flatMap(({ flows }) => flows);
  const flows = [...new Set(cells.map(({ flow }) => flow))];
  const weight = (flow: Flow): number =>
    Math.max(
      ...cells
        .filter((cell) => cell.flow === flow)
        .map(({ health, basis }) => 2 * HEALTHS.indexOf(health) + Number(basis !== 'presumed')),
    );
  return flows.sort((a, b) => weight(b) - weight(a));
};

type MatrixProps = { name: string; matrix: readonly MatrixColumn[] };

/** Flow × profession: the answer at the counter above, the state of each flow below. */
export const Matrix = ({ name, matrix }: MatrixProps) => {
  const groups = groupsOf(matrix);
  const isCrowded = groups.some(({ professions }) => professions.length > NAMED);
  const isDoubted = useDoubt() !== null;
  return (
    <Section id="matrice" title={platformWords.matrix}>
      <p className="hint">{platformWords.matrixHint}</p>
      <ScrollRegion label={platformWords.matrixRegion}>
        <table className={groups.length > FITTING ? 'matrix' : 'matrix is-narrow'}>
          <caption className="visually-hidden">{platformWords.matrixCaption(name)}</caption>
          <TableHead
            columns={[platformWords.flow, ...groups.map(({ professions }) => columnName(professions))]}
          />
          <tbody>
            <AnswerRow groups={groups} isDoubted={isDoubted} />
            {flowsInOrder(groups).map((flow) => (
              <tr key={flow}>
                <th scope="row">
                  <FlowName flow={flow} />
                </th>
                {groups.map((group) => (
                  <Cell
                    key={group.profession}
                    cell={group.flows.find((each) => each.flow === flow)}
                    isDoubted={isDoubted}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {!isDoubted && <Legend />}
      {isCrowded && groups.map((group) => <Others key={group.profession} group={group} />)}
    </Section>
  );
};

/** Up to this many columns a phone shows them all; more are scrolled to. */
const FITTING = 2;
/** Up to this many professions are named in the head of their column. */
const NAMED = 2;

const columnName = (professions: Group['professions']): string => {
  const [first, second] = professions;
  const { name } = professionWords[first];
  if (professions.length > NAMED) return platformWords.andOthers(name, professions.length - 1);
  return second ? platformWords.andOne(name, professionWords[second].name.toLowerCase()) : name;
};

const AnswerRow = ({ groups, isDoubted }: { groups: readonly Group[]; isDoubted: boolean }) => (
  <tr className="is-answer">
    <th scope="row">{platformWords.answer}</th>
    {groups.map(({ profession, verdict, payment, flows }) => (
      <td key={profession} className={shownOf(verdict, isDoubted).className}>
        <VerdictMark verdict={verdict} reason={reasonForSign(flows)} />
        {payment === 'normal' && !isDoubted ? (
          <small>{paymentWords.normal.word}</small>
        ) : (
          <small>
            <PaymentMark payment={payment} />
          </small>
        )}
      </td>
    ))}
  </tr>
);

type CellProps = { cell: Group['flows'][number] | undefined; isDoubted: boolean };

const Cell = ({ cell, isDoubted }: CellProps) => {
  if (!cell) return <td className="quiet">{platformWords.noObject}</td>;
  const isTinted = cell.health !== 'operational' && !isDoubted;
  return (
    <td className={isTinted ? healthWordOf(cell.health, cell.basis).className : undefined}>
      <HealthMark health={cell.health} basis={cell.basis} short />
    </td>
  );
};

const Legend = () => (
  <p className="legend">
    {[...HEALTHS].reverse().map((health) => (
      <Mark key={health} healthWord={healthWords[health]} />
    ))}
    <Mark healthWord={presumedWord} word={presumedWord.short} />
  </p>
);

const Others = ({ group: { professions } }: { group: Group }) => {
  const [first, ...others] = professions;
  return professions.length <= NAMED ? null : (
    <p className="hint">
      {platformWords.like(professionWords[first].name.toLowerCase(), namesOfAll(others))}
    </p>
  );
};

const namesOfAll = (professions: readonly Profession[]): string =>
  professions.map((each) => professionWords[each].name.toLowerCase()).join(', ');
