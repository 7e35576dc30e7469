import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accountFor, canEnter } from '#db/cluster/account';
import { buildImage, type Image, instructionsIn } from '../support/runner/containerfile';
import { createDatabase } from '../support/runner/database';
import { freePort } from '../support/runner/free-port';
import { launched, urlOf } from '../support/runner/program';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = join(ROOT, 'server/deploy/Containerfile');
const ignored = async () =>
  (await readFile(join(ROOT, '.dockerignore'), 'utf8')).split('\n').filter((line) => /^\w/.test(line));

it('starts from images of one version, and ends as nobody who may do anything', async () => {
  const instructions = instructionsIn(await readFile(FILE, 'utf8'));
  const bases = instructions.filter(({ word }) => word === 'FROM').map(({ rest }) => rest.split(' ')[0]);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-/);
  expect(instructions.find(({ word }) => word === 'USER')?.rest).toBe('node');
});

/** No engine is asked: its lines are done here by an account that may do nothing else, node by the one at hand. */
describe.runIf(process.platform === 'linux')('what server/deploy/Containerfile makes', () => {
  let folder: string;
  let account: Awaited<ReturnType<typeof accountFor>>;
  let image: Image;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let hasInstalled = false;
  let env: Record<string, string>;

  /**
   * The libraries of development are those that this test runs with. Those of production come from the cache of npm, for
   * whoever runs this test: it may be nobody else's to read.
   */
  const install = async (line: string, workdir: string): Promise<boolean> => {
    if (!line.startsWith('npm ci')) return false;
    if (line.includes('--omit=dev')) {
      const [sources, libraries] = [join(folder, 'libraries.npm'), join(workdir, 'node_modules')];
      await run('cp', ['-R', workdir, sources]);
      hasInstalled = await run('/bin/sh', ['-ec', line], {
        cwd: sources,
        env: {
          ...process.env,
          npm_config_offline: 'true',
          npm_config_audit: 'false',
          npm_config_fund: 'false',
        },
      }).then(
        () => true,
        () => false,
      );
      if (hasInstalled) {
        await run('mv', [join(sources, 'node_modules'), libraries]);
        if (account.uid !== undefined) await run('chown', ['-R', `${account.uid}:${account.gid}`, libraries]);
        return true;
      }
    }
    // Each by a link of its own: what builds writes beside them.
    const links = 'mkdir node_modules && ln -s "$0"/node_modules/* "$0"/node_modules/.bin node_modules/';
    await run('/bin/sh', ['-ec', links, ROOT], { ...account, cwd: workdir });
    return true;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'comptoir-image-'));
    // Under root: nobody, who owns nothing of ours.
    const other = await accountFor('/none');
    account = (await canEnter(other, ROOT)) ? other : {};
    await chmod(folder, 0o755);
    if (account.uid !== undefined && account.gid !== undefined) await chown(folder, account.uid, account.gid);
    env = {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      TMPDIR: folder,
    };
    image = await buildImage({
      file: FILE,
      context: ROOT,
      ignored: await ignored(),
      folder,
      account,
      env,
      instead: install,
    });
    // The root of its container is read-only.
    await run('chmod', ['-R', 'a-w', image.workdir]);
    database = await createDatabase('seeded');
  }, 480_000);
  afterAll(async () => {
    await database?.close();
    await run('chmod', ['-R', 'u+w', folder]);
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  /** As its account, told what a container is told, with the secrets in files. */
  const told = async (port: number) => {
    const secrets = join(folder, 'secrets');
    await mkdir(secrets, { recursive: true });
    const url = join(secrets, 'database-url');
    await writeFile(url, urlOf(database.address));
    return {
      ...account,
      cwd: image.workdir,
      env: {
        PATH: env.PATH,
        HOME: '/none',
        TMPDIR: join(image.root, 'tmp'),
        ...image.env,
        // Of this machine alone: others are not let in by a test.
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: 'https://comptoir.example',
        DATABASE_URL_FILE: url,
        LOG_LEVEL: 'error',
      } as unknown as NodeJS.ProcessEnv,
    };
  };

  it('answers, publishes in its volume and nowhere else, and leaves when it is told to', async () => {
    const port = await freePort();
    const options = await told(port);
    const [program = '', ...args] = image.command;
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const left = once(child, 'exit');
    try {
      const { origin } = await launched(child);
      await vi.waitFor(async () => expect((await fetch(`${origin}/readyz`)).status).toBe(200), {
        timeout: 30_000,
        interval: 100,
      });
      const [health = '', ...asking] = image.health;
      await run(health, asking, options);
      const snapshot = join(image.env.DATA_DIR ?? '', 'public', 'snapshot.json');
      await vi.waitFor(async () => expect((await stat(snapshot)).mode & 0o777).toBe(0o644), {
        timeout: 60_000,
        interval: 200,
      });
    } finally {
      child.kill(image.stopSignal as NodeJS.Signals);
    }
    expect(await left).toEqual([0, null]);
    await expect(run(image.health[0] ?? '', image.health.slice(1), options)).rejects.toThrow();
  });
  it('runs the commands of its keeper', async () => {
    const { stdout } = await run('npm', ['run', '--silent', 'admin', '--', 'list'], await told(0));
    expect(stdout).not.toBe('');
  });
  it('does so with what `npm ci --omit=dev` leaves, where the cache of npm holds it', async ({ skip }) => {
    if (!hasInstalled) skip('it does not here: the libraries of development were used');
    await expect(stat(join(image.workdir, 'node_modules', 'vite'))).rejects.toThrow('ENOENT');
  });
});
