import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OK, runPage, runSteps } from '../support/peers/page-probe';
import { type RawServer, startRawServer } from '../support/peers/raw-server';

let server: RawServer;
beforeAll(async () => {
  server = await startRawServer();
});
afterAll(() => server.stop());

const run = (expected: object = {}, timeoutMs?: number) => runPage(server.url(), expected, timeoutMs);

describe('the headers of an answer', () => {
  const holds = async (fields: string, header: object) => {
    server.say(`${OK}${fields}\r\n`);
    return (await run({ header })).outcome;
  };
  it.each([
    [
      'without case where the field has none',
      'Content-Type: Text/HTML; Charset=UTF-8\r\n',
      { name: 'Content-Type', value: 'text/html' },
    ],
    [
      'without case, whole',
      'X-Frame-Options: deny\r\n',
      { name: 'x-frame-options', match: 'equals', value: 'DENY' },
    ],
    ['in UTF-8', 'X-Nom: caf\xc3\xa9\r\n', { name: 'x-nom', match: 'equals', value: 'café' }],
    [
      'in UTF-8, ending as a blank does',
      'X-Nom: voil\xc3\xa0\r\n',
      { name: 'x-nom', match: 'equals', value: 'voilà' },
    ],
    ['in Latin-1', 'X-Nom: caf\xe9\r\n', { name: 'x-nom', match: 'equals', value: 'café' }],
    [
      'over several lines',
      'Allow: GET\r\nAllow: POST\r\n',
      { name: 'allow', match: 'equals', value: 'GET, POST' },
    ],
  ])('are compared %s', async (_, fields, header) => expect(await holds(fields, header)).toBe('ok'));
  it.each([
    ['with case where the field has one', 'Server: NGINX\r\n', { name: 'server', value: 'nginx' }],
    ['a tag with case', 'ETag: "A"\r\n', { name: 'etag', value: '"a"' }],
  ])('are compared %s: another is another', async (_, fields, header) =>
    expect(await holds(fields, header)).toBe('failed'),
  );
});

describe('a redirection', () => {
  it('that is expected is the answer, and is not followed', async () => {
    server.say('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n');
    expect(await run({ status: [302], header: { name: 'location', value: '127.0.0.1' } })).toMatchObject({
      outcome: 'ok',
      seen: expect.stringMatching(/^réponse 302/),
    });
    expect(await run({ status: [200, 302] })).toMatchObject({ outcome: 'ok' });
    expect(await run({ status: [200, 301] })).toMatchObject({ outcome: 'failed', seen: 'connexion refusée' });
  });
  it.each([
    ['in UTF-8', '/caf\xc3\xa9?q=\xc3\xa0', 'GET /caf%C3%A9?q=%C3%A0 HTTP'],
    ['in Latin-1, whose bytes are sent back', '/caf\xe9', 'GET /caf%E9 HTTP'],
    ['said twice alike', '/la\r\nLocation: /la', 'GET /la HTTP'],
    ['relative', 'la?a=b#c', 'GET /la?a=b HTTP'],
  ])('%s is followed', async (_, location, question) => {
    server.asked.length = 0;
    server.say(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\n\r\n`);
    await run({}, 500);
    expect(server.asked[1]).toMatch(new RegExp(`^${question.replace(/[?]/g, '\\?')}`));
  });
});

describe('cookies', () => {
  /** A site on node:http that says what it was given. */
  const site = async (listener: RequestListener) => {
    const own = createServer(listener).listen(0, '127.0.0.1');
    await once(own, 'listening');
    const { port } = own.address() as AddressInfo;
    const page = (path: string, more: object = {}) => ({
      kind: 'http',
      url: `http://127.0.0.1:${port}${path}`,
      ...more,
    });
    return { page, stop: () => once(own.close(), 'close') };
  };
  it.each([
    ['kept and given back', 'a=b; Path=/', /^a=b$/],
    ['of another path are not', 'a=b; Path=/ailleurs', /^$/],
    ['of the default path are not', 'a=b', /^$/],
    ['that are over are not', 'a=b; Path=/; Max-Age=0', /^$/],
    ['past their date are not', 'a=b; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', /^$/],
    ['of another site are not', 'a=b; Path=/; Domain=ailleurs.test', /^$/],
  ])('%s', async (_, cookie, given) => {
    let heard: string | undefined;
    const { page, stop } = await site((request, response) => {
      if (request.url === '/espace/la') heard = request.headers.cookie ?? '';
      response.setHeader('connection', 'close');
      if (request.url === '/entree/ici') response.setHeader('set-cookie', cookie);
      response.end();
    });
    expect(await runSteps([page('/entree/ici'), page('/espace/la')])).toMatchObject({ outcome: 'ok' });
    expect(heard).toMatch(given);
    await stop();
  });
  it('that hold control characters are not, and those in Latin-1 are, byte for byte', async () => {
    server.asked.length = 0;
    server.say(`${OK}Set-Cookie: a=b\x01c\r\nSet-Cookie: d=caf\xe9\r\nContent-Length: 0\r\n\r\n`);
    const visit = { kind: 'http', url: server.url() };
    expect(await runSteps([visit, visit])).toMatchObject({ outcome: 'ok' });
    expect(/cookie: (.*)/.exec(server.asked[1] ?? '')?.[1]?.trim()).toBe('d=caf\xe9');
  });
  it('that the server deletes are given back no more, over a redirection too', async () => {
    const heard: string[] = [];
    const { page, stop } = await site((request, response) => {
      heard.push(`${request.url} ${request.headers.cookie ?? ''}`.trim());
      const isGone = request.url === '/sortie';
      response.writeHead(isGone ? 302 : 200, {
        connection: 'close',
        ...(isGone ? { location: '/fin' } : {}),
        'set-cookie': isGone ? 'a=; Path=/; Max-Age=0' : 'a=b; Path=/',
      });
      response.end();
    });
    expect(await runSteps([page('/entree'), page('/sortie')])).toMatchObject({ outcome: 'ok' });
    expect(heard).toEqual(['/entree', '/sortie a=b', '/fin']);
    await stop();
  });
});
