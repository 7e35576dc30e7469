import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../faults/kit/server';
import { atEnd, median, progress, result, tally, worst } from '../faults/kit/support';
import { processorOf, startWatcher } from './load/processes';
import { KINDS, type Kind, openStranger } from './load/strange-requests';
import { less, type Measure, ms, type Result } from './measure';

/** Milliseconds of processor; of the event loop, held by one task. */
const OF_A_REFUSAL = 15;
const OF_AN_ANSWER = 60;
const HOLD = 30;

const PASSES = 3;
const WARM = 3;
/** Enough for the hundredths of a second that Linux counts processor in. */
const MOST = 100;
const LEAST = 5;
const ENOUGH = 1_000;
const WATCHED = 10;
const AT_REST = 2_000;
/** Once started it counts availability and writes the published files: that is not what strangers ask for. */
const CALM = 100;
const CALM_TRIES = 60;

/** `statuses`: of all requests. Milliseconds. */
type Cost = { kind: Kind; processor: number; hold: number; statuses: readonly number[] };
type Stranger = ReturnType<typeof openStranger>;
type Watcher = Awaited<ReturnType<typeof startWatcher>>;

/** Waits until a server at rest uses little processor. */
const settled = async (pid: number): Promise<void> => {
  for (let tries = 0; tries < CALM_TRIES; tries += 1) {
    const before = processorOf(pid);
    await pause(1_000);
    const isBusy = processorOf(pid) - before >= CALM;
    if (!isBusy) return;
  }
};

/** One request after the other, unwatched: `/healthz` would be paid by the same processor. */
const processorOfEach = async (pid: number, send: () => Promise<unknown>): Promise<number> => {
  const before = processorOf(pid);
  const start = performance.now();
  let count = 0;
  while (count < LEAST || (count < MOST && performance.now() - start < ENOUGH)) {
    await send();
    count += 1;
  }
  return (processorOf(pid) - before) / count;
};

const holdDuring = async (watcher: Watcher, work: () => Promise<unknown>): Promise<number> => {
  const watched = await watcher.during(work);
  return watched.worst - watched.median;
};

/** The median of some passes: what the server does by itself each minute falls into one of them. */
const costOf = async (kind: Kind, pid: number, stranger: Stranger, watcher: Watcher): Promise<Cost> => {
  const statuses: number[] = [];
  const send = async () => void statuses.push(await stranger.send(kind));
  for (let each = 0; each < WARM; each += 1) await send();
  const processors: number[] = [];
  const holds: number[] = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    processors.push(await processorOfEach(pid, send));
    const someOfThem = async () => {
      for (let each = 0; each < WATCHED; each += 1) await send();
    };
    holds.push(await holdDuring(watcher, someOfThem));
  }
  return { kind, processor: median(processors), hold: median(holds), statuses };
};

const isRefusal = ({ statuses }: Cost): boolean => statuses.every((status) => status >= 400);
const mostOf = (cost: Cost): number => (isRefusal(cost) ? OF_A_REFUSAL : (cost.kind.most ?? OF_AN_ANSWER));
/** Turned away for haste, or failed: what it costs to answer was not measured. */
const isMeasured = ({ statuses }: Cost): boolean =>
  statuses.every((status) => status < 500 && status !== 429);

const resultOf = (cost: Cost): Result => {
  const { kind, processor, hold, statuses } = cost;
  const most = mostOf(cost);
  const isAll = isMeasured(cost);
  return {
    what: `a stranger sends ${kind.name}`,
    target: `processor < ${most} ms, no task > ${HOLD} ms`,
    measured: `${ms(processor)}, event loop held ${ms(hold)} (${result(tally(statuses))})${isAll ? '' : ': turned away, so not measured'}`,
    isMet: isAll && processor < most && hold <= HOLD,
    figures: [
      less('processor', isAll ? processor : Number.NaN),
      less('event loop held', isAll ? hold : Number.NaN),
    ],
  };
};

const dearestOf = (costs: readonly Cost[], rest: { processor: number; hold: number }): Result => {
  const named = (some: readonly Cost[], of: 'processor' | 'hold'): string => {
    const dearest = worst(some.map((cost) => cost[of]));
    return `${ms(dearest)} (${some.find((cost) => cost[of] === dearest)?.kind.name ?? 'none'})`;
  };
  const refusals = costs.filter(isRefusal);
  const answers = costs.filter((cost) => !isRefusal(cost));
  const measured = costs.filter(isMeasured);
  const atRest = `at rest ${rest.processor.toFixed(0)} ms of processor a second, held ${ms(rest.hold)}`;
  return {
    what: 'a stranger’s dearest request: processor of the server, the longest hold of its event loop',
    target: `refusal < ${OF_A_REFUSAL} ms, answer < ${OF_AN_ANSWER} ms, no task > ${HOLD} ms`,
    measured: `refusal ${named(refusals, 'processor')}, answer ${named(answers, 'processor')}, held ${named(costs, 'hold')}; ${atRest}`,
    isMet: costs.every((cost) => resultOf(cost).isMet),
    figures: [
      less('processor', worst(measured.map(({ processor }) => processor))),
      less('event loop held', worst(measured.map(({ hold }) => hold))),
    ],
  };
};

/** What one request of anybody can take from all others. */
export const strangers: Measure = {
  id: 'strangers',
  async run({ root }) {
    const server = await startServer({ root });
    const watcher = await startWatcher(Number(new URL(server.origin).port));
    const stranger = openStranger(server.origin);
    atEnd(async () => stranger.close());
    const pid = server.pid();
    await settled(pid);
    const before = processorOf(pid);
    await pause(AT_REST);
    const processor = (1000 * (processorOf(pid) - before)) / AT_REST;
    const hold = await holdDuring(watcher, () => pause(AT_REST));
    const costs: Cost[] = [];
    for (const kind of KINDS) {
      progress('strangers', kind.name);
      costs.push(await costOf(kind, pid, stranger, watcher));
    }
    return [dearestOf(costs, { processor, hold }), ...costs.map(resultOf)];
  },
};
