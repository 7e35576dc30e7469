import { checkAudit } from '#db/audit-check';
import { ask, type Reply } from './kit/asking';
import { keyFor, openDatabase, startServer } from './kit/server';
import { isQuick, progress, type Row } from './kit/support';

const PAIRS = 1_000;
const PATH = '/api/v1/mutuelles/alan';

/** Each editor keeps a counter among the aliases: what is lost of it is an edit that somebody wrote over. */
type Mutuelle = { name: string; aliases: string[]; amcNumbers: string[]; conventions: unknown };
type Editor = 'north' | 'south';
const counterOf = ({ aliases }: Mutuelle, editor: Editor): number =>
  Number(aliases.find((alias) => alias.startsWith(editor))?.split(' ')[1] ?? 0);

const edited = ({ name, aliases, amcNumbers }: Mutuelle, editor: Editor): object => {
  const next = counterOf({ name, aliases, amcNumbers, conventions: [] }, editor) + 1;
  return {
    name,
    amcNumbers,
    aliases: [...aliases.filter((alias) => !alias.startsWith(editor)), `${editor} ${next}`],
  };
};

type Seen = Record<'lost' | 'notRefused' | 'withoutChange' | 'bothRefused' | 'accidents', number>;

export const f12: Row = {
  id: 'F12',
  broken: 'two editors of one mutuelle, 1,000 pairs, half of them at the same moment',
  target: '0 lost updates; the second gets 412 and what changed',
  async run() {
    const server = await startServer();
    const bearers = {
      north: await keyFor(server.dataDir, 'north@desk.example', 'desk'),
      south: await keyFor(server.dataDir, 'south@desk.example', 'desk'),
    };
    const put = (editor: Editor, mutuelle: Mutuelle, etag: string): Promise<Reply> =>
      ask(server.origin, {
        method: 'PUT',
        path: PATH,
        bearer: bearers[editor],
        body: edited(mutuelle, editor),
        headers: { 'If-Match': etag },
      });
    const read = () => ask(server.origin, { path: PATH });
    const pairs = isQuick ? PAIRS / 10 : PAIRS;
    const seen: Seen = { lost: 0, notRefused: 0, withoutChange: 0, bothRefused: 0, accidents: 0 };
    for (let pair = 0; pair < pairs; pair += 1) {
      const order: Editor[] = pair % 4 < 2 ? ['north', 'south'] : ['south', 'north'];
      const readings = await Promise.all([read(), read()]);
      const [one, two] = readings.map(
        (reading, index) => () =>
          put(order[index] as Editor, reading.body, reading.headers.get('ETag') ?? ''),
      );
      const isAtOnce = pair % 2 === 0;
      const first = one?.() as Promise<Reply>;
      if (!isAtOnce) await first;
      const replies = await Promise.all([first, two?.() as Promise<Reply>]);
      await settle(replies, order, readings[0]?.body as Mutuelle, put, seen);
      if (pair % 100 === 99) progress('F12', `${pair + 1} paires`);
    }
    const { body } = await read();
    const kept = { north: counterOf(body, 'north'), south: counterOf(body, 'south') };
    seen.lost = 2 * pairs - kept.north - kept.south;
    const { db } = await openDatabase(server);
    const { faults, rows } = await checkAudit(db);
    return {
      isMet: Object.values(seen).every((count) => count === 0) && faults.length === 0,
      measured:
        `${pairs} pairs (half at once, half one after the other), ${2 * pairs} edits: ${seen.lost} lost ` +
        `(counters at ${kept.north} and ${kept.south}); second not refused ${seen.notRefused}, both refused ` +
        `${seen.bothRefused}, 412 without what changed ${seen.withoutChange}, other answers ${seen.accidents}; ` +
        `journal of ${rows} rows, ${faults.length} faults`,
    };
  },
};

/** One is written; the other is told what it says now, and writes again over that. */
const settle = async (
  replies: readonly Reply[],
  order: readonly Editor[],
  before: Mutuelle,
  put: (editor: Editor, mutuelle: Mutuelle, etag: string) => Promise<Reply>,
  seen: Seen,
): Promise<void> => {
  const written = replies.findIndex(({ status }) => status === 200);
  const stale = replies.findIndex(({ status }) => status === 412);
  if (replies.every(({ status }) => status === 200)) seen.notRefused += 1;
  else if (replies.every(({ status }) => status === 412)) seen.bothRefused += 1;
  else if (written === -1 || stale === -1) seen.accidents += 1;
  if (stale === -1) return;
  const { body, headers } = replies[stale] as Reply;
  const winner = order[written];
  const current = body.current as Mutuelle | undefined;
  if (!current || !winner || counterOf(current, winner) !== counterOf(before, winner) + 1) {
    seen.withoutChange += 1;
    return;
  }
  const again = await put(order[stale] as Editor, current, headers.get('ETag') ?? '');
  if (again.status !== 200) seen.accidents += 1;
};
