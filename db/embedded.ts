import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { isShared } from './cluster/account';
import { majorVersion, placesOfBinaries, usableBinaries } from './cluster/binaries';
import { isAlive, withFileLock } from './cluster/file-lock';
import { prepareFolder, SUPERUSER } from './cluster/folder';
import { type Place, placeOf, preparePrivate, socketDirOf } from './cluster/place';
import {
  findPostmaster,
  type Settings,
  startPostmaster,
  stopPostmaster,
  waitReady,
} from './cluster/postmaster';
import { isFolderUnwritable, isUnwritable } from './unwritable';

/** How to reach the cluster: `host` is the folder of its socket. In the form pg wants. */
export type SocketAddress = { host: string; port: number; user: string; database: string };

export type Cluster = {
  address: SocketAddress;
  /** What makes it less private than it should be, in French. */
  warnings: readonly string[];
  /** Starts the server if it does not run; cheap when it does. */
  ensureRunning(): Promise<void>;
  /**
   * To call last, own connections closed: stops the server if it is ours to stop. `isSilent`: it answers nobody, so it is
   * told to stop, and not waited for.
   */
  stop(isSilent?: boolean): Promise<void>;
};

const DATABASE = 'comptoir';
const RECOVERY = 120_000;

const addressIn = (host: string): SocketAddress => ({
  host,
  port: 5432,
  user: SUPERUSER,
  database: DATABASE,
});

/** `within`: milliseconds each of its answers may take; whatever they take when none is given. */
const asking = async <T>(
  address: SocketAddress,
  work: (client: Client) => Promise<T>,
  within?: number,
): Promise<T> => {
  const patience = { connectionTimeoutMillis: within ?? 5000, query_timeout: within };
  const client = new Client({ ...address, ...patience, ssl: false });
  // Unheard, the error of a server that dies between two questions would end our own process; the next one tells.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const createDatabase = (address: SocketAddress): Promise<void> =>
  asking({ ...address, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  });

/** The process that answers for the server: it stops it when it leaves. Kept beside the data, by pid. */
const keeperOf = async (file: string): Promise<number | null> => {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  return pid > 0 && isAlive(pid) ? pid : null;
};

/** Where nothing can be written nobody is named: whoever leaves last stops it. */
const keepIfNobodyDoes = async (file: string): Promise<void> => {
  if ((await keeperOf(file)) === null)
    await writeFile(file, String(process.pid)).catch((error: unknown) => {
      if (!isFolderUnwritable(error)) throw error;
    });
};

/** Where it is started, with what, and what says that nobody waits for it any more. */
type Starting = { place: Place; socketDir: string; settings: Settings; givenUp: AbortSignal };

const launch = async (native: string, { place, socketDir, settings, givenUp }: Starting): Promise<void> => {
  await prepareFolder(native, await majorVersion(native), place, settings.fsync !== 'off');
  await preparePrivate(socketDir, place.account);
  const log = join(place.home, 'postgres.log');
  const { data, account } = place;
  await startPostmaster({ native, data, socketDir, account, log }, settings, givenUp);
};

/** Binaries that ran this folder the last time are not tried out again, unless they no longer do. */
const start = async (starting: Starting): Promise<void> => {
  const { place, givenUp } = starting;
  const known = join(place.home, 'postgres.binaries');
  const last = await readFile(known, 'utf8').catch(() => '');
  const native = placesOfBinaries(place.spare).find((each) => last === `${each}\n`);
  const isAtWork =
    native !== undefined &&
    (await launch(native, starting).then(
      () => true,
      (error: unknown) => {
        if (givenUp.aborted || isUnwritable(error)) throw error;
        return false;
      },
    ));
  if (isAtWork) return;
  const usable = await usableBinaries(place.account, place.spare);
  await launch(usable, starting);
  // Only the next start is slower without it.
  await writeFile(known, `${usable}\n`).catch((error: unknown) => {
    if (!isFolderUnwritable(error)) throw error;
  });
};

/** Adopts the server at work on the folder, whoever started it, else starts one. */
const adoptOrStart = async (starting: Starting): Promise<void> => {
  if (!(await waitReady(starting.place.data, RECOVERY, starting.givenUp))) await start(starting);
};

const FAREWELL = { tries: 20, pause: 100 };
const LAST_ANSWER_MS = 2_000;
/** One that is silent is not waited for, milliseconds. */
const LEAST_WAIT_MS = 200;

/** Whether somebody else is at work; a connection just closed takes a moment to leave the list. Null: it does not say. */
const othersConnected = (address: SocketAddress): Promise<boolean | null> =>
  asking<boolean | null>(
    address,
    async (client) => {
      const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
      for (let tries = 0; tries < FAREWELL.tries; tries += 1) {
        if ((await client.query(others)).rowCount === 0) return false;
        await setTimeout(FAREWELL.pause);
      }
      return true;
    },
    LAST_ANSWER_MS,
  ).catch((error: Error) => (/timeout/.test(error.message) ? null : false));

const UNDER_NOBODY =
  'lancé par root, PostgreSQL tourne sous le compte « nobody » : tout autre programme de ce compte peut lire et ' +
  'changer la base ; lancez Comptoir sous un compte à lui (User= de systemd), ou donnez DATABASE_URL';

/**
 * Our own PostgreSQL on `DATA_DIR/postgres`, durable unless `settings` say otherwise (tests); not yet started.
 * Rejects, with the cure, on a place it cannot work in.
 */
export const createEmbedded = async (dataDir: string, settings: Settings = {}): Promise<Cluster> => {
  const place = await placeOf(dataDir);
  const turn = join(place.home, 'postgres.lock');
  const keeper = join(place.home, 'postgres.keeper');
  const address = addressIn((await findPostmaster(place.data))?.socketDir || socketDirOf(place));
  let hasDatabase = false;
  let leaving = new AbortController();

  return {
    address,
    warnings: isShared(place.account) ? [UNDER_NOBODY] : [],
    async ensureRunning() {
      if (hasDatabase && (await findPostmaster(place.data))?.ready) return keepIfNobodyDoes(keeper);
      await withFileLock(turn, async () => {
        await adoptOrStart({ place, socketDir: address.host, settings, givenUp: leaving.signal });
        await createDatabase(address);
        await keepIfNobodyDoes(keeper);
      });
      hasDatabase = true;
    },
    stop: (isSilent = false) => {
      const leave = async (): Promise<void> => {
        const answering = await keeperOf(keeper);
        if (answering !== null && answering !== process.pid) return;
        await rm(keeper, { force: true });
        // A process that is still connected becomes the keeper at its next ensureRunning, and is not disturbed.
        const areOthers = isSilent ? null : await othersConnected(address);
        if (areOthers) return;
        if (await stopPostmaster(place.data, areOthers === null ? LEAST_WAIT_MS : undefined))
          await rm(address.host, { recursive: true, force: true });
      };
      leaving.abort();
      leaving = new AbortController();
      // Where no lock can be made nobody else starts a server either.
      return withFileLock(turn, leave).catch((error: unknown) => {
        if (!isFolderUnwritable(error)) throw error;
        return leave();
      });
    },
  };
};

/** The same, started. Rejects, with the cure, on a machine it does not exist for. */
export const startEmbedded = async (dataDir: string, settings: Settings = {}): Promise<Cluster> => {
  const cluster = await createEmbedded(dataDir, settings);
  await cluster.ensureRunning();
  return cluster;
};
