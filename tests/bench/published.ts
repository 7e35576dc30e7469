import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { professionWords } from '#app/words/professions';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { startServer } from '../faults/kit/server';
import { progress, seconds, worst } from '../faults/kit/support';
import { cookiesOf, headersOf, requestOf } from './load/browsers';
import { startGenerator } from './load/processes';
import { keyOf } from './load/program';
import { CONNECTIONS } from './load/rounds';
import { say } from './load/saying';
import { less, type Measure, ms } from './measure';

const CHANGES = 5;
const READS = 2_000;
const IDLE = 8;
const PATHS = ['/api/v1/answers?profession=optician', '/api/v1/snapshot', '/opticien'];
const PATIENCE = 90_000;

const SLUGS = PROFESSIONS.map((profession) => professionWords[profession].slug);
/** When a file was made, by what it says of it. */
const MADE = { json: /"(?:generatedAt|at)":"([^"]+)"/, html: /data-made="([^"]+)"/ };
const DATA = ['snapshot.json', ...PROFESSIONS.map((profession) => `answers/${profession}.json`)];
const PAGES = ['', ...SLUGS, ...SLUGS.map((slug) => `embed/${slug}`)].map((path) => join(path, 'index.html'));

const madeAt = async (path: string): Promise<number> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return Date.parse((path.endsWith('.json') ? MADE.json : MADE.html).exec(text)?.[1] ?? '');
};

/** Milliseconds from the record of a word until all of these files were made after it. */
const untilMade = async (folder: string, names: readonly string[], recordedAt: number): Promise<number> => {
  let waited = names;
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(20)) {
    const made = await Promise.all(waited.map((name) => madeAt(join(folder, name))));
    waited = waited.filter((_, index) => !((made[index] ?? 0) >= recordedAt));
    if (waited.length === 0) return Math.max(0, Date.now() - recordedAt);
  }
  throw new Error(`pas écrits en ${PATIENCE / 1000} s : ${waited.join(', ')}`);
};

/** How far the published folder is behind a change, while people read. */
export const published: Measure = {
  id: 'published',
  async run({ root }) {
    const server = await startServer({ root });
    const folder = join(server.dataDir, 'public');
    const bearer = await keyOf(server, 'duty@viamedis.example', 'viamedis');
    await untilMade(folder, [...DATA, ...PAGES], 0);
    const generator = await startGenerator();
    const port = Number(new URL(server.origin).port);
    const requests = PATHS.flatMap((path) =>
      [{}, cookiesOf()].map((cookies) =>
        requestOf(path, port, { ...headersOf(path.startsWith('/api/') ? 'JSON' : 'page'), ...cookies }),
      ),
    );
    const readers = (time: number) =>
      generator.run({
        port,
        requests,
        status: 200,
        connections: CONNECTIONS,
        seconds: time,
        perSecond: READS,
      });
    await readers(2);
    progress('published', 'readers alone');
    const idle = await readers(IDLE);
    const changing = async () => {
      const times: { data: number; pages: number }[] = [];
      for (let round = 0; round < CHANGES; round += 1) {
        const said = await say(server.origin, bearer, round, round % 2 === 0 ? 'down' : 'degraded');
        const [data, pages] = await Promise.all([
          untilMade(folder, DATA, said),
          untilMade(folder, PAGES, said),
        ]);
        times.push({ data, pages });
        progress('published', `change ${round + 1}: data ${seconds(data)}, pages ${seconds(pages)}`);
      }
      return times;
    };
    const reading = async (isOver: () => boolean) => {
      const results = [];
      while (!isOver()) results.push(await readers(4));
      return {
        p99: worst(results.map(({ p99 }) => p99)),
        wrong: results.reduce((sum, { wrong }) => sum + wrong, 0),
      };
    };
    let isOver = false;
    const [times, busy] = await Promise.all([
      changing().finally(() => {
        isOver = true;
      }),
      reading(() => isOver),
    ]);
    const [data, pages] = [worst(times.map((each) => each.data)), worst(times.map((each) => each.pages))];
    const slower = busy.p99 / idle.p99;
    return [
      {
        what: `published folder behind a change, the worst of ${CHANGES}, ${READS.toLocaleString('en')} readers/s meanwhile`,
        target: 'snapshot, signature, answers < 1 s; pages < 5 s; readers’ p99 unchanged (≤ 1.5 ×)',
        measured: `data ${seconds(data)}, pages ${seconds(pages)}; readers’ p99 ${ms(busy.p99)}, alone ${ms(idle.p99)} (${slower.toFixed(1)} ×), ${busy.wrong} errors`,
        isMet: data < 1_000 && pages < 5_000 && slower <= 1.5 && busy.wrong === 0,
        figures: [
          less('data', data),
          less('pages', pages),
          less('readers’ p99', busy.p99),
          less('readers’ p99 ÷ idle', slower, ''),
        ],
      },
    ];
  },
};
