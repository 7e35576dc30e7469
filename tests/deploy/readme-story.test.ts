import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

let folder: string;
let child: ReturnType<typeof spawn>;
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-story-'));
  const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0' } as unknown as NodeJS.ProcessEnv;
  child = spawn(process.execPath, ['app/build/program.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  origin = await new Promise<string>((resolve, reject) => {
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      out += chunk;
      const [, address] = /^listening on (\S+)\n/m.exec(out) ?? [];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`sorti avec ${code}`)));
  });
});
afterAll(async () => {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

const TEXT = 'server/http/README.md';

/** The block of the text that begins so, as printed, but for where it listens. */
const printed = async (beginning: string): Promise<string> => {
  const text = await readFile(join(ROOT, TEXT), 'utf8');
  const [, block] = text.split(`\`\`\`sh\n${beginning}`);
  if (block === undefined) throw new Error(`${TEXT} ne raconte plus cette histoire`);
  return `${beginning}${block.split('```')[0]}`.replace('http://127.0.0.1:3000', origin);
};

it('the story of server/http/README.md, by keys and by session, runs as printed', async () => {
  const env = { PATH: process.env.PATH, HOME: folder, DATA_DIR: folder } as unknown as NodeJS.ProcessEnv;
  const { stdout } = await run('bash', ['-euc', await printed('API=')], { cwd: ROOT, env });
  const said = stdout.trim().split('\n');
  expect(said.at(-1)).toBe('possible');
  const [byKey, byHand] = said.slice(-3).map((line) => (line.startsWith('{') ? JSON.parse(line) : line));
  expect(byKey).toMatchObject({ status: 403, type: 'urn:comptoir:problem:session-only' });
  expect(byHand).toMatchObject({ by: 'desk', statement: expect.any(String) });
}, 120_000);
