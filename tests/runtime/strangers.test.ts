import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../support/runner/server';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHARE = 600;
const CONTACT = 'mailto:alerte@comptoir.example';
const CONTROLLER = 'l’association Exemple';
const LEGAL = {
  PUBLISHER: 'Association Exemple, 1 rue Exemple, Paris',
  HOSTED_BY: 'Hébergeur Exemple, Rennes',
  ACCESSIBILITY_CONTACT: 'mailto:lecture@comptoir.example',
};
const PRIVACY = { DATA_CONTROLLER: CONTROLLER, PRIVACY_CONTACT: 'mailto:donnees@comptoir.example' };

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer({ SECURITY_CONTACT: CONTACT, ...PRIVACY, ...LEGAL });
});
afterAll(() => server.stop());

const from = (address: string) => ({ 'X-Forwarded-For': address });
const ask = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { headers });

/** A browser that would wait on the stream. */
const listen = async (headers: Record<string, string>) => {
  const asked: ClientRequest = get(`${server.origin}/api/v1/stream?profession=optician`, {
    headers,
    agent: false,
  });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, response, close: () => response.destroy() };
};

describe('browsers that wait, of one network', () => {
  it('are as many as a hospital has; the next is told to poll, others elsewhere wait, a place left is taken', async () => {
    const all = [];
    for (let each = 0; each < SHARE; each += 20)
      all.push(
        ...(await Promise.all(
          Array.from({ length: 20 }, (_, i) => listen(from(`192.0.2.${(each + i) % 250}`))),
        )),
      );
    expect(all.every(({ status }) => status === 200)).toBe(true);

    const refused = await ask('/api/v1/stream?profession=optician', from('192.0.2.9'));
    expect([refused.status, refused.headers.get('Content-Type')]).toEqual([429, 'application/problem+json']);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      type: 'urn:comptoir:problem:share-taken',
      cure: expect.stringContaining('toutes les 30 s'),
    });
    const polled = await ask('/api/v1/answers?profession=optician', from('192.0.2.9'));
    expect(polled.status).toBe(200);

    const others = [await listen(from('198.51.100.9')), await listen(from('2001:db8::9')), await listen({})];
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200]);
    all[0]?.close();
    await expect
      .poll(async () => {
        const late = await listen(from('192.0.2.9'));
        all.push(late);
        return late.status;
      })
      .toBe(200);
    for (const each of [...all, ...others]) each.close();
  }, 120_000);
});

describe('what only this machine is told', () => {
  it.each(['/metrics', '/readyz'])('%s: here, and to nobody through a proxy', async (path) => {
    expect((await ask(path)).status).toBe(200);
    for (const spelling of [
      path,
      `${path}?x=1`,
      path.replace(/^\/(.)/, (_, first) => `/%${first.charCodeAt(0).toString(16)}`),
    ])
      for (const address of ['192.0.2.9', '127.0.0.1', '']) {
        const refused = await ask(spelling, from(address));
        expect([spelling, refused.status]).toEqual([spelling, 404]);
        expect(await refused.text()).not.toContain('seq');
      }
    expect((await ask('/healthz', from('192.0.2.9'))).status).toBe(200);
  });
});

describe('what a stranger who found a fault reads', () => {
  it('is where to tell it, and until when that holds (RFC 9116)', async () => {
    const response = await ask('/.well-known/security.txt', from('192.0.2.9'));
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      200,
      'text/plain; charset=UTF-8',
    ]);
    const lines = Object.fromEntries(
      (await response.text())
        .trim()
        .split('\n')
        .map((line) => line.split(/: (.*)/s)),
    );
    expect(lines).toMatchObject({ Contact: CONTACT, 'Preferred-Languages': 'fr, en' });
    const days = (Date.parse(lines.Expires) - Date.now()) / 86_400_000;
    expect(days > 30 && days < 365).toBe(true);
  });
  it('is nothing made up where nobody said it', async () => {
    const beside = await server.beside({ SECURITY_CONTACT: '' });
    const response = await fetch(`${beside.origin}/.well-known/security.txt`);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    await beside.stop();
  });
  it('asks robots to stay out of what is nobody’s to index', async () => {
    const response = await ask('/robots.txt');
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining('Disallow: /espace'),
    ]);
  });
});

describe('a service that other machines could reach in clear', () => {
  it('does not start, and says what to set', async () => {
    const child = spawn(process.execPath, ['app/build/program.js'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOST: '0.0.0.0', PORT: '0', DATABASE_URL: server.databaseUrl } as never,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(child, 'close');
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^HOST : valeur refusée ; donnez 127\.0\.0\.1 .*PUBLIC_URL/),
    ]);
  });
});

describe('who answers for what is kept of people', () => {
  it('is told with where to ask, by the name that is given here', async () => {
    const page = await (await ask('/confidentialite')).text();
    expect(page).toContain(CONTROLLER);
    expect(page).toContain('href="mailto:donnees@comptoir.example"');
  });
  it('is told beside who publishes, who hosts, and whom to tell that something cannot be read', async () => {
    const legal = await (await ask('/mentions-legales')).text();
    expect(legal).toContain(LEGAL.PUBLISHER);
    expect(legal).toContain(LEGAL.HOSTED_BY);
    const declared = await (await ask('/accessibilite')).text();
    expect(declared).toContain('href="mailto:lecture@comptoir.example"');
    expect(declared).not.toContain('mailto:donnees@');
  });
});
