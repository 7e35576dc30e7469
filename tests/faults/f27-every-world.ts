import { rm } from 'node:fs/promises';
import type { Connection } from '#db/database';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import { ORGANISATION_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import type { Route } from '../support/runner/walk/addresses';
import { everyRoute } from '../support/runner/walk/doors';
import { loadWorld, thingsIn } from '../support/runner/walk/load';
import { type Voice, walkThrough } from '../support/runner/walk/walk';
import { drawWorlds, type WorldFile } from '../support/runner/walk/worlds';
import { type Cluster, inDatabase, startCluster } from './kit/databases';
import { aPerson } from './kit/people';
import { startServer } from './kit/server';
import { isQuick, progress, type Row, result, seconds, tally } from './kit/support';

const WORLDS = isQuick ? 15 : 300;
/** Two cores, two worlds at once. */
const LANES = 2;
const MOST_MS = 20 * MINUTE;

/** `FAULTS_SEED`: of an earlier walk, to go through its worlds again. */
const seed = Number(process.env.FAULTS_SEED) || Math.floor(Math.random() * 1_000_000);

/** The same numbers for the same seed (mulberry32). */
const drawing = (from: number) => {
  let state = from;
  return (count: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return count === 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
};

type Seen = { statuses: Map<number, number>; wrong: string[]; deaths: number; asked: number };

/** Nobody, or somebody of an organisation there is. */
const voiceIn = async (
  { db }: Connection,
  { at, dataset }: WorldFile,
  origin: string,
  pick: (count: number) => number,
): Promise<Voice> => {
  const kind = [null, ...ORGANISATION_KINDS][pick(ORGANISATION_KINDS.length + 1)] ?? null;
  const organisations = dataset.organisations as { id: string; kind: string }[];
  const organisation = organisations.find((each) => each.kind === kind)?.id;
  if (organisation === undefined) return {};
  const person = await aPerson({ db, now: () => at, origin }, { organisation, age: 90 * DAY });
  return person.session();
};

const walkWorld = async (
  cluster: Cluster,
  world: WorldFile,
  index: number,
  routes: readonly Route[],
  seen: Seen,
) =>
  inDatabase(cluster, `world_${index}`, async (connection, DATABASE_URL) => {
    await loadWorld(connection.db, world);
    const pick = drawing(seed + index);
    const profession = PROFESSIONS[pick(PROFESSIONS.length)] ?? 'pharmacist';
    const server = await startServer({ env: { DATABASE_URL } });
    const walk = {
      origin: server.origin,
      routes,
      things: thingsIn(world, profession, pick),
      voice: await voiceIn(connection, world, server.origin, pick),
      // One in four is replayed, at some minute of the last days.
      instantOf: () => (pick(4) === 0 ? shift(world.at, -pick(10_000) * MINUTE) : null),
    };
    for await (const { asked, status, wrong } of walkThrough(walk)) {
      seen.asked += 1;
      seen.statuses.set(status, (seen.statuses.get(status) ?? 0) + 1);
      if (wrong !== null)
        seen.wrong.push(`world ${index}, ${world.theme}, ${profession}: ${asked}: ${wrong}`);
    }
    seen.deaths += server.accidents();
    await server.stop();
    await rm(server.dataDir, { recursive: true, force: true });
  });

export const f27: Row = {
  id: 'F27',
  broken: `a walk of every page and route over ${WORLDS} generated worlds, signed in or not`,
  target: '0 × 5xx, 0 deaths, every part of every page; < 20 min',
  async run() {
    const startedAt = performance.now();
    const cluster = await startCluster();
    const worlds = drawWorlds(WORLDS, seed);
    const routes = await inDatabase(cluster, 'routes', async (connection) => everyRoute(connection));
    const seen: Seen = { statuses: new Map(), wrong: [], deaths: 0, asked: 0 };
    progress('F27', `graine ${seed}, ${worlds.length} mondes, ${routes.length} adresses`);
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let index = next; index < worlds.length; index = next) {
        next += 1;
        await walkWorld(cluster, worlds[index] as WorldFile, index, routes, seen);
        if (next % 20 === 0) progress('F27', `${next} mondes, ${seen.wrong.length} fautes`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    for (const each of seen.wrong.slice(0, 20)) progress('F27', each);
    const took = performance.now() - startedAt;
    return {
      isMet: seen.wrong.length === 0 && seen.deaths === 0 && (isQuick || took < MOST_MS),
      measured:
        `seed ${seed}: ${seen.asked} questions in ${worlds.length} worlds, ${routes.length} addresses each, in ` +
        `${seconds(took)}; ${result(Object.fromEntries(seen.statuses))}; ${seen.wrong.length} wrong ` +
        `(${result(tally(seen.wrong.map((each) => each.split(': ').slice(1, 2).join()))).slice(0, 300)}), ` +
        `${seen.deaths} deaths`,
    };
  },
};
