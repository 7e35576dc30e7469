import { Agent, request } from 'node:http';
import type { Headers } from './browsers';

/** What a stranger may send that costs us most: no account, no key, any method, path, query, a body of 64 kB. */

/** `Host`, when given, is not ours. */
type Strange = { method?: string; path: string; headers?: Headers; body?: string };
/** `turn`: another each time, so that nothing kept answers. `most`: processor of its page in milliseconds, if one is asked. */
export type Kind = { name: string; most?: number; of: (turn: number, origin: string) => Strange };

const BODY = 65_536;
const HOUR = 3_600_000;
const FIRST_INSTANT = Date.parse('2024-02-02T12:00:00+01:00');

const get = (path: string): Strange => ({ path });
/** `length` letters, unlike those of any other turn, and like those of many names. */
const letters = (turn: number, length: number): string => {
  const own = turn.toString(36).replace(/\d/g, (digit) => 'klmnopqrst'[Number(digit)] ?? '');
  return `${own}z${'mutuelle'.repeat(Math.ceil(length / 8))}`.slice(0, length);
};
/** As many words as `length` letters hold, each of which many names begin with. */
const words = (turn: number, length: number): string =>
  `${letters(turn, 4)}${' ma mu me sa so la'.repeat(Math.ceil(length / 18))}`.slice(0, length);
const instant = (turn: number): string =>
  encodeURIComponent(new Date(FIRST_INSTANT + turn * HOUR + turn * 1000).toISOString());

const json = (path: string, body: string): Strange => ({
  path,
  body,
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
});
const STATEMENT = {
  platform: 'viamedis',
  flows: ['pec'],
  professions: 'all',
  precision: 'minute',
  effectiveAt: '2026-11-28T09:00:00+01:00',
  health: 'degraded',
};
/** A statement that is well formed but for its text, which fills the body. */
const longStatement = (turn: number): string => {
  const room = BODY - JSON.stringify({ ...STATEMENT, text: '' }).length;
  return JSON.stringify({ ...STATEMENT, text: letters(turn, room) });
};
const deepJson = (turn: number): string => {
  const depth = (BODY - 40) >> 1;
  return `{"turn":${turn},"text":${'['.repeat(depth)}${']'.repeat(depth)}}`;
};
const longForm = (turn: number, origin: string): Strange => {
  const fields = `adresse=${letters(turn, 12)}%40example.org&passe=`;
  return {
    method: 'POST',
    path: '/espace/connexion',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: origin,
      'Sec-Fetch-Site': 'same-origin',
    },
    body: fields + letters(turn, BODY - fields.length),
  };
};

export const KINDS: readonly Kind[] = [
  { name: 'an id of 10 kB', of: (turn) => get(`/api/v1/answers/optician/${letters(turn, 10_000)}`) },
  { name: 'its page', of: (turn) => get(`/opticien/${letters(turn, 10_000)}`) },
  { name: 'an unknown id of 30 letters', of: (turn) => get(`/api/v1/answers/optician/${letters(turn, 30)}`) },
  { name: 'its page', of: (turn) => get(`/opticien/${letters(turn, 30)}`) },
  {
    name: 'a concentrator of 100 letters',
    of: (turn) => get(`/api/v1/answers?profession=optician&concentrator=${letters(turn, 100)}`),
  },
  {
    name: 'a board searched by 100 letters',
    of: (turn) => get(`/api/v1/answers?profession=optician&q=${letters(turn, 100)}`),
  },
  {
    name: 'mutuelles searched by 100 letters',
    of: (turn) => get(`/api/v1/mutuelles?q=${letters(turn, 100)}`),
  },
  {
    name: 'mutuelles searched by 33 words',
    of: (turn) => get(`/api/v1/mutuelles?q=${encodeURIComponent(words(turn, 100))}`),
  },
  { name: '/opticien?x=N', of: (turn) => get(`/opticien?x=${turn}`) },
  { name: '/plateformes/viamedis?x=N', of: (turn) => get(`/plateformes/viamedis?x=${turn}`) },
  { name: '/historique?x=N', of: (turn) => get(`/historique?x=${turn}`) },
  { name: '/api/v2/summary.json?x=N', of: (turn) => get(`/api/v2/summary.json?x=${turn}`) },
  { name: 'a board page at an instant', most: 12, of: (turn) => get(`/opticien?at=${instant(turn)}`) },
  {
    name: 'an answer page at an instant',
    most: 8,
    of: (turn) => get(`/opticien/malakoff-humanis?at=${instant(turn)}`),
  },
  {
    name: 'a board at an instant',
    of: (turn) => get(`/api/v1/answers?profession=optician&at=${instant(turn)}`),
  },
  {
    name: 'availability.csv of 400 days',
    of: (turn) => get(`/api/v1/platforms/viamedis/availability.csv?days=400&x=${turn}`),
  },
  {
    name: 'a statement of 64 kB without a key',
    of: (turn) => json('/api/v1/statements', longStatement(turn)),
  },
  { name: 'deep JSON of 64 kB as a statement', of: (turn) => json('/api/v1/statements', deepJson(turn)) },
  { name: 'deep JSON of 64 kB as a report', of: (turn) => json('/api/v1/reports', deepJson(turn)) },
  { name: 'a sign-in form of 64 kB', of: longForm },
  { name: 'DELETE of a board', of: (turn) => ({ ...get(`/api/v1/answers?x=${turn}`), method: 'DELETE' }) },
  { name: 'POST to a page', of: (turn) => ({ ...get(`/opticien?x=${turn}`), method: 'POST' }) },
  {
    name: 'the Host of somebody else',
    of: (turn) => ({ ...get('/opticien'), headers: { Host: `other-${turn}.example` } }),
  },
];

/** Each from another network, as strangers are: what is measured is not how one of them is counted. */
const networkOf = (turn: number): Headers => ({
  'X-Forwarded-For': `10.${(turn >> 8) & 255}.${turn & 255}.7`,
});

/** One connection, kept, that asks one thing after the other. */
export const openStranger = (origin: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let turn = 0;
  return {
    /** Resolves to the status. */
    send: (kind: Kind): Promise<number> => {
      turn += 1;
      const { method = 'GET', path, headers, body } = kind.of(turn, origin);
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      return new Promise((resolve, reject) => {
        const sent = request(
          origin + path,
          { agent, method, headers: { ...networkOf(turn), ...length, ...headers } },
          (response) => {
            response.resume();
            response.once('error', reject);
            response.once('end', () => resolve(response.statusCode ?? 0));
          },
        );
        sent.once('error', reject);
        sent.end(body);
      });
    },
    close: () => agent.destroy(),
  };
};
