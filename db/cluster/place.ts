import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, mkdtemp, readlink, realpath, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Account, accountFor, canEnter, giveTo, isRoot } from './account';

/** Where a cluster lives: `home` is DATA_DIR itself, `data` PostgreSQL's folder, `spare` what stands beside it. */
export type Place = { home: string; data: string; spare: string; account: Account };

/** Only root needs it: an unprivileged server cannot work under a folder closed to others, such as /root. */
const OPEN_GROUND = '/var/lib/comptoir';

/** Finds, or makes, the place of the cluster of a DATA_DIR. Rejects when PostgreSQL could not work there. */
export const placeOf = async (dataDir: string): Promise<Place> => {
  await mkdir(dataDir, { recursive: true });
  const home = await realpath(dataDir);
  const usual = join(home, 'postgres');
  const moved = await readlink(usual).catch(() => null);
  if (moved) return { home, data: moved, spare: dirname(moved), account: await accountFor(moved) };
  const account = await accountFor(usual);
  if (!isRoot() || (await letIn(account, home))) return { home, data: usual, spare: home, account };
  if (await lstat(usual).catch(() => null)) {
    throw new Error(
      `${usual} est devenu inaccessible au compte ${account.uid} qui fait tourner PostgreSQL : ` +
        'rouvrez les dossiers parents (chmod o+x) ou donnez une autre base dans DATABASE_URL.',
    );
  }
  const data = await moveToOpenGround(usual);
  return { home, data, spare: dirname(data), account };
};

/** Whether anybody can pass through the folder and those above it. */
const isOpen = async (folder: string): Promise<boolean> => {
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || isOpen(dirname(folder));
};

/** Whether the account can pass through the folder; if root closed that one only, its group may open it. */
const letIn = async (account: Account, folder: string): Promise<boolean> => {
  // To ask the account itself takes a process, which a start should not wait for.
  if ((await isOpen(folder)) || (await canEnter(account, folder))) return true;
  const { uid, gid, mode } = await stat(folder);
  if (uid !== 0 || gid !== 0 || account.gid === undefined || !(await canEnter(account, dirname(folder)))) {
    return false;
  }
  await chown(folder, uid, account.gid);
  await chmod(folder, (mode & 0o777) | 0o010);
  return canEnter(account, folder);
};

const moveToOpenGround = async (usual: string): Promise<string> => {
  await mkdir(OPEN_GROUND, { recursive: true, mode: 0o755 });
  const spare = await mkdtemp(join(OPEN_GROUND, 'base-'));
  await chmod(spare, 0o711);
  const data = join(spare, 'postgres');
  await symlink(data, usual);
  console.error(`PostgreSQL ne tourne pas sous root et n’a pas accès à ${usual} : sa base est dans ${data}.`);
  return data;
};

/** Room for `/.s.PGSQL.5432` within the 104 bytes that the strictest system allows. */
const MAX_SOCKET_FOLDER_LENGTH = 104 - '/.s.PGSQL.5432'.length;

const socketBase = (): string =>
  isRoot() || Buffer.byteLength(tmpdir()) + '/comptoir-0123456789abcdef'.length > MAX_SOCKET_FOLDER_LENGTH
    ? '/tmp'
    : tmpdir();

/** A short private folder for the sockets, the same for everyone who opens that data folder. */
export const socketDirOf = ({ data }: Place): string =>
  join(socketBase(), `comptoir-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`);

/** The owner of this folder can pose as our database, so it must belong to the account alone. */
export const preparePrivate = async (folder: string, account: Account): Promise<void> => {
  const made = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  );
  if (made) await giveTo(account, folder);
  const found = await lstat(folder);
  const owner = account.uid ?? process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== owner) {
    throw new Error(`${folder} appartient à un autre compte : supprimez-le, ou changez TMPDIR ou DATA_DIR.`);
  }
  if ((await stat(folder)).mode & 0o077) await chmod(folder, 0o700);
};
