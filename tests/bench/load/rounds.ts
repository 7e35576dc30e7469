import { median } from '../../faults/kit/support';
import type { Result } from './generator';
import { processorOf, type startGenerator } from './processes';

/** One who answers, and what is asked of it. */
export type Side = { pid: number; port: number; request: string; status: 200 | 304 };

/**
 * `perSecond`: answers that were the ones expected. `busy`, of the generator: near 1, it is what limits. `processor`:
 * of the server, microseconds an answer.
 */
export type Figures = { perSecond: number; p99: number; processor: number; busy: number; wrong: number };

export const CONNECTIONS = 64;

/** `rounds`: each round's own, beside those of the other sides in the same round. */
export type Measured = Figures & { rounds: readonly Figures[] };

/** Sides in turn, so that what else the machine does falls on all alike; the median of the rounds. */
export const inRounds = async (
  generator: Awaited<ReturnType<typeof startGenerator>>,
  sides: readonly Side[],
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Measured[]> => {
  const once = async ({ pid, port, request, status }: Side, long: number): Promise<Figures> => {
    const before = [processorOf(pid), processorOf(generator.pid)];
    const order = {
      port,
      requests: [request],
      status,
      connections: CONNECTIONS,
      seconds: long,
      perSecond: null,
    };
    const result: Result = await generator.run(order);
    const [ours = 0, its = 0] = [pid, generator.pid].map(
      (each, index) => processorOf(each) - (before[index] ?? 0),
    );
    return {
      perSecond: Math.max(0, result.answers - result.wrong) / result.seconds,
      p99: result.p99,
      processor: (1000 * ours) / result.answers,
      busy: its / 1000 / result.seconds,
      wrong: result.wrong,
    };
  };
  for (const side of sides) await once(side, 0.5);
  const all: Figures[][] = sides.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, side] of sides.entries()) all[index]?.push(await once(side, seconds));
  return all.map((figures) => {
    const of = (name: keyof Figures) => median(figures.map((each) => each[name]));
    return {
      perSecond: of('perSecond'),
      p99: of('p99'),
      processor: of('processor'),
      busy: of('busy'),
      wrong: figures.reduce((sum, each) => sum + each.wrong, 0),
      rounds: figures,
    };
  });
};

/** How many times one side is another, in the median of their rounds: a machine that slows down slows both. */
export const timesOf = (name: keyof Figures, its: Measured, other: Measured): number =>
  median(its.rounds.map((figures, round) => figures[name] / (other.rounds[round]?.[name] ?? Number.NaN)));
