import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './kit/asking';
import { keyFor, openDatabase, type Server, startServer } from './kit/server';
import { between, isQuick, progress, type Row, result, seconds, tally, worst } from './kit/support';

const LASTS = isQuick ? 10_000 : 30_000;
const LIGHT = { readers: 4, rest: 400 };
const FLOOD = { readers: 100, rest: 250 };
const WRITE_EVERY = 500;
const PLACES = [
  '/api/v1/answers?profession=optician&',
  '/api/v1/platforms/viamedis/availability?days=90&',
  '/opticien?',
];
const CRISIS = Date.parse('2024-02-01T00:00:00Z');
const LONG = 30 * 24 * 3_600_000;

type Answer = { took: number; status: number; kind: string; retryAfter: string | null };

/** What a refusal is called; pages say it in words. */
const kindOf = (text: string): string => {
  if (text.includes('injoignable') || text.includes('problem:unreachable')) return 'unreachable';
  return text.includes('problem:no-room') || text.includes('Service occupé') ? 'occupied' : 'other';
};

/** Readers of the past, each asking for an instant that nobody asked for. */
const startReading = ({ origin }: Server, { readers, rest }: typeof LIGHT) => {
  const answers: Answer[] = [];
  let isOver = false;
  const read = async (place: number) => {
    for (let turn = place; !isOver; turn += 1) {
      const at = new Date(CRISIS + Math.random() * LONG).toISOString();
      const startedAt = performance.now();
      const reply = await ask(origin, { path: `${PLACES[turn % PLACES.length]}at=${at}` }).catch(() => null);
      answers.push({
        took: performance.now() - startedAt,
        status: reply?.status ?? 0,
        kind: reply === null ? 'given up' : reply.status < 500 ? 'answered' : kindOf(reply.text),
        retryAfter: reply?.headers.get('Retry-After') ?? null,
      });
      await pause(rest * between(0.5, 1.5));
    }
  };
  const all = Array.from({ length: readers }, (_, place) => read(place));
  return {
    finish: async () => {
      isOver = true;
      await Promise.all(all);
      return answers;
    },
  };
};

type Word = { mark: string; status: number; kind: string };

const startStating = ({ origin }: Server, bearer: string, name: string) => {
  const words: Promise<Word>[] = [];
  const state = async (mark: string): Promise<Word> => {
    const effectiveAt = new Date().toISOString();
    const claim = {
      platform: 'viamedis',
      flows: ['pec'],
      professions: 'all',
      health: 'degraded',
      effectiveAt,
    };
    const reply = await ask(origin, {
      path: '/api/v1/statements',
      bearer,
      body: { ...claim, text: mark },
    }).catch(() => null);
    if (reply === null) return { mark, status: 0, kind: 'given up' };
    return { mark, status: reply.status, kind: reply.status < 500 ? 'answered' : kindOf(reply.text) };
  };
  const timer = setInterval(() => words.push(state(`${name}-${words.length}`)), WRITE_EVERY);
  return {
    finish: () => {
      clearInterval(timer);
      return Promise.all(words);
    },
  };
};

const endure = async (server: Server, bearer: string, name: string, load: typeof LIGHT) => {
  const reading = startReading(server, load);
  const stating = startStating(server, bearer, name);
  await pause(LASTS);
  const words = await stating.finish();
  const answers = await reading.finish();
  progress('F34', `${name} : ${result(tally(answers.map(({ kind }) => kind)))}`);
  return { name, words, answers };
};
type Phase = Awaited<ReturnType<typeof endure>>;

export const f34: Row = {
  id: 'F34',
  broken: 'the pool of connections exhausted by readers of the past, the database idle',
  target:
    '« occupé » 503 with Retry-After, never « injoignable »; 0 writers refused at a light load; no 503 for a fact that is stored',
  async run() {
    let log = '';
    const heard = (text: string) => {
      log += text;
    };
    const server = await startServer({ env: { LOG_LEVEL: 'warn' }, heard });
    const bearer = await keyFor(server.dataDir, 'writer@desk.example', 'desk');
    const { db } = await openDatabase(server);
    const light = await endure(server, bearer, 'leger', LIGHT);
    const flood = await endure(server, bearer, 'flot', FLOOD);
    const stored = new Set(
      (await db.selectFrom('statement').select('text').execute()).map(({ text }) => text),
    );

    const phases = [light, flood];
    const told = phases.flatMap(({ answers }) => answers).filter(({ status }) => status >= 500);
    const unreachable = [...told, ...phases.flatMap(({ words }) => words)].filter(
      (each) => each.kind === 'unreachable',
    );
    const silent = told.filter(({ kind, retryAfter }) => kind !== 'occupied' || retryAfter === null);
    const refused = light.words.filter(({ status }) => status !== 201);
    const unheard = light.answers.filter(({ status }) => status !== 200);
    const denied = phases
      .flatMap(({ words }) => words)
      .filter(({ mark, status }) => status >= 500 && stored.has(mark));
    const lost = phases
      .flatMap(({ words }) => words)
      .filter(({ mark, status }) => status === 201 && !stored.has(mark));
    const lines = log.split('\n').filter((line) => line.includes('injoignable')).length;
    const metrics = (await ask(server.origin, { path: '/metrics' })).text;
    const counted = Number(/comptoir_refused_total\{kind="no-room"\} (\d+)/.exec(metrics)?.[1] ?? Number.NaN);
    const late = phases.flatMap(({ answers }) => answers).filter(({ status }) => status === 0);
    const line = ({ name, answers, words }: Phase) =>
      `${name}: ${answers.length} readings, ${result(tally(answers.map(({ status, kind }) => `${status} ${kind}`)))}, slowest ` +
      `${seconds(worst(answers.map(({ took }) => took)))}; ${words.length} words, ${result(tally(words.map(({ status, kind }) => `${status} ${kind}`)))}`;
    return {
      isMet:
        unreachable.length +
          silent.length +
          refused.length +
          unheard.length +
          denied.length +
          late.length +
          lost.length +
          lines ===
          0 &&
        Number.isFinite(counted) &&
        server.accidents() === 0,
      measured:
        `${LASTS / 1000} s each of ${LIGHT.readers} readers of the past with a rest, then ${FLOOD.readers} without: ` +
        `${phases.map(line).join('. ')}. ${unreachable.length} × « injoignable » and ${lines} lines of it, ${silent.length} refused ` +
        `otherwise than « occupé » with Retry-After, ${denied.length} × 503 for what is stored, ${lost.length} lost; ` +
        `/metrics counts ${counted} without a connection`,
    };
  },
};
