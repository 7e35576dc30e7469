import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, type Dispatcher } from 'undici';
import { freePort } from '../runner/free-port';
import { createAuthority } from './certificates';

const NAME = 'comptoir.example';
const TEXT = fileURLToPath(new URL('../../../server/deploy/nginx.conf', import.meta.url));
const PATIENCE = 20_000;

/** Null where this machine has none: Debian keeps it out of the PATH of those who are not root. */
export const findNginx = (): string | null =>
  ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(
    existsSync,
  ) ?? null;

/** Around the text: one process of ours, which writes nowhere but in its own folder. */
const mainOf = (folder: string) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 128; }
http {
  access_log off;
  client_body_temp_path ${folder}/temp/body;
  proxy_temp_path ${folder}/temp/proxy;
  fastcgi_temp_path ${folder}/temp/fastcgi;
  uwsgi_temp_path ${folder}/temp/uwsgi;
  scgi_temp_path ${folder}/temp/scgi;
  include ${folder}/comptoir.conf;
}
`;

/** Each once at least, or the text has changed and this test with it. */
const putIn = (text: string, values: Record<string, string>): string =>
  Object.entries(values).reduce((filled, [placeholder, value]) => {
    const directives = filled.replaceAll(/^ *#.*$/gm, '');
    if (!directives.includes(placeholder)) throw new Error(`« ${placeholder} » n’est pas dans ${TEXT}`);
    return directives.replaceAll(placeholder, value);
  }, text);

type Before = { program: string; service: string; published: string };

/** The text of `server/deploy/nginx.conf`, with its ports, certificate and folder put in, before a service. */
export const startNginx = async ({ program, service, published }: Before) => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-nginx-'));
  await mkdir(join(folder, 'temp'));
  const authority = await createAuthority(new Date());
  const { key, cert } = await authority.issue(NAME, 30);
  const port = await freePort();
  const text = putIn(await readFile(TEXT, 'utf8'), {
    'listen 443': `listen 127.0.0.1:${port}`,
    '/etc/ssl/comptoir': folder,
    '/var/log/nginx': folder,
    '/var/lib/comptoir/public': published,
    '127.0.0.1:3000': new URL(service).host,
  });
  await Promise.all([
    writeFile(join(folder, 'fullchain.pem'), cert),
    writeFile(join(folder, 'privkey.pem'), key, { mode: 0o600 }),
    writeFile(join(folder, 'comptoir.conf'), text),
    writeFile(join(folder, 'nginx.conf'), mainOf(folder)),
  ]);
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await listening(port, () => {
    if (child.exitCode !== null) throw new Error(`nginx est sorti avec ${child.exitCode} :\n${said}`);
  });
  const client = new Client(`https://127.0.0.1:${port}`, {
    connect: { ca: authority.root, servername: NAME },
  });
  return {
    /** `path` goes as it is written; the body as text. */
    ask: async (
      path: string,
      method: Dispatcher.HttpMethod = 'GET',
      headers: Record<string, string> = {},
    ) => {
      const {
        statusCode,
        headers: answered,
        body,
      } = await client.request({
        path,
        method,
        headers: { host: NAME, ...headers },
      });
      return { status: statusCode, headers: answered, body: Buffer.from(await body.arrayBuffer()) };
    },
    /** What it logs of those who ask. */
    log: () => readFile(join(folder, 'comptoir.log'), 'utf8'),
    stop: async () => {
      await client.close();
      const left = once(child, 'exit');
      child.kill('SIGTERM');
      await left;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const listening = async (port: number, check: () => void): Promise<void> => {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(50)) {
    check();
    const socket = connect(port, '127.0.0.1');
    const isThere = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isThere) return;
  }
  throw new Error(`nginx n’écoute pas après ${PATIENCE / 1000} s`);
};
