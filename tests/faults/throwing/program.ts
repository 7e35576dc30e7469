import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '#server/build';
import { startServer } from '../kit/server';
import { makeFolder } from '../kit/support';
import { type Place, withPlaces } from './places';

/** The program that was built, each function of which may be made to throw once. */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What catches, what tells and what ends the program: it is what is tried, not what is made to fail. */
const CATCHING =
  /^server\/(main|read-model\/guarded|site\/dashboard|runtime\/(log|stopping|listening|bootstrap)|env)\.ts$|^db\/cluster\//;
/** The same of the dashboard, whose modules have no name in what was built. */
const CATCHING_PAGES = ['handleRequest', 'handleError'];
const isOurs = (file: string): boolean => /^(server|db|app)\//.test(file) && !CATCHING.test(file);

/** A copy of the house whose program and dashboard have a place at the head of each function. */
const makeCopy = async (): Promise<{ root: string; places: Place[] }> => {
  await buildIfStale();
  const root = await makeFolder();
  const dashboard = await readdir(join(ROOT, 'app/build/server'), { recursive: true });
  const programs = dashboard.filter((name) => name.endsWith('.js')).map((name) => `app/build/server/${name}`);
  await mkdir(join(root, 'app/build/server/assets'), { recursive: true });
  for (const name of ['server', 'db', 'node_modules', 'package.json', 'app/build/client'])
    await symlink(join(ROOT, name), join(root, name));
  const places: Place[] = [];
  for (const name of ['app/build/program.js', ...programs]) {
    const source = await readFile(join(ROOT, name), 'utf8');
    const made = withPlaces(source, { whole: 'app/', first: places.length, isOurs });
    places.push(...made.places);
    await writeFile(join(root, name), made.code);
  }
  return {
    root,
    places: places.filter(({ file, name }) => file !== 'app/' || !CATCHING_PAGES.includes(name)),
  };
};

/** What is done once a minute or an hour is done all the time, so that it need not be waited for. */
const HURRIED_MS = 1_500;

/** Runs in the program, before it: `__place` says that a function is called, and throws in the one asked for, once. */
const HARNESS = `
  let armed = new Set();
  let called = new Set();
  globalThis.__place = (place) => {
    called.add(place);
    if (!armed.delete(place)) return;
    const error = new Error('panne voulue ' + place);
    process.send({ thrown: place, stack: error.stack });
    throw error;
  };
  process.on('message', ({ arm, count }) => {
    armed = new Set(arm);
    process.send({ count, called: [...called] });
    called = new Set();
  });
  process.channel.unref();
  Error.stackTraceLimit = 30;
  const real = setTimeout;
  const hurried = (work, wait, ...given) => real(work, [60_000, 3_600_000].includes(wait) ? ${HURRIED_MS} : wait, ...given);
  globalThis.setTimeout = Object.defineProperties(hurried, Object.getOwnPropertyDescriptors(real));
`;
const PRELOAD = `data:text/javascript,${encodeURIComponent(HARNESS)}`;

const PATIENCE = 10_000;

type Message = { count: number; called: number[] } | { thrown: number; stack: string };

/** Starts it over a database. */
export const startThrowing = async (databaseUrl: string) => {
  const { root, places } = await makeCopy();
  const lines: string[] = [];
  let rest = '';
  let orders = 0;
  let answered = { count: 0, called: [] as number[] };
  const thrown = new Map<number, string>();
  const server = await startServer({
    root,
    args: ['--import', PRELOAD],
    env: { DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn', PROBES_LOOPBACK: 'allowed' },
    heard(text) {
      const pieces = (rest + text).split('\n');
      rest = pieces.pop() ?? '';
      lines.push(...pieces);
    },
    result(message) {
      const heard = message as Message;
      if ('thrown' in heard) thrown.set(heard.thrown, heard.stack);
      else answered = heard;
    },
  });
  /** The next call of each of these places throws. Resolves to what was called since the last time. */
  const arm = async (...ids: readonly number[]): Promise<number[]> => {
    await server.whenListening();
    for (const id of ids) thrown.delete(id);
    orders += 1;
    for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; ) {
      server.send({ arm: [...ids], count: orders });
      // Asked again: the one that was asked may have been leaving.
      for (const soon = performance.now() + 1_000; performance.now() < soon; await pause(2))
        if (answered.count === orders) return answered.called;
      await server.whenListening();
    }
    throw new Error('le programme ne répond pas à qui l’a lancé');
  };
  return {
    server,
    places,
    arm,
    disarm: () => arm(),
    hasThrown: (place: number) => thrown.has(place),
    /** Who called it when it threw, the nearest first. */
    callersOf: (place: number): string =>
      [...(thrown.get(place) ?? '').matchAll(/^ +at (?:async )?([\w.$]+) \(/gm)]
        .map(([, name]) => name)
        .join(' < '),
    /** What it said on stderr, from the first line or from one of them. */
    lines: (from = 0): readonly string[] => lines.slice(from),
  };
};
export type Throwing = Awaited<ReturnType<typeof startThrowing>>;
