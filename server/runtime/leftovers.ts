import { lstat, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { isAlive } from '#db/cluster/file-lock';
import { DAY, HOUR, MINUTE, SECOND } from '#server/domain/facts/intervals';
import { guarded } from '#server/read-model/tasks';
import type { Runtime } from './bootstrap';

/** What a kill left behind: taken away where it is surely ours and nobody writes it any more, else only named. */

type Leftovers = { removed: string[]; aside: string[] };

/** A file is written in a moment, a cluster or its programs in minutes, a backup of a year within the hour. */
const WRITTEN = { file: 10 * MINUTE, folder: HOUR };
/** The files of a page are put before it. */
const ASSET_AGE = DAY;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Of `writeAtomically`, of keys, of the secret. */
const DRAFT = new RegExp(
  `^(?:\\.${UUID}|signing(?:-keys)?\\.(?:pem|json)\\.${UUID}|secret\\.key\\.(?<pid>\\d+))$`,
);
/** Of a new cluster, and of the copy of its programs. */
const PARTIAL = /^postgres(?:-binaries)?\.part-\w+$/;
const ASIDE = /^postgres\.incomplet-\d+$/;
const KILLED_BACKUP = /\.(?<pid>\d+)\.part$/;

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** The last change of a file, or of anything in a folder; null: it is gone. */
const changedAt = async (path: string): Promise<number | null> => {
  const found = await lstat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.mtimeMs ?? null;
  const inside = await Promise.all((await namesIn(path)).map((name) => changedAt(join(path, name))));
  return Math.max(found.mtimeMs, ...inside.map((at) => at ?? 0));
};

/** Whoever is called by this number may be somebody else by now, or live in another container: age decides too. */
const isAtWork = (pid: string | undefined): boolean => pid !== undefined && isAlive(Number(pid));

const removeOver = async (path: string, age: number, now: number): Promise<string[]> => {
  const at = await changedAt(path);
  if (at === null || now - at < age) return [];
  await rm(path, { recursive: true, force: true });
  return [path];
};

const draftsIn = async (folder: string, now: number): Promise<string[]> => {
  const removed: string[] = [];
  for (const name of await namesIn(folder)) {
    const draft = DRAFT.exec(name);
    if (draft && !isAtWork(draft.groups?.pid))
      removed.push(...(await removeOver(join(folder, name), WRITTEN.file, now)));
  }
  return removed;
};

const foldersUnder = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = await Promise.all(
    entries.filter((each) => each.isDirectory()).map(({ name }) => foldersUnder(join(folder, name))),
  );
  return [folder, ...below.flat()];
};

/** What was left in a DATA_DIR, and beside the cluster it leads to. `now`: milliseconds, as files are dated. */
export const clearLeftovers = async (dataDir: string, now: number): Promise<Leftovers> => {
  const cluster = await readlink(join(dataDir, 'postgres')).catch(() => null);
  const places = [dataDir, ...(cluster ? [dirname(cluster)] : [])];
  const removed: string[] = [];
  const aside: string[] = [];
  for (const place of places)
    for (const name of await namesIn(place)) {
      if (PARTIAL.test(name)) removed.push(...(await removeOver(join(place, name), WRITTEN.folder, now)));
      if (ASIDE.test(name)) aside.push(join(place, name));
    }
  const published = join(dataDir, 'public');
  for (const folder of [dataDir, join(dataDir, 'keys'), ...(await foldersUnder(published))])
    removed.push(...(await draftsIn(folder, now)));
  removed.push(...(await clearAssets(published, now)));
  return { removed, aside };
};

/** Backups that were killed while they were written, beside the one that is asked for. Resolves to what was taken away. */
export const clearKilledBackups = async (folder: string, now: number): Promise<string[]> => {
  const beside = dirname(folder);
  const removed: string[] = [];
  for (const name of await namesIn(beside)) {
    const killed = KILLED_BACKUP.exec(name);
    // No other program's folder holds one of that name.
    const isOurs = killed !== null && (await namesIn(join(beside, name))).includes('tables');
    if (isOurs && !isAtWork(killed.groups?.pid))
      removed.push(...(await removeOver(join(beside, name), WRITTEN.folder, now)));
  }
  return removed;
};

const COMPRESSED = /\.(?:br|gz)$/;
const TEXTS = ['.html', '.js', '.css'];

/** Files of pages that no published page leads to any more, be it by a script or a style: those of older versions. */
const clearAssets = async (published: string, now: number): Promise<string[]> => {
  const assets = join(published, 'assets');
  const files = (await namesIn(assets)).filter((name) => !COMPRESSED.test(name));
  const pages = (await foldersUnder(published)).map((folder) => join(folder, 'index.html'));
  const unread = [
    ...pages,
    ...['age.js', 'widget.js', 'embed/style.css'].map((name) => join(published, name)),
  ];
  const kept = new Set<string>();
  let arePages = false;
  for (let path = unread.shift(); path !== undefined; path = unread.shift()) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    arePages ||= path.endsWith('.html');
    for (const name of files) {
      if (kept.has(name) || !text.includes(name)) continue;
      kept.add(name);
      if (TEXTS.includes(extname(name))) unread.push(join(assets, name));
    }
  }
  const removed: string[] = [];
  // A folder without a page tells nothing of what its pages need.
  for (const name of arePages ? files : []) {
    if (kept.has(name)) continue;
    const gone = await removeOver(join(assets, name), ASSET_AGE, now);
    for (const form of gone.length > 0 ? ['.br', '.gz'] : [])
      await rm(join(assets, name + form), { force: true });
    removed.push(...gone);
  }
  return removed;
};

/** Readers are answered first. */
const TIDY_AFTER = 5 * SECOND;

/** Looks for them at the start and each day, and says in a line what there was. */
export const keepTidy = ({ env, log, failing }: Pick<Runtime, 'env' | 'log' | 'failing'>): void => {
  const tidy = guarded(async () => {
    const { removed, aside } = await clearLeftovers(env.DATA_DIR, Date.now());
    if (removed.length > 0)
      log.warn('restes d’un arrêt brutal, ôtés', {
        files: removed.length,
        first: removed.slice(0, 3).map((path) => basename(path)),
      });
    if (aside.length > 0)
      log.warn('bases incomplètes, mises de côté', {
        aside,
        cure: 'ôtez-les quand vous n’en attendez plus rien',
      });
  }, failing('restes non ôtés'));
  setTimeout(tidy, TIDY_AFTER).unref();
  setInterval(tidy, DAY).unref();
};
