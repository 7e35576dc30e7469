import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HTML, OK, runPage } from '../support/peers/page-probe';
import { type RawServer, startRawServer } from '../support/peers/raw-server';

let server: RawServer;
beforeAll(async () => {
  server = await startRawServer();
});
afterAll(() => server.stop());

const run = (expected: object = {}, timeoutMs?: number) => runPage(server.url(), expected, timeoutMs);

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
});

describe('a trap', () => {
  it.each([
    ['of blanks in a type', `${OK}Content-Type: text/html; charset=${' '.repeat(250_000)}\r\n\r\n`],
    ['of blanks in a field', `${OK}X-A: ${' '.repeat(120_000)}a${' '.repeat(120_000)}b\r\n\r\n`],
    ['of metas that never end', `${OK}${HTML}\r\n${'<meta charset '.repeat(600)}`],
    ['of comments that never end', `${OK}${HTML}\r\n${'<!-- '.repeat(1_600)}`],
    ['of fields of one name', `${OK}${'a:\r\n'.repeat(50_000)}\r\n`],
  ])('%s takes no longer than another page', async (_, said) => {
    server.say(said);
    const startedAt = performance.now();
    expect(await run({ text: 'Bienvenue' })).toMatchObject({ outcome: 'failed' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
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
    server.play({ parts: [`${OK}${HTML}\r\n`, Buffer.from('télétransmission')], end: 'mute' });
    expect(await run({ text: 'télétransmission' }, 200)).toMatchObject({ outcome: 'ok' });
  });
});
