import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startEmbedded } from '#db/embedded';
import { environment, type Server } from '../../faults/kit/server';
import { makeFolder } from '../../faults/kit/support';
import { childrenOf, postmasterOf, spentBetween, spentBy } from '../load/spending';

/** What backing up, putting back and checking a year take of the machine. */

/** Milliseconds of processor of the command, and of PostgreSQL meanwhile. `said`: the end of what it printed. */
export type Cost = { command: number; database: number; isDone: boolean; said: string };

/** A command of a revision, by `npm run`, over a DATA_DIR whose PostgreSQL is at work. */
const costOf = async (root: string, dataDir: string, name: string, ...args: string[]): Promise<Cost> => {
  const postmaster = await postmasterOf(dataDir);
  const children = () => spentBy([postmaster, ...alive(postmaster)]);
  const before = children();
  const timed = `TIMEFORMAT='%U %S'; time npm run --silent ${name} -- "$@"`;
  const child = spawn('bash', ['-c', timed, name, ...args], {
    cwd: root,
    env: environment({ DATA_DIR: dataDir }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let told = '';
  child.stdout.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-600);
  });
  child.stderr.on('data', (chunk) => {
    told = `${told}${chunk}`.slice(-2_000);
  });
  const [code] = await once(child, 'close');
  const [user = Number.NaN, system = Number.NaN] =
    told.trimEnd().split('\n').at(-1)?.replaceAll(',', '.').split(' ').map(Number) ?? [];
  return {
    command: 1000 * (user + system),
    database: spentBetween(before, children()),
    isDone: code === 0,
    said: code === 0 ? said : told,
  };
};

const alive = (postmaster: number): number[] => childrenOf(postmaster).filter(Number.isFinite);

/** Of a server that runs. */
export const copiesOf = async ({
  root,
  dataDir,
}: Server): Promise<Record<'backup' | 'restore' | 'verify', Cost>> => {
  const folder = join(await makeFolder(), 'sauvegarde');
  const verify = await costOf(root, dataDir, 'verify');
  const backup = await costOf(root, dataDir, 'backup', folder);
  const fresh = await makeFolder();
  // At work before, so that what it takes can be told.
  const cluster = await startEmbedded(fresh);
  try {
    return { verify, backup, restore: await costOf(root, fresh, 'restore', folder) };
  } finally {
    await cluster.stop();
  }
};
