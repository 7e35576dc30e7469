import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Script } from './raw-server';

/** Servers as there are: each answers what is expected of it, in a way that browsers take. */

const CODERS = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  'deflate ': deflateRawSync,
  br: brotliCompressSync,
} as const;
type Coding = keyof typeof CODERS;

const CHARSETS = ['header', 'header-utf8', 'mark', 'mark-utf16', 'meta', 'xml', 'none', 'none-utf8'] as const;
const FRAMINGS = ['length', 'length-twice', 'length-list', 'chunks', 'closing'] as const;
const ODDITIES = [
  'folded',
  'bare',
  'no-reason',
  'no-colon',
  'blank-colon',
  'long',
  'empty-lines',
  'past-end',
] as const;
const PLACES = ['/la', 'la?a=1', '/caf\xc3\xa9', '/caf\xe9', '/a%20b#c'] as const;

/** Words with what Latin-1, and windows-1252 alone, are needed for. */
const WORDS = ['Bienvenue', 'télétransmission', 'L’accès au cœur du réseau : 12 €'] as const;

export const someServer = fc.record({
  word: fc.constantFrom(...WORDS),
  charset: fc.constantFrom(...CHARSETS),
  codings: fc.array(fc.constantFrom(...(Object.keys(CODERS) as Coding[])), { maxLength: 2 }),
  framing: fc.constantFrom(...FRAMINGS),
  oddities: fc.uniqueArray(fc.constantFrom(...ODDITIES), { maxLength: 3 }),
  interim: fc.array(fc.constantFrom(100, 102, 103), { maxLength: 2 }),
  hops: fc.array(
    fc.record({ status: fc.constantFrom(301, 302, 303, 307, 308), place: fc.constantFrom(...PLACES) }),
    { maxLength: 3 },
  ),
  /** The page is for who gives back the cookie of the first hop. */
  isGuarded: fc.boolean(),
  before: fc.nat(3_000),
  packets: fc.integer({ min: 1, max: 40 }),
  end: fc.constantFrom('close' as const, 'mute' as const),
});
type Sample<T> = T extends fc.Arbitrary<infer S> ? S : never;
export type Server = Sample<typeof someServer>;

/** What is made wrong of one, so that it does not answer what is expected. */
export const WRONGS = [
  'status',
  'other-word',
  'misread',
  'not-coded',
  'coding-broken',
  'coding-unknown',
  'cut',
  'stalled',
  'two-lengths',
  'no-header',
  'other-header',
  'not-http',
  'too-far',
  'loop',
  'nothing',
  'interim-alone',
  'no-cookie',
] as const;
export type Wrong = (typeof WRONGS)[number];

/** What it says to each question. `wrong` null: what is expected. */
export const scriptOf =
  (server: Server, wrong: Wrong | null) =>
  (question: string): Script => {
    const asked = Number(/[?&]n=(\d+)/.exec(question)?.[1] ?? 0);
    const { hops, isGuarded } = server;
    const hop = hops[asked];
    if (wrong === 'loop') return whole(`HTTP/1.1 302 Found\r\nLocation: /?n=0\r\n\r\n`, server);
    if (hop) {
      const [path = '', mark = ''] = hop.place.split('#');
      const place = `${path}${path.includes('?') ? '&' : '?'}n=${asked + 1}${mark && `#${mark}`}`;
      const cookie = wrong === 'no-cookie' ? '' : 'Set-Cookie: passe=oui; Path=/\r\n';
      return whole(`HTTP/1.1 ${hop.status} Ailleurs\r\n${cookie}Location: ${place}\r\n\r\n`, server);
    }
    const isKnown = hops.length === 0 || !isGuarded || /cookie: passe=oui/i.test(question);
    return isKnown ? pageOf(server, wrong) : whole('HTTP/1.1 403 Non\r\n\r\n', server);
  };

const whole = (text: string, { packets }: Server): Script => ({
  parts: split(Buffer.from(text, 'latin1'), packets),
  end: 'close',
});

const split = (bytes: Buffer, packets: number): Buffer[] => {
  const size = Math.max(1, Math.ceil(bytes.length / packets));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
};

const pageOf = (server: Server, wrong: Wrong | null): Script => {
  if (wrong === 'nothing') return whole('', server);
  if (wrong === 'not-http') return whole(`220 ${server.word} ESMTP\r\n`, server);
  if (wrong === 'interim-alone') return whole('HTTP/1.1 100 Continue\r\n\r\n', server);
  const plain = bytesOf(server, wrong);
  const coded = codingsOf(server, wrong).reduce((bytes, coding) => CODERS[coding](bytes), plain);
  const body = wrong === 'coding-broken' ? spoilt(coded) : coded;
  const { head, framed } = framedBy(server, wrong, body);
  const isCut = wrong === 'cut' || wrong === 'stalled';
  const said = isCut ? framed.subarray(0, Math.floor(framed.length * 0.1)) : framed;
  const bytes = Buffer.concat([Buffer.from(head, 'latin1'), said]);
  const end =
    wrong === 'stalled' ? 'mute' : wrong === null && server.framing !== 'closing' ? server.end : 'close';
  return { parts: split(bytes, server.packets), end };
};

/** The coding that a wrong needs, where it needs one. */
const codingsOf = ({ codings }: Server, wrong: Wrong | null): readonly Coding[] => {
  if (wrong === 'not-coded' || wrong === 'coding-unknown' || wrong === 'misread' || wrong === 'cut')
    return [];
  return wrong === 'coding-broken' ? ['gzip'] : codings;
};

const spoilt = (bytes: Buffer): Buffer => bytes.map((byte, at) => (at > 12 ? byte ^ 0x55 : byte)) as Buffer;

const C1: Record<string, number> = { '€': 0x80, '’': 0x92, œ: 0x9c };
const windows1252 = (text: string): Buffer =>
  Buffer.from([...text].map((sign) => C1[sign] ?? sign.charCodeAt(0)));

const ENCODE: Record<Server['charset'], (text: string) => Buffer> = {
  header: windows1252,
  'header-utf8': (text) => Buffer.from(text),
  mark: (text) => Buffer.from(`\ufeff${text}`),
  'mark-utf16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  meta: windows1252,
  xml: windows1252,
  none: windows1252,
  'none-utf8': (text) => Buffer.from(text),
};

const bytesOf = ({ word, charset, before }: Server, wrong: Wrong | null): Buffer => {
  const said = wrong === 'other-word' ? word.slice(0, -2) : word;
  const filled = '<p>a</p>'.repeat(Math.ceil((wrong === 'too-far' ? 80_000 : before) / 8));
  const xml = charset === 'xml' ? '<?xml version="1.0" encoding="ISO-8859-1"?>' : '';
  const meta = charset === 'meta' ? '<meta http-equiv=Content-Type content="text/html; charset=latin1">' : '';
  const text = `${xml}<html><head>${meta}</head><body>${filled}<h1>${said}</h1></body></html>`;
  return wrong === 'misread' ? windows1252(text) : ENCODE[charset](text);
};

const framedBy = (server: Server, wrong: Wrong | null, body: Buffer) => {
  const { framing, oddities } = server;
  const has = (oddity: (typeof ODDITIES)[number]) => oddities.includes(oddity);
  // What is cut says how long it would have been.
  const kind = wrong === 'cut' || wrong === 'stalled' ? 'length' : framing;
  const { length } = body;
  const framings: Record<Server['framing'], string[]> = {
    length: [`Content-Length: ${length}`],
    'length-twice': [`Content-Length: ${length}`, `content-length:${length}`],
    'length-list': [`Content-Length: ${length}, ${length}`],
    chunks: ['Transfer-Encoding: chunked'],
    closing: [],
  };
  const fields = [
    ...fieldsOf(server, wrong),
    ...(wrong === 'two-lengths'
      ? [`Content-Length: ${length}`, `Content-Length: ${length + 1}`]
      : framings[kind]),
  ];
  const status = wrong === 'status' ? 503 : 200;
  const lines = [`HTTP/1.1 ${status}${has('no-reason') ? '' : ' D\xe9j\xe0'}`, ...fields, '', ''];
  const interim = server.interim.map((code) => `HTTP/1.1 ${code} Encore\r\nLink: </a>\r\n\r\n`).join('');
  const end = has('bare') ? '\n' : '\r\n';
  const head = `${has('empty-lines') ? '\r\n' : ''}${interim}${lines.join(end)}`;
  const isChunked = kind === 'chunks' && wrong !== 'two-lengths';
  const framed = isChunked ? chunked(body) : body;
  const isPast = has('past-end') && kind !== 'closing';
  return { head, framed: isPast ? Buffer.concat([framed, Buffer.from('\r\npast it')]) : framed };
};

const fieldsOf = (server: Server, wrong: Wrong | null): string[] => {
  const { charset, oddities } = server;
  const type =
    { header: '; charset=ISO-8859-1', 'header-utf8': '; charset="utf-8"' }[charset as string] ?? '';
  const named = codingsOf(server, wrong).map((coding) => coding.trim());
  const coding = wrong === 'coding-unknown' ? ['zstd'] : wrong === 'not-coded' ? ['gzip'] : named;
  const value = wrong === 'other-header' ? 'portail 3' : 'portail 4';
  return [
    `Content-Type: text/html${wrong === 'misread' ? '; charset=utf-8' : type}`,
    ...(coding.length > 0 ? [`Content-Encoding: ${coding.join(', ')}`] : []),
    ...(wrong === 'no-header' ? [] : [`X-Version${oddities.includes('blank-colon') ? ' ' : ''}: ${value}`]),
    ...(oddities.includes('folded') ? ['X-Folded: a', '\tb', '  c'] : []),
    ...(oddities.includes('no-colon') ? ['nothing of a header'] : []),
    ...(oddities.includes('long') ? [`X-Long: ${'x'.repeat(20_000)}`] : []),
  ];
};

const chunked = (body: Buffer): Buffer => {
  const half = Math.ceil(body.length / 2);
  const parts = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0);
  const chunks = parts.flatMap((part) => [
    Buffer.from(`${part.length.toString(16)};a=b\r\n`),
    part,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...chunks, Buffer.from('0\r\nX-Trailer: a\r\n\r\n')]);
};

/** Whether that wrong shows in that server. */
export const isWrong = ({ word, hops, isGuarded }: Server, wrong: Wrong): boolean => {
  if (wrong === 'misread') return word !== 'Bienvenue';
  return wrong !== 'no-cookie' || (hops.length > 0 && isGuarded);
};
