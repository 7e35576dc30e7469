import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeSteps } from '#server/contract/probe-steps';
import type { Outbound } from '#server/outbound/targets';
import { check } from '#server/probes/check';
import { type RawServer, startRawServer } from '../support/peers/raw-server';

const OUTBOUND: Outbound = { isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: null };
const NOW = new Date();
const PATIENCE_MS = 10_000;

let server: RawServer;
beforeAll(async () => {
  server = await startRawServer();
});
afterAll(() => server.stop());

const run = (more: object = {}, timeoutMs = PATIENCE_MS) =>
  check(probeSteps.parse([{ kind: 'http', url: server.url(), ...more }]), timeoutMs, OUTBOUND, NOW);
const OK = 'HTTP/1.1 200 OK\r\n';
/** A whole answer. */
const answer = (fields: string, body: string | Uint8Array): Uint8Array => {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  return Buffer.concat([
    Buffer.from(`${OK}${fields}Content-Length: ${bytes.length}\r\n\r\n`, 'latin1'),
    bytes,
  ]);
};
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const HTML = 'Content-Type: text/html\r\n';

describe('the charset of a page', () => {
  const WORD = 'télétransmission';
  it.each([
    ['of its header', 'Content-Type: text/html; charset=ISO-8859-1\r\n', latin1(WORD)],
    ['of its header, quoted', 'Content-Type: text/html; charset="iso-8859-1"\r\n', latin1(WORD)],
    [
      'of its header, before what it says itself',
      'Content-Type: text/html; charset=latin1\r\n',
      latin1(`<meta charset=utf-8>${WORD}`),
    ],
    [
      'unknown in its header, told by itself',
      'Content-Type: text/html; charset=nimporte\r\n',
      latin1(`<meta charset=latin1>${WORD}`),
    ],
    ['of its mark, UTF-8', HTML, Buffer.from([0xef, 0xbb, 0xbf, ...utf8(WORD)])],
    ['of its mark, UTF-16', HTML, utf16(WORD)],
    ['of its mark, UTF-16 the other way', HTML, swapped(utf16(WORD))],
    [
      'of its mark, before its header, as in browsers',
      'Content-Type: text/html; charset=latin1\r\n',
      Buffer.from([0xef, 0xbb, 0xbf, ...utf8(WORD)]),
    ],
    ['of its meta', HTML, latin1(`<html><head><META CHARSET='windows-1252'></head>${WORD}`)],
    [
      'of its meta http-equiv',
      HTML,
      latin1(`<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15"><body>${WORD}`),
    ],
    [
      'of its meta, not of one in a comment',
      HTML,
      latin1(`<!-- <meta charset=utf-8> --><meta charset=latin1>${WORD}`),
    ],
    [
      'of its meta, said far down',
      HTML,
      latin1(`<head>${'<!-- -->'.repeat(300)}<meta charset=latin1></head>${WORD}`),
    ],
    ['of its meta, that says UTF-16 and cannot be', HTML, utf8(`<meta charset=utf-16>${WORD}`)],
    [
      'of its XML',
      'Content-Type: application/xhtml+xml\r\n',
      latin1(`<?xml version="1.0" encoding="ISO-8859-1"?><p>${WORD}</p>`),
    ],
    ['of nothing, in UTF-8', HTML, utf8(WORD)],
    ['of nothing, in Latin-1', HTML, latin1(WORD)],
    ['of nothing, without a type', '', latin1(WORD)],
    ['of nothing, in JSON', 'Content-Type: application/json\r\n', utf8(`{"a":"${WORD}"}`)],
  ])('%s', async (_, fields, body) => {
    server.say(answer(fields, body));
    expect(await run({ text: WORD })).toMatchObject({ outcome: 'ok' });
  });
  it('is windows-1252 where Latin-1 is said, with its quotes and its euro', async () => {
    server.say(answer('Content-Type: text/html; charset=ISO-8859-1\r\n', Buffer.from([0x80, 0x92, 0x9c])));
    expect(await run({ text: '€’œ' })).toMatchObject({ outcome: 'ok' });
  });
  it('that is declared wrong is read wrong, as in browsers', async () => {
    server.say(answer('Content-Type: text/html; charset=utf-8\r\n', latin1(WORD)));
    expect(await run({ text: WORD })).toMatchObject({ outcome: 'failed' });
    server.say(answer('Content-Type: text/html; charset=latin1\r\n', utf8(WORD)));
    expect(await run({ text: WORD })).toMatchObject({ outcome: 'failed' });
  });
  it('is the same whatever the packets', async () => {
    const whole = answer(HTML, latin1(`<meta charset=iso-8859-1><p>${WORD}</p>`));
    server.say(...Array.from(whole, (byte) => Uint8Array.of(byte)));
    expect(await run({ text: WORD })).toMatchObject({ outcome: 'ok' });
  });
});

describe('a page that is coded', () => {
  const BODY = `${'x'.repeat(5_000)}Bienvenue`;
  it.each([
    ['gzip', gzipSync(BODY)],
    ['GZip', gzipSync(BODY)],
    ['x-gzip', gzipSync(BODY)],
    ['deflate', deflateSync(BODY)],
    ['deflate', deflateRawSync(BODY)],
    ['br', brotliCompressSync(BODY)],
    ['identity', BODY],
    ['gzip, br', brotliCompressSync(gzipSync(BODY))],
    ['gzip, identity, gzip', gzipSync(gzipSync(BODY))],
  ])('%s is read', async (coding, body) => {
    server.say(answer(`Content-Encoding: ${coding}\r\n`, body));
    expect(await run({ text: 'Bienvenue' })).toMatchObject({ outcome: 'ok' });
    server.say(answer(`Content-Encoding: ${coding}\r\n`, body));
    expect(await run({ text: 'Bonsoir' })).toMatchObject({ outcome: 'failed' });
  });
  it('on the way is read too', async () => {
    const coded = gzipSync(BODY);
    const size = coded.length.toString(16);
    server.say(`${OK}Transfer-Encoding: gzip, chunked\r\n\r\n${size}\r\n`, coded, '\r\n0\r\n\r\n');
    expect(await run({ text: 'Bienvenue' })).toMatchObject({ outcome: 'ok' });
  });
  it.each([
    ['zstd', gzipSync(BODY), /codé d’une façon que nos sondes ne lisent pas : zstd/],
    ['gzip', BODY, /contenu mal codé : gzip/],
    ['br', gzipSync(BODY), /contenu mal codé : br/],
    ['gzip, gzip, gzip, gzip, gzip, gzip', BODY, /codé plus de cinq fois/],
  ])(
    '%s that cannot be read is named, and changes nothing where no text is wanted',
    async (coding, body, seen) => {
      server.say(answer(`Content-Encoding: ${coding}\r\n`, body));
      expect(await run({ text: 'Bienvenue' })).toMatchObject({
        outcome: 'failed',
        seen: expect.stringMatching(seen),
      });
      server.say(answer(`Content-Encoding: ${coding}\r\n`, body));
      expect(await run()).toMatchObject({ outcome: 'ok' });
    },
  );
  it('to fill a disk is read as far as any other', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(200 * 1024 * 1024)));
    const before = process.memoryUsage().rss;
    server.say(answer('Content-Encoding: gzip, gzip\r\n', bomb));
    expect(await run({ text: 'Bienvenue' })).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/sans le texte attendu/),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });
});

describe('an odd answer', () => {
  const body = 'Content-Length: 9\r\n\r\nBienvenue';
  const TEXT = { text: 'Bienvenue' };
  it.each([
    ['folded', `${OK}X-A: a\r\n  b\r\n\tc\r\n${body}`],
    ['of bare line feeds', `${OK}X-A: a b c\n${body}`.replaceAll('\r\n', '\n')],
    ['with its length said twice', `${OK}Content-Length: 9\r\nX-A: a b c\r\n${body}`],
    ['with its length said twice on a line', `${OK}X-A: a b c\r\nContent-Length: 9, 9\r\n\r\nBienvenue`],
    [
      'with a length and chunks',
      `${OK}X-A: a b c\r\nContent-Length: 900\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nBienvenue\r\n0\r\n\r\n`,
    ],
    ['of 20 kB of headers', `${OK}X-B: ${'b'.repeat(20_000)}\r\nX-A: a b c\r\n${body}`],
    ['of many headers', `${OK}${'Set-Cookie: a=b\r\n'.repeat(3_000)}X-A: a b c\r\n${body}`],
    ['without a reason', `HTTP/1.1 200\r\nX-A: a b c\r\n${body}`],
    ['with a reason in French', `HTTP/1.1 200 D\xe9j\xe0\r\nX-A: a b c\r\n${body}`],
    ['of HTTP/1.0, ended by its closing', 'HTTP/1.0 200 OK\r\nX-A: a b c\r\n\r\nBienvenue'],
    ['with a line that is no header', `${OK}nothing of it\r\nX-A: a b c\r\n${body}`],
    ['with a blank before its colon', `${OK}X-A : a b c\r\n${body}`],
    ['with letters in a name', `${OK}X-\xe9: a\r\nX-A: a b c\r\n${body}`],
    ['after empty lines', `\r\n\r\n${OK}X-A: a b c\r\n${body}`],
    ['with bytes past its end', `${OK}X-A: a b c\r\nConnection: close\r\n${body}and more`],
    [
      'in chunks with extensions and trailers',
      `${OK}X-A: a b c\r\nTransfer-Encoding: Chunked\r\n\r\n5;a="b"\r\nBienv\r\n4 \r\nenue\r\n0\r\nX-T: a\r\n\r\n`,
    ],
    ['after an unasked 100', `HTTP/1.1 100 Continue\r\n\r\n${OK}X-A: a b c\r\n${body}`],
    [
      'after 100, 102, 103 and one that nobody knows',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 199 A\r\n\r\n${OK}X-A: a b c\r\n${body}`,
    ],
  ])('%s is taken', async (_, said) => {
    server.say(said);
    expect(await run({ ...TEXT, header: { name: 'x-a', match: 'equals', value: 'a b c' } })).toMatchObject({
      outcome: 'ok',
    });
  });
  it.each([
    ['of two lengths', `${OK}Content-Length: 8\r\n${body}`, /plusieurs longueurs annoncées/],
    ['of a length that is none', `${OK}Content-Length: neuf\r\n\r\nBienvenue`, /longueur annoncée illisible/],
    ['of another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', /n’est pas du HTTP/],
    ['of nothing', '', /fermée sans réponse/],
    ['of nothing but a 100', 'HTTP/1.1 100 Continue\r\n\r\n', /fermée sans réponse/],
    ['cut in its headers', `${OK}X-A: a\r\nContent-Le`, /coupée avant la fin des en-têtes/],
    ['cut in its body', `${OK}Content-Length: 900\r\n\r\nBienve`, /coupée avant la fin de la page/],
    [
      'cut in its chunks',
      `${OK}Transfer-Encoding: chunked\r\n\r\n900\r\nBienve`,
      /coupée avant la fin de la page/,
    ],
    ['of bad chunks', `${OK}Transfer-Encoding: chunked\r\n\r\nBienvenue\r\n`, /mal découpé/],
    ['of 300 kB of headers', `${OK}X-B: ${'b'.repeat(300_000)}\r\n${body}`, /plus de 256 ko/],
    ['that changes protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n', /réponse 101/],
    ['without a body', `HTTP/1.1 204 No Content\r\n${body}`, /réponse 204/],
  ])('%s is a failure, named', async (_, said, seen) => {
    server.say(said);
    const checked = await run(TEXT);
    expect(checked).toMatchObject({ outcome: 'failed', seen: expect.stringMatching(seen) });
    expect(checked.seen).not.toMatch(/undefined|échec \(/);
  });
  it('reset after all of it was said is taken', async () => {
    server.play({ parts: [`${OK}${body}`], end: 'reset' });
    expect((await run(TEXT)).seen).toMatch(/réponse 200|connexion coupée/);
  });
});

describe('what is not waited for', () => {
  const HURRY = { timeoutMs: 3_000 };
  it.each([
    ['a body that never ends, once its text is read', [`${OK}\r\nBienvenue`], { text: 'Bienvenue' }, 'ok'],
    ['a body that never ends, where no text is wanted', [`${OK}Content-Length: 900\r\n\r\n`], {}, 'ok'],
    ['the body of another status', ['HTTP/1.1 500 Non\r\n\r\n'], { text: 'a' }, 'failed'],
    [
      'the body, once a header is missing',
      [`${OK}\r\n`],
      { text: 'a', header: { name: 'x-a', value: 'a' } },
      'failed',
    ],
    ['a body past what is read of it', [`${OK}\r\n${'x'.repeat(70_000)}`], { text: 'a' }, 'failed'],
    [
      'a coded body that never ends',
      [`${OK}Content-Encoding: gzip\r\n\r\n`, gzipSync(`Bienvenue${'x'.repeat(50_000)}`)],
      { text: 'Bienvenue' },
      'ok',
    ],
    ['the body of a redirection', ['HTTP/1.1 302 Found\r\nLocation: /la\r\n\r\n'], { status: [302] }, 'ok'],
  ])('%s', async (_, parts, expected, outcome) => {
    server.play({ parts, end: 'mute' });
    const checked = await run(expected, HURRY.timeoutMs);
    expect(checked).toMatchObject({ outcome });
    expect(checked.durationMs).toBeLessThan(HURRY.timeoutMs / 2);
  });
  it('what says no more and has not said it all ends at the limit, as a time-out', async () => {
    server.play({ parts: [`${OK}\r\nBienve`], end: 'mute' });
    expect(await run({ text: 'Bienvenue' }, 200)).toMatchObject({
      outcome: 'timeout',
      seen: 'rien en 200 ms',
    });
  });
  it('past the time that it may take, nothing: it is too late whatever it says', async () => {
    server.play({ parts: [`${OK}\r\nBienve`], end: 'mute' });
    const checked = await run({ text: 'Bienvenue', atMostMs: 150 }, HURRY.timeoutMs);
    expect(checked).toMatchObject({
      outcome: 'failed',
      seen: expect.stringMatching(/150 ms, durée au plus/),
    });
    expect(checked.durationMs).toBeLessThan(HURRY.timeoutMs / 2);
  });
  it('a page that never says its charset is read at the limit as one that has none', async () => {
    server.play({ parts: [`${OK}${HTML}\r\n`, utf8('télétransmission')], end: 'mute' });
    expect(await run({ text: 'télétransmission' }, 200)).toMatchObject({ outcome: 'ok' });
  });
});

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
    const steps = probeSteps.parse([page('/entree/ici'), page('/espace/la')]);
    expect(await check(steps, PATIENCE_MS, OUTBOUND, NOW)).toMatchObject({ outcome: 'ok' });
    expect(heard).toMatch(given);
    await stop();
  });
  it('that hold control characters are not, and those in Latin-1 are, byte for byte', async () => {
    server.asked.length = 0;
    server.say(`${OK}Set-Cookie: a=b\x01c\r\nSet-Cookie: d=caf\xe9\r\nContent-Length: 0\r\n\r\n`);
    const steps = probeSteps.parse([1, 2].map(() => ({ kind: 'http', url: server.url() })));
    expect(await check(steps, PATIENCE_MS, OUTBOUND, NOW)).toMatchObject({ outcome: 'ok' });
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
    const steps = probeSteps.parse([page('/entree'), page('/sortie')]);
    expect(await check(steps, PATIENCE_MS, OUTBOUND, NOW)).toMatchObject({ outcome: 'ok' });
    expect(heard).toEqual(['/entree', '/sortie a=b', '/fin']);
    await stop();
  });
});
