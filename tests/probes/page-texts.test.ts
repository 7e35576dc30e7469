import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, HTML, OK, runPage } from '../support/peers/page-probe';
import { type RawServer, startRawServer } from '../support/peers/raw-server';

let server: RawServer;
beforeAll(async () => {
  server = await startRawServer();
});
afterAll(() => server.stop());

const run = (expected: object = {}, timeoutMs?: number) => runPage(server.url(), expected, timeoutMs);

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

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
