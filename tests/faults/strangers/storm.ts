import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../fuzz/sending';
import { tally } from '../kit/support';

/**
 * A process of strangers who ask for what costs most, each kind from a network of its own, all at once. Tells what they
 * were answered, then keeps its streams until its parent lets it go.
 */

/** What a kind of stranger was answered. `untold`: neither served nor told why not. */
export type Answered = { kind: string; counts: Record<string, number>; untold: string[] };

type Reply = { status: number; retryAfter: string | undefined };
type Asked = { path: string; network: string; method?: string; body?: object };

const [origin = '', scale = '1'] = process.argv.slice(2);
const part = Number(scale);
const agent = new Agent({ keepAlive: true });

const ask = ({ path, network, method = 'GET', body }: Asked): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const page = { Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' };
    const headers = { 'X-Forwarded-For': network, ...(body ? page : {}) };
    const asked = request(origin + path, { agent, method, headers, timeout: 60_000 }, (response) => {
      response.resume();
      const reply = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
      response.once('close', () => resolve(reply));
    });
    asked.once('timeout', () => asked.destroy(new Error('rien en 60 s')));
    asked.once('error', reject);
    asked.end(body && JSON.stringify(body));
  });

/** Served, or told: a 503 says when to come back, no other failure of ours says anything. */
const isKnown = ({ status, retryAfter }: Reply): boolean =>
  status < 500 || (status === 503 && retryAfter !== undefined);

/** So many at once, in order. */
const askAll = async (
  kind: string,
  all: readonly (() => Promise<Reply>)[],
  atOnce: number,
): Promise<Answered> => {
  const statuses: (string | number)[] = [];
  const untold: string[] = [];
  let next = 0;
  const work = async () => {
    for (let one = all[next]; one; one = all[next]) {
      next += 1;
      const reply = await one().catch((error: Error) => error);
      statuses.push(reply instanceof Error ? reply.message : reply.status);
      if (reply instanceof Error) untold.push(reply.message);
      else if (!isKnown(reply)) untold.push(String(reply.status));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { kind, counts: tally(statuses), untold };
};

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.ceil(count * part) }, (_, index) => make(index));

/** No two alike: nothing kept answers them. */
const longIds = () => {
  const long = (index: number) => `${index}${'abcdefghij'.repeat(1_000)}`.slice(0, 10_000);
  const doors = ['/api/v1/answers/optician/', '/opticien/', '/api/v1/platforms/', '/api/v1/mutuelles/'];
  const asked = times(
    40,
    (index) => () => ask({ path: `${doors[index % doors.length]}${long(index)}`, network: '203.0.113.9' }),
  );
  return askAll('10 kB ids', asked, 4);
};

const newQueries = () => {
  const paths = [
    '/opticien?x=',
    '/plateformes/viamedis?x=',
    '/historique?x=',
    '/api/v2/summary.json?x=',
    '/api/v1/platforms/viamedis/availability.csv?days=400&x=',
    '/pharmacien?at=2024-02-02T12:00:00.',
  ];
  const asked = times(300, (index) => {
    const path = `${paths[index % paths.length]}${index}`;
    return () => ask({ path: path.includes('at=') ? `${path}Z` : path, network: '198.51.100.9' });
  });
  return askAll('new query strings', asked, 8);
};

const CHUNK = Buffer.alloc(64 * 1024, 'a');
const MOST = 915 * CHUNK.length;

const largeForms = () => {
  const headers = {
    'X-Forwarded-For': '192.0.2.9',
    Origin: origin,
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(MOST),
  };
  const asked = times(6, () => async () => {
    const pour = { chunk: CHUNK, most: MOST };
    const { status } = await send(origin, {
      method: 'POST',
      address: '/espace/connexion',
      headers,
      body: null,
      pour,
    });
    return { status, retryAfter: undefined };
  });
  return askAll('60 MB forms', asked, 2);
};

/** Held, all from one address. */
const streams = () => {
  const wait = () =>
    new Promise<Reply>((resolve, reject) => {
      const headers = { 'X-Forwarded-For': '10.99.0.9' };
      const path = '/api/v1/stream?profession=optician';
      const asked = request(origin + path, { agent: false, headers }, (response: IncomingMessage) => {
        response.resume();
        response.once('error', () => undefined);
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      });
      asked.once('error', reject);
      asked.end();
    });
  return askAll(
    'streams',
    times(400, () => wait),
    10,
  );
};

/** A new address each, wrong each time, twenty a second. */
const signIns = () => {
  const startedAt = performance.now();
  const asked = times(650, (index) => async () => {
    await pause(Math.max(0, startedAt + index * 50 - performance.now()));
    const body = { email: `personne-${index}@example.org`, password: 'quatre mots que personne ne dit' };
    const network = `10.98.0.${index % 250}`;
    return ask({ path: '/api/v1/session', method: 'POST', network, body });
  });
  return askAll('wrong sign-ins', asked, 10);
};

process.on('disconnect', () => process.exit(0));
const answered = await Promise.all([longIds(), newQueries(), largeForms(), streams(), signIns()]);
process.send?.(answered);
