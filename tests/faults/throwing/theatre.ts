import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Connection } from '#db/database';
import { countChange } from '#db/directory';
import { addProbe } from '#db/probes';
import { DAY } from '#server/domain/facts/intervals';
import { startPlatform } from '../../support/peers/loopback-platform';
import { everyRoute } from '../../support/runner/walk/doors';
import { loadWorld, thingsIn } from '../../support/runner/walk/load';
import { drawWorlds, type WorldFile } from '../../support/runner/walk/worlds';
import { onJournal } from '../../support/world/on-journal';
import { aPerson } from '../kit/people';
import { atEnd } from '../kit/support';
import { startThrowing } from './program';
import { stimuliOf } from './stimuli';

/** Where exceptions are thrown: the program over a world of which it has something of everything to do. */

const SEED = 20_271_115;
const WANTED = ['incidents', 'notices', 'maintenances', 'statements', 'closings', 'confirmations'];

/** A world in which there is something of everything. */
const fullWorld = (): WorldFile => {
  for (let seed = SEED; ; seed += 1) {
    const found = drawWorlds(9, seed).find(({ dataset, beats }) =>
      [beats, ...WANTED.map((list) => dataset[list])].every((list) => (list as unknown[]).length > 0),
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
  await onJournal(db, (trx) =>
    addProbe(trx, {
      id: 'sonde',
      platform: first?.id ?? '',
      flow: 'portail',
      name: 'Portail',
      kind: 'http',
      intervalSeconds: 1,
      timeoutMs: 5_000,
      steps: JSON.stringify(steps),
      tokenHash: null,
      key: null,
      createdAt: at,
      enabledAt: at,
      disabledAt: null,
    }),
  );
};

const voicesIn = async ({ db }: Connection, { at }: WorldFile, origin: string, platform: string) => {
  const person = (organisation: string) =>
    aPerson({ db, now: () => at, origin }, { organisation, age: 90 * DAY });
  const desk = await person('desk');
  const operator = await person(`op-${platform}`);
  return {
    session: await desk.session(),
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

/** Sessions are ended by hand, not by a walk. */
const ENDING = /deconnexion|sessions?$/;

/** `url`: where the program finds the database of `connection`. */
export const openTheatre = async (connection: Connection, url: string) => {
  const world = fullWorld();
  await loadWorld(connection.db, world);
  await enableProbe(connection, world);
  const things = thingsIn(world, 'pharmacist', () => 0);
  const program = await startThrowing(url);
  const { origin } = program.server;
  const voices = await voicesIn(connection, world, origin, things.platform);
  const routes = everyRoute(connection).filter(({ pattern }) => !ENDING.test(pattern));
  const stream = waitForChanges(origin, things.profession);
  return {
    program,
    stimuli: stimuliOf({ origin, at: world.at, routes, things, voices }),
    stream,
    /** Something moved: what was made is to be made again. */
    stir: () => countChange(connection.db),
    close: async () => {
      await stream.stop();
      await program.server.stop();
    },
  };
};
export type Theatre = Awaited<ReturnType<typeof openTheatre>>;
