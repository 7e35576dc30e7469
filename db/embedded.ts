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

/** How to reach the cluster: `host` is the folder of its socket. In the form pg wants. */
export type SocketAddress = { host: string; port: number; user: string; database: string };

export type Cluster = {
  address: SocketAddress;
  /** What makes it less private than it should be, in French. */
  warnings: readonly string[];
  /** Starts the server if it does not run; cheap when it does. */
  ensureRunning(): Promise<void>;
  /** To call last, own connections closed: stops the server if it is ours to stop. */
  stop(): Promise<void>;
};

const DATABASE = 'comptoir';
const RECOVERY = 120_000;

const addressIn = (host: string): SocketAddress => ({
  host,
  port: 5432,
  user: SUPERUSER,
  database: DATABASE,
});

const asking = async <T>(address: SocketAddress, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ ...address, connectionTimeoutMillis: 5000 });
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

const keepIfNobodyDoes = async (file: string): Promise<void> => {
  if ((await keeperOf(file)) === null) await writeFile(file, String(process.pid));
};

const launch = async (native: string, place: Place, socketDir: string, settings: Settings): Promise<void> => {
  await prepareFolder(native, await majorVersion(native), place, settings.fsync !== 'off');
  await preparePrivate(socketDir, place.account);
  const log = join(place.home, 'postgres.log');
  await startPostmaster({ native, data: place.data, socketDir, account: place.account, log }, settings);
};

/** Binaries that ran this folder the last time are not tried out again, unless they no longer do. */
const start = async (place: Place, socketDir: string, settings: Settings): Promise<void> => {
  const known = join(place.home, 'postgres.binaries');
  const last = await readFile(known, 'utf8').catch(() => '');
  const native = placesOfBinaries(place.spare).find((each) => last === `${each}\n`);
  const isAtWork =
    native !== undefined &&
    (await launch(native, place, socketDir, settings).then(
      () => true,
      () => false,
    ));
  if (isAtWork) return;
  const usable = await usableBinaries(place.account, place.spare);
  await launch(usable, place, socketDir, settings);
  await writeFile(known, `${usable}\n`);
};

/** Adopts the server at work on the folder, whoever started it, else starts one. */
const adoptOrStart = async (place: Place, socketDir: string, settings: Settings): Promise<void> => {
  if (!(await waitReady(place.data, RECOVERY))) await start(place, socketDir, settings);
};

const FAREWELL = { tries: 20, pause: 100 };

/** Whether somebody else is at work; a connection just closed takes a moment to leave the list. */
const othersConnected = (address: SocketAddress): Promise<boolean> =>
  asking(address, async (client) => {
    const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    for (let tries = 0; tries < FAREWELL.tries; tries += 1) {
      if ((await client.query(others)).rowCount === 0) return false;
      await setTimeout(FAREWELL.pause);
    }
    return true;
  }).catch(() => false);

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

  return {
    address,
    warnings: isShared(place.account) ? [UNDER_NOBODY] : [],
    async ensureRunning() {
      if (hasDatabase && (await findPostmaster(place.data))?.ready) return keepIfNobodyDoes(keeper);
      await withFileLock(turn, async () => {
        await adoptOrStart(place, address.host, settings);
        await createDatabase(address);
        await keepIfNobodyDoes(keeper);
      });
      hasDatabase = true;
    },
    stop: () =>
      withFileLock(turn, async () => {
        const answering = await keeperOf(keeper);
        if (answering !== null && answering !== process.pid) return;
        await rm(keeper, { force: true });
        // A process that is still connected becomes the keeper at its next ensureRunning, and is not disturbed.
        if (await othersConnected(address)) return;
        await stopPostmaster(place.data);
        await rm(address.host, { recursive: true, force: true });
      }),
  };
};

/** The same, started. Rejects, with the cure, on a machine it does not exist for. */
export const startEmbedded = async (dataDir: string, settings: Settings = {}): Promise<Cluster> => {
  const cluster = await createEmbedded(dataDir, settings);
  await cluster.ensureRunning();
  return cluster;
};
