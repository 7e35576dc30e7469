import { setTimeout as pause } from 'node:timers/promises';
import { type Server, startServer, urlOf } from '../faults/kit/server';
import { median, progress, worst } from '../faults/kit/support';
import { openBrowser } from '../support/runner/browser';
import { exponent } from './growth';
import { descriptors, memoryOf, startWaiters } from './load/processes';
import { keyOf } from './load/program';
import { say } from './load/saying';
import { less, type Measure, ms, type Result } from './measure';

/** As a page of ours asks. */
const PATH = '/api/v1/stream?names=false&profession=optician';
const MOST = 10_000;
/** What the program and its database need besides. */
const OURS = 500;
const ROUNDS = 5;

const portOf = ({ origin }: Pick<Server, 'origin'>): number => Number(new URL(origin).port);

type Seen = { first: number; middle: number; last: number; count: number; bytes: number };

/** What those who wait see of some statements in a row; medians of the rounds, milliseconds after the record. */
const seenOf = async (
  waiters: Awaited<ReturnType<typeof startWaiters>>,
  tell: (round: number) => Promise<number>,
): Promise<Seen> => {
  const rounds: Seen[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause(1_200);
    const { done } = await waiters.hearing();
    const accepted = await tell(round);
    const { heard, bytes } = await done;
    const after = heard.map((each) => each - accepted).sort((a, b) => a - b);
    rounds.push({
      first: after[0] ?? Number.NaN,
      middle: median(after),
      last: after.at(-1) ?? Number.NaN,
      count: heard.length,
      bytes,
    });
  }
  const of = (name: keyof Seen) => median(rounds.map((each) => each[name]));
  return {
    first: of('first'),
    middle: of('middle'),
    last: of('last'),
    bytes: of('bytes'),
    count: -worst(rounds.map(({ count }) => -count)),
  };
};

const result = ({ first, middle, last }: Seen): string =>
  `first ${ms(first)}, median ${ms(middle)}, last ${ms(last)}`;

const figuresOf = ({ first, middle, last }: Seen) => [
  less('first', first),
  less('median', middle),
  less('last', last),
];

/** A page of its own in each of these browsers; what they ask because of a change is asked within this. */
const BROWSERS = 5;
const AFTER_MS = 5_000;

/** What the start, opening and telling leave to the collector is no memory of who waits: it is gone by then. */
const SETTLING = 30_000;

/** Bytes a browser, of those that wait last beside those of the reading before. */
const more = (held: readonly { waiting: number; memory: number }[]): number => {
  const [fewer, most] = held.slice(-2);
  return fewer && most ? (most.memory - fewer.memory) / (most.waiting - fewer.waiting) : Number.NaN;
};

/** How many questions real browsers ask after a change that their boards show; the stream left out. */
const questionsAfter = async (origin: string, tell: () => Promise<number>): Promise<number> => {
  const browser = await openBrowser();
  try {
    const pages = await Promise.all(Array.from({ length: BROWSERS }, () => browser.newPage()));
    for (const page of pages) {
      await page.goto(`${origin}/opticien`);
      await page.locator('.live').getByText('En direct').waitFor();
    }
    // What the last round said may still be on its way.
    await pause(2_000);
    const before = await Promise.all(pages.map((page) => page.locator('.operators').innerText()));
    let asked = 0;
    for (const page of pages)
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (/^\/api\/|\.data$/.test(pathname) && pathname !== '/api/v1/stream') asked += 1;
      });
    await tell();
    await pause(AFTER_MS);
    const after = await Promise.all(pages.map((page) => page.locator('.operators').innerText()));
    if (after.some((shown, index) => shown === before[index]))
      throw new Error('un navigateur ne montre rien');
    return asked;
  } finally {
    await browser.close();
  }
};

/** From a statement recorded to every waiting browser, on one instance and through a second. */
export const streams: Measure = {
  id: 'streams',
  async run({ root }) {
    const server = await startServer({ root });
    const bearer = await keyOf(server, 'duty@viamedis.example', 'viamedis');
    const most = Math.min(MOST, descriptors() - OURS);
    const waiters = await startWaiters(portOf(server), PATH);
    let turn = 0;
    const tell = () => say(server.origin, bearer, turn, turn++ % 2 === 0 ? 'down' : 'operational');
    await tell();
    const grown: { count: number; seen: Seen }[] = [];
    const held: { waiting: number; memory: number }[] = [];
    let waiting = 0;
    for (const count of [100, 1_000, 10_000].map((each) => Math.min(each, most))) {
      progress('streams', `${count} wait`);
      waiting = await waiters.open(count - waiting);
      grown.push({ count, seen: await seenOf(waiters, tell) });
      await pause(SETTLING);
      held.push({ waiting, memory: memoryOf(server.pid()) });
    }
    const each = more(held);
    progress('streams', 'a second instance');
    const second = await startServer({ root, env: { DATABASE_URL: await urlOf(server) } });
    const elsewhere = await startWaiters(portOf(second), PATH);
    await elsewhere.open(100);
    const far = await seenOf(elsewhere, tell);
    progress('streams', `${BROWSERS} real browsers`);
    const questions = await questionsAfter(server.origin, tell);
    const last = grown.at(-1)?.seen as Seen;
    const growth = exponent(grown.map(({ count, seen }) => [count, seen.last]));
    const all: Result = {
      what: `a statement recorded → told to ${last.count.toLocaleString('en')} waiting browsers of one process, ${last.bytes.toLocaleString('en')} bytes each`,
      target: 'first < 10 ms, median < 60 ms, last < 150 ms, ≤ 2 kB each',
      measured: result(last),
      isMet:
        last.count === most && last.first < 10 && last.middle < 60 && last.last < 150 && last.bytes <= 2_000,
      figures: [...figuresOf(last), less('bytes each', last.bytes / 1000, 'kB')],
    };
    return [
      all,
      {
        what: 'memory of the server a waiting browser, of 9,000 more, half a minute after five statements told to all',
        target: '< 11 kB',
        measured: `${(each / 1000).toFixed(1)} kB`,
        isMet: each < 11_000,
        figures: [less('memory each', each / 1000, 'kB')],
      },
      {
        what: `questions that ${BROWSERS} real browsers ask in the five seconds after a change that they show`,
        target: '0',
        measured: String(questions),
        isMet: questions === 0,
        figures: [less('questions', questions, '')],
      },
      {
        what: 'the same through a second instance, 100 waiting there',
        target: 'last < 150 ms + 50 ms',
        measured: result(far),
        isMet: far.count === 100 && far.last < 200,
        figures: figuresOf(far),
      },
      {
        what: 'growth with those who wait, last told',
        target: 'shown',
        measured: `${grown.map(({ count, seen }) => `${count.toLocaleString('en')}: ${result(seen)}`).join('; ')}; exponent ${growth.toFixed(2)}`,
        isMet: true,
        figures: grown.map(({ count, seen }) => less(`last of ${count}`, seen.last)),
      },
    ];
  },
};
