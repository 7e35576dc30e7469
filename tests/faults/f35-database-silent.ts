import { setTimeout as pause } from 'node:timers/promises';
import { placeOf } from '#db/cluster/place';
import { findPostmaster } from '#db/cluster/postmaster';
import { DAY } from '#server/domain/facts/intervals';
import { addressOf, routesOf, type Things } from '../support/runner/walk/addresses';
import { type Step, type Voice, ask as walkTo } from '../support/runner/walk/walk';
import { ask, type Try } from './kit/asking';
import { aPerson } from './kit/people';
import { childrenOf } from './kit/process';
import { startSampling, summed } from './kit/sampling';
import { keyFor, openDatabase, type Server, startServer } from './kit/server';
import { atEnd, isQuick, progress, type Row, result, seconds, tally, worst } from './kit/support';

const LASTS = isQuick ? 20_000 : 60_000;
const KEPT = 250;
const OTHERS = 1_200;
const WRITERS = 4_000;
const EXIT = 10_000;
const LINES_A_MINUTE = 10;
const WRITE_EVERY = 1_500;
const READ_EVERY = 100;
const BOARDS = ['/opticien', '/api/v1/answers?profession=optician', '/'];

/** PostgreSQL accepts and says nothing: the server and each of its children stand still. Resolves to how to let them go on. */
const stopPostgres = async ({ dataDir }: Server): Promise<() => Promise<void>> => {
  const found = await findPostmaster((await placeOf(dataDir)).data);
  if (!found) throw new Error(`aucun PostgreSQL à l’œuvre sous ${dataDir}`);
  const all = [found.pid, ...(await childrenOf(found.pid))];
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    for (const pid of all) {
      try {
        process.kill(pid, name);
      } catch {
        // One that leaves by itself meanwhile.
      }
    }
  };
  signal('SIGSTOP');
  const goOn = async () => signal('SIGCONT');
  atEnd(goOn);
  return goOn;
};

type Asked = { address: string; voice: Voice };
type Answered = Step & { took: number };

/** Every page and every reading of the API, for nobody and for somebody signed in. */
const everything = async ({ origin }: Server, session: Voice): Promise<Asked[]> => {
  const { body } = await ask(origin, { path: '/api/v1/openapi.json' });
  const doors = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    'get' in methods ? [{ method: 'GET', path: path.replaceAll(/\{(\w+)\}/g, ':$1') }] : [],
  );
  const { body: incidents } = await ask(origin, { path: '/api/v1/incidents' });
  const nobodys = '00000000-0000-4000-8000-000000000000';
  const things: Things = {
    profession: 'optician',
    platform: 'viamedis',
    mutuelle: 'malakoff-humanis',
    incident: incidents.incidents[0]?.id ?? nobodys,
    notice: nobodys,
    maintenance: nobodys,
    statement: nobodys,
    organisation: 'viamedis',
    probe: nobodys,
  };
  const addresses = routesOf(doors)
    .filter(({ method, pattern }) => method === 'GET' && pattern !== '/metrics')
    .map((route) => addressOf(route, things, null));
  const replayed = [...BOARDS, '/plateformes/viamedis'].map(
    (path) => `${path}${path.includes('?') ? '&' : '?'}at=2024-02-05T12:00:00Z`,
  );
  const open = [...addresses, ...replayed].map((address) => ({ address, voice: {} }));
  const own = addresses.filter((each) => /^\/(espace|api)/.test(each));
  return [...open, ...own.map((address) => ({ address, voice: session }))];
};

const answerOf = async (origin: string, { address, voice }: Asked): Promise<Answered> => {
  const startedAt = performance.now();
  const step = await walkTo(origin, address, { method: 'GET', headers: voice });
  return { ...step, took: performance.now() - startedAt };
};

/** A statement each so often, under no key: each is answered, in time, with what one may do. */
const startStating = (origin: string, bearer: string) => {
  const tries: Promise<Try>[] = [];
  const state = async (): Promise<Try> => {
    const at = performance.now();
    const body = {
      platform: 'viamedis',
      flows: ['pec'],
      professions: 'all',
      text: 'essai F35',
      health: 'degraded',
      effectiveAt: new Date().toISOString(),
    };
    const reply = await ask(origin, { path: '/api/v1/statements', bearer, body }).catch(() => null);
    return {
      at,
      took: performance.now() - at,
      status: reply?.status ?? null,
      retryAfter: reply?.headers.get('Retry-After') ?? null,
      location: reply?.headers.get('Location') ?? null,
    };
  };
  const timer = setInterval(() => tries.push(state()), WRITE_EVERY);
  return {
    state,
    finish: () => {
      clearInterval(timer);
      return Promise.all(tries);
    },
  };
};

/** Milliseconds until a word is taken again. */
const firstWord = async (state: () => Promise<Try>): Promise<number> => {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 30_000 && (await state()).status !== 201) await pause(200);
  return performance.now() - startedAt;
};

export const f35: Row = {
  id: 'F35',
  broken: 'PostgreSQL stopped in the middle (SIGSTOP), 60 s',
  target: 'kept pages at once, others < 1.2 s, writers < 4 s, stop < 10 s, < 10 log lines a minute',
  async run() {
    const lines: { at: number; text: string }[] = [];
    const heard = (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) lines.push({ at: performance.now(), text: line });
    };
    const server = await startServer({ env: { LOG_LEVEL: 'warn' }, heard });
    const { origin } = server;
    const bearer = await keyFor(server.dataDir, 'writer@desk.example', 'desk');
    const { db } = await openDatabase(server);
    const person = await aPerson(
      { db, now: () => new Date(), origin },
      { organisation: 'desk', age: 30 * DAY },
    );
    const all = await everything(server, await person.session());
    for (const path of BOARDS) await ask(origin, { path });

    const goOn = await stopPostgres(server);
    const stoppedAt = performance.now();
    const reading = startSampling(
      origin,
      READ_EVERY,
      BOARDS.map((path) => ({ path })),
    );
    const stating = startStating(origin, bearer);
    const answered: Answered[] = [];
    // A few at once while nothing is known yet, then one after the other for as long as it lasts.
    answered.push(
      ...(await Promise.all(
        all.filter((_, place) => place % 20 === 0).map((each) => answerOf(origin, each)),
      )),
    );
    const walked = new Set<string>();
    for (let turn = 0; performance.now() - stoppedAt < LASTS; turn += 1) {
      const next = all[turn % all.length];
      if (next) answered.push(await answerOf(origin, next));
      if (next) walked.add(next.address);
      if (turn >= all.length) await pause(20);
    }
    const kept = summed(await reading.finish());
    const tries = await stating.finish();
    const told = lines.filter(({ at }) => at >= stoppedAt);
    const lasted = performance.now() - stoppedAt;
    await goOn();
    const back = await firstWord(stating.state);
    progress('F35', `${answered.length} réponses, ${told.length} lignes`);

    const again = await stopPostgres(server);
    await pause(1_500);
    const leavingAt = performance.now();
    const exit = await server.terminate();
    await again();
    await server.whenListening();
    progress('F35', `sorti en ${seconds(exit)} (${seconds(performance.now() - leavingAt)})`);

    const late = answered.filter(({ took }) => took >= OTHERS);
    const wrong = answered.filter(({ status }) => status === 0 || (status >= 500 && status !== 503));
    const missed = all.filter(({ address }) => !walked.has(address));
    const unsaid = tries.filter(
      ({ status, retryAfter, location }) =>
        !(status === 503 && retryAfter !== null) && !(status === 202 && location !== null) && status !== 201,
    );
    const slowest = worst(tries.map(({ took }) => took));
    const aMinute = (told.length / lasted) * 60_000;
    return {
      isMet:
        kept.p99 < KEPT &&
        Object.keys(kept.others).length === 0 &&
        late.length + wrong.length + missed.length + unsaid.length === 0 &&
        slowest < WRITERS &&
        exit < EXIT &&
        aMinute < LINES_A_MINUTE &&
        server.accidents() === 0,
      measured:
        `${Math.round(lasted / 1000)} s: boards each ${READ_EVERY} ms ${kept.result} of ${kept.count}` +
        `${Object.keys(kept.others).length > 0 ? `, others ${result(kept.others)}` : ''}; ${answered.length} answers of ` +
        `${walked.size} addresses (${missed.length} not reached), ${result(tally(answered.map(({ status }) => status)))}, slowest ` +
        `${seconds(worst(answered.map(({ took }) => took)))}, ${late.length} not under 1.2 s` +
        `${late
          .slice(0, 4)
          .map(({ asked, took }) => ` [${asked} ${seconds(took)}]`)
          .join('')}, ${wrong.length} wrong` +
        `${wrong
          .slice(0, 4)
          .map(({ asked, wrong: why }) => ` [${asked} ${why?.slice(0, 60)}]`)
          .join('')}; ${tries.length} statements: ` +
        `${result(tally(tries.map(({ status }) => status ?? 'none')))}, slowest ${seconds(slowest)}, ${unsaid.length} without what to do; ` +
        `${told.length} lines of log (${aMinute.toFixed(1)} a minute); first word ${seconds(back)} after it goes on; stopped again, ` +
        `SIGTERM ends in ${seconds(exit)}`,
    };
  },
};
