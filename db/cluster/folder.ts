import { chmod, lstat, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Account, giveTo, isRoot, runAs } from './account';
import type { Place } from './place';

export const SUPERUSER = 'comptoir';

/** Character rules come with PostgreSQL itself, so that text sorts alike on systems that know no C.UTF-8. */
const LOCALE = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];

const majorOf = (data: string): Promise<string | null> =>
  readFile(join(data, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );

/** Clears what killed starts left behind: drafts are deleted, anything else is only put aside. */
const clear = async (data: string): Promise<void> => {
  for (const name of await readdir(dirname(data))) {
    if (name.startsWith(`${basename(data)}.part-`)) await rm(join(dirname(data), name), { recursive: true });
  }
  if (!(await lstat(data).catch(() => null))) return;
  const aside = `${data}.incomplet-${Date.now()}`;
  await rename(data, aside);
  console.error(`${data} n’était pas une base complète : mis de côté dans ${aside}.`);
};

/** A new cluster appears whole or not at all. `durable` false leaves it to the system to write it to disk. */
const initialise = async (native: string, { data, account }: Place, durable: boolean): Promise<void> => {
  const draft = await mkdtemp(`${data}.part-`);
  await giveTo(account, draft);
  const options = [
    '-D',
    draft,
    '-U',
    SUPERUSER,
    '--auth=trust',
    ...LOCALE,
    ...(durable ? [] : ['--no-sync']),
  ];
  await runAs(account, join(native, 'bin', 'initdb'), options).catch((cause: Error & { stderr?: string }) => {
    const result = (cause.stderr ?? cause.message).trim();
    throw new Error(`PostgreSQL ne peut pas créer sa base dans ${data} :\n${result}`, { cause });
  });
  await rename(draft, data);
};

/** A folder restored or copied by root is root's: PostgreSQL wants it to be its account's, closed to others. */
const takeBack = async (data: string, account: Account): Promise<void> => {
  const folder = await stat(data);
  if (isRoot() && folder.uid !== account.uid) await giveTo(account, data);
  else if (!isRoot() && folder.uid !== process.getuid?.()) {
    throw new Error(`${data} appartient à un autre compte : lancez Comptoir sous ce compte, ou sous root.`);
  }
  if (folder.mode & 0o077) await chmod(data, 0o700);
};

/** Makes the data folder ready for a server: new, or found again. Rejects when another version made it. */
export const prepareFolder = async (
  native: string,
  version: string,
  place: Place,
  durable: boolean,
): Promise<void> => {
  const major = await majorOf(place.data);
  if (major === null) {
    await clear(place.data);
    await initialise(native, place, durable);
  } else if (major !== version) {
    throw new Error(
      `${place.data} a été créé par PostgreSQL ${major}, le paquet installé est en ${version} : ` +
        'exportez avec l’ancienne version (npm run export), puis importez dans un DATA_DIR neuf.',
    );
  } else await takeBack(place.data, place.account);
};
