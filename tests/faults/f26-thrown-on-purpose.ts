import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Connection } from '#db/database';
import { countChange } from '#db/directory';
import { addProbe } from '#db/probes';
import { DAY } from '#server/domain/intervals';
import { startPlatform } from '../support/loopback-platform';
import { everyRoute } from '../support/walk/doors';
import { loadWorld, thingsIn } from '../support/walk/load';
import type { Voice } from '../support/walk/walk';
import { drawWorlds, type WorldFile } from '../support/walk/worlds';
import { inDatabase, startCluster } from './databases';
import { aPerson } from './people';
import { atEnd, isQuick, progress, type Row, seconds, tally, told } from './support';
import type { Place } from './throwing/places';
import { startThrowing, type Throwing } from './throwing/program';
import { type Stimulus, stimuliOf } from './throwing/stimuli';

/** How many places are made to throw, of those that are called; all of them when not in a hurry. */
const MOST = isQuick ? 150 : Number.POSITIVE_INFINITY;
/** What is done by itself is made to throw so many at once: each says its number. */
const AT_ONCE = 8;
const SEED = 20_271_115;

/** What a place is part of. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['listening to the database', /^server\/live\/watch\.ts|^server\/wiring\/readers\.ts/],
  ['stream', /^server\/live\/(streams|stream-first|follower|changes)\.ts/],
  ['publication', /^server\/live\/(published|snapshots|signing|key-files)/],
  ['kept state', /^server\/live\/memory\.ts/],
  [
    'job',
    /^server\/live\/(chores|duty|availability|reports)|^server\/wiring\/duties\.ts|^db\/(availability|retention)\.ts/,
  ],
  ['probe', /^server\/(probes|live\/(measures|runs|measured))/],
  ['judgement', /^server\/domain/],
  ['door', /^server\/(http|contract|accounts)/],
  ['site', /^server\/(site|wiring)/],
  ['query', /^db\//],
  ['words', /^app\/words/],
];
const kindOf = ({ file, name }: Place): string => {
  const [kind] = KINDS.find(([, form]) => form.test(file)) ?? [];
  if (kind) return kind;
  if (/^(loader|action)/.test(name)) return name.startsWith('loader') ? 'loader' : 'action';
  return /^[A-Z]/.test(name) ? 'component' : 'page';
};

/** How an accident came out; the first three are as they should be. */
type Outcome =
  | 'told'
  | 'refused'
  | 'left out'
  | 'silent'
  | 'told twice'
  | 'not JSON'
  | 'next wrong'
  | 'dead'
  | 'not reached';
const GOOD: readonly Outcome[] = ['told', 'refused', 'left out', 'not reached'];
type Result = { place: Place; outcome: Outcome; about: string };

/** A world in which there is something of everything. */
const fullWorld = (): WorldFile => {
  for (let seed = SEED; ; seed += 1) {
    const found = drawWorlds(9, seed).find(({ dataset, beats }) =>
      [
        beats,
        ...['incidents', 'notices', 'maintenances', 'statements', 'closings', 'confirmations'].map(
          (list) => dataset[list],
        ),
      ].every((list) => (list as unknown[]).length > 0),
    );
    if (found) return found;
  }
};

const EVERY_SECOND = 'alter table probe drop constraint probe_interval_seconds_check';

/** A probe of ours of something that answers, as often as it can be. */
const enableProbe = async ({ db }: Connection, { at, dataset }: WorldFile): Promise<void> => {
  const platform = await startPlatform();
  atEnd(async () => platform.stop());
  await sql.raw(EVERY_SECOND).execute(db);
  const steps = [
    { kind: 'http', url: platform.url(), status: [200], text: null, header: null, atMostMs: null },
  ];
  const [first] = dataset.platforms as { id: string }[];
  await addProbe(db, {
    ...{
      id: 'sonde',
      platform: first?.id ?? '',
      flow: 'portail',
      name: 'Portail',
      kind: 'http',
      intervalSeconds: 1,
    },
    ...{ timeoutMs: 5_000, steps: JSON.stringify(steps), tokenHash: null, key: null },
    ...{ createdAt: at, enabledAt: at, disabledAt: null },
  });
};

const voicesIn = async ({ db }: Connection, { at }: WorldFile, origin: string, platform: string) => {
  const person = (organisation: string) =>
    aPerson({ db, now: () => at, origin }, { organisation, age: 90 * DAY });
  const desk = await person('desk');
  const operator = await person(`op-${platform}`);
  return {
    session: (await desk.session()) as Voice,
    writer: (await desk.key()).voice,
    probe: (await operator.key('probe', 60)).voice,
  };
};

/** A browser that waits, comes back when it is cut, and counts what it is told. */
const waitForChanges = (origin: string, profession: string) => {
  const leaving = new AbortController();
  let heard = 0;
  const wait = async (): Promise<void> => {
    while (!leaving.signal.aborted) {
      try {
        const response = await fetch(`${origin}/api/v1/stream?profession=${profession}`, {
          signal: leaving.signal,
        });
        const reader = response.body?.getReader();
        while (reader && !(await reader.read()).done) heard += 1;
      } catch {
        // Cut: it comes back.
      }
      await pause(100);
    }
  };
  const done = wait();
  return {
    heard: () => heard,
    stop: async () => {
      leaving.abort();
      await done;
    },
  };
};

type Theatre = {
  program: Throwing;
  stimuli: readonly Stimulus[];
  /** Something moved: what was made is to be made again. */
  stir: () => Promise<unknown>;
  stream: ReturnType<typeof waitForChanges>;
};

const SETTLED_MS = 40;

/** The lines that say that a place threw, and whatever is not a line of the journal. */
const linesOf = (program: Throwing, from: number, place: Place) => {
  const lines = program.lines(from).filter((line) => line !== '');
  return {
    own: lines.filter((line) => new RegExp(`panne voulue ${place.id}\\b`).test(line)),
    strange: lines.filter((line) => !line.startsWith('{"level":')),
  };
};

const untilTold = async (program: Throwing, from: number, place: Place): Promise<void> => {
  for (const deadline = performance.now() + 1_000; performance.now() < deadline; await pause(10))
    if (linesOf(program, from, place).own.length > 0) return;
};

const outcomeOf = (
  { program }: Theatre,
  place: Place,
  { from, deaths, status, wrong }: { from: number; deaths: number; status: number; wrong: string | null },
): Result => {
  const { own, strange } = linesOf(program, from, place);
  const about = `${status}, ${own.length} lines, ${wrong ?? ''} ${strange[0] ?? ''} ${program.callersOf(place.id)}`;
  if (program.server.accidents() > deaths) return { place, outcome: 'dead', about };
  if (strange.length > 0) return { place, outcome: 'not JSON', about };
  if (own.length > 1) return { place, outcome: 'told twice', about };
  if (own.length === 0) return { place, outcome: 'silent', about };
  if (status >= 500) return { place, outcome: 'refused', about };
  return { place, outcome: wrong === null ? 'told' : 'left out', about };
};

/** Throws in one place while it is asked for what calls it, then asks again. */
const throwWhileAsked = async (theatre: Theatre, place: Place, { ask }: Stimulus): Promise<Result> => {
  const { program, stir } = theatre;
  const [from, deaths] = [program.lines().length, program.server.accidents()];
  await program.arm(place.id);
  let step = await ask();
  // What was made for the last reader is not made again: something has to move.
  for (let tries = 0; !program.hasThrown(place.id) && tries < 3; tries += 1) {
    await stir();
    await pause(150);
    step = await ask();
  }
  if (!program.hasThrown(place.id)) {
    await program.disarm();
    return { place, outcome: 'not reached', about: '' };
  }
  await untilTold(program, from, place);
  await pause(SETTLED_MS);
  const result = outcomeOf(theatre, place, { from, deaths, ...step });
  const next = await ask();
  return next.wrong === null
    ? result
    : { place, outcome: 'next wrong', about: `${result.outcome}; ${next.wrong}` };
};

const PATIENCE_MS = 12_000;

/** Throws in places that nobody asks for: timers, jobs, what is heard. Things move meanwhile. */
const throwMeanwhile = async (theatre: Theatre, places: readonly Place[]): Promise<Result[]> => {
  const { program, stir, stream } = theatre;
  const [from, deaths] = [program.lines().length, program.server.accidents()];
  await program.arm(...places.map(({ id }) => id));
  const isOver = () => places.every(({ id }) => program.hasThrown(id));
  for (const deadline = performance.now() + PATIENCE_MS; !isOver() && performance.now() < deadline; ) {
    await stir();
    await pause(400);
  }
  const thrown = places.filter(({ id }) => program.hasThrown(id));
  await program.disarm();
  for (const place of thrown) await untilTold(program, from, place);
  const heard = stream.heard();
  const results = places.map((place): Result => {
    if (!thrown.includes(place)) return { place, outcome: 'not reached', about: '' };
    return outcomeOf(theatre, place, { from, deaths, status: 0, wrong: null });
  });
  // Whatever was cut comes back, and is told of the next change.
  for (const deadline = performance.now() + PATIENCE_MS * 2; stream.heard() === heard; await pause(200)) {
    if (performance.now() > deadline)
      return results.map((each) => ({ ...each, outcome: 'next wrong', about: 'le flux ne dit plus rien' }));
    await stir();
  }
  return results;
};

type Called = { asked: Map<number, Stimulus>; alone: number[] };

/** What is called when something is asked for, and what is called by itself. */
const findCalled = async ({ program, stimuli, stir }: Theatre): Promise<Called> => {
  const alone = new Set<number>();
  for (let each = 0; each < 6; each += 1) {
    await stir();
    await pause(700);
    for (const place of await program.disarm()) alone.add(place);
  }
  const asked = new Map<number, Stimulus>();
  for (const stimulus of stimuli) {
    await stimulus.ask();
    for (const place of await program.disarm())
      if (!asked.has(place) && !alone.has(place)) asked.set(place, stimulus);
  }
  return { asked, alone: [...alone] };
};

/** So many of them, evenly; the same for the same places. */
const drawn = <T>(all: readonly T[], most: number): T[] => {
  const step = Math.max(1, all.length / most);
  return Array.from(
    { length: Math.ceil(all.length / step) },
    (_, index) => all[Math.floor(index * step)] as T,
  );
};

const tryAll = async (theatre: Theatre): Promise<Result[]> => {
  const { program } = theatre;
  const { asked, alone } = await findCalled(theatre);
  progress(
    'F26',
    `${asked.size} fonctions appelées par une demande, ${alone.length} d’elles-mêmes, de ${program.places.length}`,
  );
  const placeOf = new Map(program.places.map((place) => [place.id, place]));
  const results: Result[] = [];
  const tell = () =>
    progress(
      'F26',
      `${results.length} pannes, ${results.filter(({ outcome }) => !GOOD.includes(outcome)).length} fautes`,
    );
  for (const [id, stimulus] of drawn([...asked], MOST)) {
    results.push(await throwWhileAsked(theatre, placeOf.get(id) as Place, stimulus));
    if (results.length % 100 === 0) tell();
  }
  const byThemselves = drawn(alone, MOST).map((id) => placeOf.get(id) as Place);
  for (let from = 0; from < byThemselves.length; from += AT_ONCE) {
    results.push(...(await throwMeanwhile(theatre, byThemselves.slice(from, from + AT_ONCE))));
    tell();
  }
  return results;
};

export const f26: Row = {
  id: 'F26',
  broken:
    'an exception in each function that is called: component, loader, action, door, query, timer, job, probe, stream, listener, publication, kept state',
  target: 'one 500 with its reference, or one line in the log; the process lives; the next page is right',
  async run() {
    const startedAt = performance.now();
    const cluster = await startCluster();
    const world = fullWorld();
    const results = await inDatabase(cluster, 'thrown', async (connection, url) => {
      await loadWorld(connection.db, world);
      await enableProbe(connection, world);
      const things = thingsIn(world, 'pharmacist', () => 0);
      const program = await startThrowing(url);
      const { origin } = program.server;
      const voices = await voicesIn(connection, world, origin, things.platform);
      const routes = everyRoute(connection).filter(({ pattern }) => !/deconnexion|sessions?$/.test(pattern));
      const stream = waitForChanges(origin, things.profession);
      const stir = () => countChange(connection.db);
      const stimuli = stimuliOf({ origin, routes, things, voices });
      try {
        return await tryAll({ program, stimuli, stir, stream });
      } finally {
        await stream.stop();
        await program.server.stop();
      }
    });
    if (process.env.F26_DEBUG)
      (await import('node:fs')).writeFileSync(process.env.F26_DEBUG, JSON.stringify(results, null, 1));
    const bad = results.filter(({ outcome }) => !GOOD.includes(outcome));
    for (const { place, outcome, about } of bad.slice(0, 60))
      progress('F26', `${outcome} : ${place.file} ${place.name} (${place.id}) ${about.slice(0, 400)}`);
    const thrown = results.filter(({ outcome }) => outcome !== 'not reached');
    const kinds = tally(thrown.map(({ place }) => kindOf(place)));
    const missing = KINDS.map(([kind]) => kind).filter((kind) => !(kind in kinds));
    return {
      isMet: bad.length === 0 && (isQuick || missing.length === 0),
      measured:
        `${thrown.length} exceptions (${told(kinds)}) in ${seconds(performance.now() - startedAt)}: ` +
        `${told(tally(results.map(({ outcome }) => outcome)))}; kinds never reached: ${missing.join(', ') || 'none'}`,
    };
  },
};
