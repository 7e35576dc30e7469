import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOf } from '#db/cluster/place';
import { findPostmaster } from '#db/cluster/postmaster';
import { FILES } from '#db/retention';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
/** What a test that failed left running. */
const running = new Set<ReturnType<typeof start>['child']>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-start-'));
});
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

/** Said in the first lines; a start that answers before its database is there says it to the journal. */
const AS_ROOT = 'lancé par root';

/** The built program with its own database, by the Node that runs this test, as `npm start` does. */
const start = (env: Record<string, string>) => {
  const child = spawn(process.execPath, ['app/build/program.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: folder, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines = text(child.stderr).then((said) => said.trim().split('\n'));
  return { child, err: lines.then((all) => all.filter((line) => !line.includes(AS_ROOT)).join('\n')) };
};

const postmaster = async () => findPostmaster((await placeOf(folder)).data);

/** All it prints until it has said where it listens and what to do first. */
const listening = (child: ReturnType<typeof start>['child']) =>
  new Promise<{ origin: string; out: string }>((resolve, reject) => {
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      out += chunk;
      const [, origin] = /^listening on (\S+)\n[\s\S]*admin/m.exec(out) ?? [];
      if (origin) resolve({ origin, out });
    });
    child.once('exit', (code) => reject(new Error(`sorti avec ${code}`)));
  });

describe('the built program', () => {
  it('starts on its own database without a warning, says where, and what to do first', async () => {
    const { child, err } = start({ PORT: '0' });
    const { origin, out } = await listening(child);
    const board = await fetch(`${origin}/opticien`);
    expect([board.status, await board.text()]).toEqual([200, expect.stringContaining('</main>')]);
    expect((await readFile(join(folder, 'address'), 'utf8')).trim()).toBe(origin);
    expect(out.trim().split('\n').length).toBeLessThanOrEqual(10);
    expect(out).toContain(`${origin}/opticien?at=2024-02-02T12:00:00%2B01:00`);
    const [, token = ''] = new RegExp(`${origin}/premiers-pas#jeton=([\\w-]{43})\\n`).exec(out) ?? [];
    const steps = await fetch(`${origin}/premiers-pas`, {
      method: 'POST',
      headers: { Origin: origin },
      body: new URLSearchParams({ jeton: token }),
    });
    expect([steps.status, await steps.text()]).toEqual([200, expect.stringContaining('name="adresse"')]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await err).toBe('');
  });
  it('is a text of one byte a letter: with one sign beyond Latin-1, all of it takes twice the memory', async () => {
    const program = await readFile(join(ROOT, 'app/build/program.js'), 'utf8');
    expect(program.match(/[\u0100-\uffff]/g)).toBeNull();
  });
  it('starts again over what it left, as quietly', async () => {
    for (const _ of ['first', 'again', 'once more']) {
      const { child, err } = start({ PORT: '0' });
      await listening(child);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      const said = await err;
      expect(said, said).toBe('');
    }
    const left = (await readdir(folder)).filter((name) => !(name in FILES));
    expect(left, 'nommez-les dans db/retention.ts').toEqual([]);
  });
  it('asked to leave while it still starts, leaves nothing running', async () => {
    const { child, err } = start({ PORT: '0' });
    await expect.poll(postmaster).not.toBeNull();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect([await postmaster(), await err]).toEqual([null, '']);
  });
  it('says in one sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { child, err } = start({ PORT: String(port) });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(await err).toMatch(new RegExp(`^127\\.0\\.0\\.1:${port} est déjà prise.+PORT=3001.+$`));
    taken.close();
  });
});
