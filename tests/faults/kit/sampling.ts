import { Agent, request } from 'node:http';
import { ms, quantile } from '../../bench/measure';
import { tally } from './support';

/** One reader's question: how long until the last byte of its answer, in milliseconds, and its status or its failure. */
export type Sample = { path: string; at: number; took: number; word: string };

const TRY = 15_000;
/** So many wait for an answer at once; past that a question is not asked. */
const MOST = 1_000;

/** Readers that ask every `every` milliseconds whatever became of the question before. `finish` lets each be answered. */
export const startSampling = (
  origin: string,
  every: number,
  questions: readonly { path: string; headers?: Record<string, string> }[],
) => {
  const agent = new Agent({ keepAlive: true });
  const samples: Sample[] = [];
  const asked = new Set<Promise<void>>();
  let count = 0;
  const ask = ({ path, headers = {} }: { path: string; headers?: Record<string, string> }) =>
    new Promise<void>((resolve) => {
      const at = performance.now();
      const done = (word: string) => {
        samples.push({ path, at, took: performance.now() - at, word });
        resolve();
      };
      const given = request(origin + path, { agent, headers, timeout: TRY }, (response) => {
        response.resume();
        response.once('end', () => done(String(response.statusCode)));
        response.once('error', (error) => done(error.name));
      });
      given.once('timeout', () => given.destroy(new Error('rien en 15 s')));
      given.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
      given.end();
    });
  const startedAt = performance.now();
  // A timer that comes late owes what it missed: a machine that is busy is asked no less.
  const timer = setInterval(() => {
    for (; startedAt + count * every < performance.now(); count += 1) {
      const question = questions[count % questions.length];
      if (!question || asked.size >= MOST) continue;
      const one = ask(question).finally(() => asked.delete(one));
      asked.add(one);
    }
  }, every);
  return {
    samples,
    finish: async (): Promise<readonly Sample[]> => {
      clearInterval(timer);
      await Promise.all(asked);
      agent.destroy();
      return samples;
    },
  };
};

/** The p99 in milliseconds of those that were answered as they should, and what the others met. */
export const summed = (samples: readonly Sample[], welcome: readonly string[] = ['200', '304']) => {
  const took = samples.filter(({ word }) => welcome.includes(word)).map((each) => each.took);
  const others = tally(samples.map(({ word }) => word).filter((word) => !welcome.includes(word)));
  const [median, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
  return { count: samples.length, median, p99, others, result: `p50 ${ms(median)}, p99 ${ms(p99)}` };
};
