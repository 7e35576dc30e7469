import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { ask } from './kit/asking';
import { startReading } from './kit/readers';
import { command, keyFor, openDatabase, type Server, startInVain, startServer, urlOf } from './kit/server';
import { isQuick, makeFolder, type Row, seconds, worst } from './kit/support';
import { waitFor } from './kit/waiting';
import { countFacts, startWriting } from './kit/writers';

const LEAVINGS = isQuick ? 2 : 6;
const EXIT = 10_000;
const LATER = '9999_later.sql';

/** All boards, now and in the crisis of 2024, without the number of the change, which goes on from far above. */
const boards = async ({ origin }: Server): Promise<string> => {
  const result = [];
  for (const profession of PROFESSIONS)
    for (const at of ['', '&at=2024-02-05T12:00:00Z']) {
      const { body } = await ask(origin, { path: `/api/v1/answers?profession=${profession}${at}` });
      result.push([profession, at, body.answers, body.platforms]);
    }
  return JSON.stringify(result);
};

const backUpAndRestore = async (): Promise<{ dataDir: string; isEqual: boolean }> => {
  const server = await startServer();
  const bearer = await keyFor(server.dataDir, 'duty@viamedis.example', 'viamedis');
  const word = { platform: 'viamedis', flows: ['pec'], professions: 'all', health: 'down' };
  const effectiveAt = new Date().toISOString();
  await ask(server.origin, { path: '/api/v1/statements', bearer, body: { ...word, effectiveAt } });
  const folder = join(await makeFolder(), 'backup');
  const taken = await command('backup', server.dataDir, [folder]);
  if (taken.code !== 0) throw new Error(taken.err);
  const before = await boards(server);
  const dataDir = await makeFolder();
  const restored = await command('restore', dataDir, [folder]);
  if (restored.code !== 0) throw new Error(restored.err);
  const again = await startServer({ dataDir });
  const isEqual = (await boards(again)) === before;
  await again.killForGood();
  return { dataDir, isEqual };
};

/** A program older than the schema it meets: answers what it remembers, and refuses to start when it remembers nothing. */
const meetLaterSchema = async (dataDir: string) => {
  const cluster = await startEmbedded(dataDir);
  const { pool, close } = connect(cluster.address);
  await pool.query('insert into migration (name, checksum) values ($1, $1)', [LATER]);
  await close();
  await cluster.stop();
  const older = await startServer({ dataDir });
  const board = await ask(older.origin, { path: '/api/v1/answers?profession=optician' });
  const ready = await ask(older.origin, { path: '/readyz' });
  await older.killForGood();
  await rm(join(dataDir, 'record.kept'));
  const { code, err } = await startInVain(dataDir);
  return {
    isDated: board.status === 200 && Number(board.headers.get('age')) > 0 && ready.status === 503,
    isRefused: code === 1 && err.includes(LATER),
  };
};

/** Two instances replaced in turn, as a release does, while readers, writers and a waiting browser go on. */
const replaceInTurn = async () => {
  const first = await startServer();
  const second = await startServer({ env: { DATABASE_URL: await urlOf(first) } });
  const bearer = await keyFor(first.dataDir, 'bureau@desk.example', 'desk');
  const { db } = await openDatabase(first);
  const reading = startReading([first.origin, second.origin]);
  const writing = startWriting(second.origin, bearer, 2);
  const exits: number[] = [];
  for (let leaving = 0; leaving < LEAVINGS; leaving += 1) {
    const server = leaving % 2 === 0 ? first : second;
    const waiting = await waitFor(server.origin, 'nurse');
    exits.push(await server.terminate());
    waiting.close();
    await server.whenListening();
  }
  const written = await writing.finish();
  const { lost, twice } = await countFacts(db, written);
  const unwritten = writing.failed.length + lost + twice;
  return { exits, ...(await reading.finish()), written: written.length, unwritten };
};

export const f24: Row = {
  id: 'F24',
  broken: 'backup and restore, old version on new schema, SIGTERM under load',
  target: 'restored answers equal; readers’ gap 0; exit < 10 s, 0 failed requests',
  async run() {
    const { dataDir, isEqual } = await backUpAndRestore();
    const { isDated, isRefused } = await meetLaterSchema(dataDir);
    const { exits, answered, failed, crossed, gap, written, unwritten } = await replaceInTurn();
    return {
      isMet: isEqual && isDated && isRefused && worst(exits) < EXIT && failed.length === 0 && unwritten === 0,
      measured:
        `${PROFESSIONS.length * 2} boards ${isEqual ? 'equal' : 'NOT EQUAL'} after restore; a later schema: ` +
        `${isDated ? 'answers from memory, dated' : 'NOT DATED'}, without memory ${isRefused ? 'refuses to start, naming it' : 'NOT REFUSED'}; ` +
        `two instances replaced ${LEAVINGS} times: gone in ${seconds(worst(exits))} at worst, ${answered} reads, ${failed.length} failed` +
        `${failed.length > 0 ? ` (${[...new Set(failed)].join(', ')})` : ''}, ${crossed} asked again for a connection that was ending, longest silence ${seconds(gap)}, ${written} writes, ${unwritten} lost, twice or refused`,
    };
  },
};
