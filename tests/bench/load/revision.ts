import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../faults/kit/server';
import { atEnd, progress } from '../../faults/kit/support';

/** Another revision of this repository, built in a worktree of its own that is gone at the end. */

/** `root`: the folder of its sources, built. */
export type Revision = { name: string; commit: string; root: string };

const ENDS_OF_ERRORS = 2_000;
/** What npm tells the scripts it runs of the package they are in: it must not reach another package's. */
const OF_THIS_PACKAGE = /^(npm_(package|lifecycle)_|npm_config_local_prefix$|INIT_CWD$)/i;

const environment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !OF_THIS_PACKAGE.test(name)),
  ) as NodeJS.ProcessEnv;

/**
 * Runs a command and whatever it starts in a process group of their own, ended at the end if it still runs. Resolves
 * to what it printed; rejects with the end of its complaints.
 */
const run = async (cwd: string, command: string, ...args: string[]): Promise<string> => {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(command, args, { cwd, env: environment(), detached: true, stdio: [...stdio] });
  let printed = '';
  let complaints = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    complaints = `${complaints}${chunk}`.slice(-ENDS_OF_ERRORS);
  });
  const closed = once(child, 'close');
  atEnd(async () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, 'SIGKILL');
    await closed;
  });
  const [code] = await closed;
  if (code !== 0) throw new Error(complaints.trim());
  return printed;
};

const git = (...args: string[]): Promise<string> => run(ROOT, 'git', ...args);

/** The whole name of the commit that a revision is. Rejects when there is none, or no repository. */
const commitOf = async (revision: string): Promise<string> => {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const printed = await git(...asked).catch((error: Error) => {
    if (error.message === '') return '';
    throw new Error(`--beside a besoin de git et d’un clone du dépôt : ${error.message}`);
  });
  const commit = printed.trim();
  if (commit === '')
    throw new Error(
      `Révision inconnue : « ${revision} » ; donnez un commit, une branche ou une étiquette que « git log » connaît ` +
        '(d’un clone partiel, après « git fetch --unshallow »).',
    );
  return commit;
};

/** Its own libraries, or ours when it asks for exactly the same. */
const giveLibraries = async (root: string): Promise<void> => {
  const [own, ours] = await Promise.all(
    [root, ROOT].map((each) => readFile(join(each, 'package-lock.json'), 'utf8')),
  );
  if (own === ours) await symlink(await realpath(join(ROOT, 'node_modules')), join(root, 'node_modules'));
  else await run(root, 'npm', 'ci', '--no-audit', '--no-fund');
};

/** Builds a revision aside. Rejects with one sentence that names the cure. */
export const openRevision = async (name: string): Promise<Revision> => {
  const commit = await commitOf(name);
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-beside-'));
  const root = join(folder, 'comptoir');
  atEnd(async () => {
    // Twice: one that was cut while it was made is locked.
    await git('worktree', 'remove', '--force', '--force', root).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    await git('worktree', 'prune');
  });
  // PostgreSQL, under an account of its own when we are root, must get to its binaries.
  await chmod(folder, 0o755);
  try {
    progress('beside', `${name} (${commit.slice(0, 12)}) dans ${root}`);
    await git('worktree', 'add', '--detach', '--quiet', root, commit);
    await giveLibraries(root);
    await run(root, 'npm', 'run', 'build');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `« ${name} » ne se construit pas ; choisissez une révision où « npm ci && npm run build » aboutit :\n${why}`,
    );
  }
  return { name, commit, root };
};
