import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '#db/database';
import { startPostgres } from '../support/runner/postgres';
import { openProxy } from './kit/proxy';
import { startSampling, summed } from './kit/sampling';
import { keyFor, startServer } from './kit/server';
import { atEnd, progress, type Row, result, seconds, tally, undoneAfter, worst } from './kit/support';
import { countFacts, firstAfter, startWriting } from './kit/writers';

const FIRST_WRITE = 5_000;
const GONE_MS = 3_000;
const PATIENCE = 60_000;
const READ_EVERY = 20;
const BOARD = '/api/v1/answers?profession=optician';

type Way = 'an address that moves' | 'two hosts in the URL';

/** A primary that is killed and a standby that is promoted, under writes and readings. */
const failOver = async (way: Way) => {
  const settings = { max_wal_senders: '5', synchronous_commit: 'on' };
  const first = await startPostgres({ settings });
  atEnd(first.stop);
  const url = new URL(await first.createOwned('comptoir'));
  const second = await startPostgres({ settings, standbyOf: first });
  atEnd(second.stop);
  // What is acknowledged is on both.
  await first.asSuperuser("alter system set synchronous_standby_names = '*'");
  await first.asSuperuser('select pg_reload_conf()');
  const proxy = await openProxy({ host: '127.0.0.1', port: first.port });
  const { username, password } = url;
  const at = way === 'an address that moves' ? [proxy.port] : [first.port, second.port];
  const hosts = at.map((port) => `127.0.0.1:${port}`).join(',');
  const DATABASE_URL = `postgres://${username}:${password}@${hosts}/comptoir`;
  const server = await startServer({ env: { DATABASE_URL } });
  const key = await keyFor(server.dataDir, 'writer@desk.example', 'desk', DATABASE_URL);
  const writing = startWriting(server.origin, key);
  const reading = startSampling(server.origin, READ_EVERY, [{ path: BOARD }, { path: '/opticien' }]);
  await pause(3_000);
  await first.kill();
  await pause(GONE_MS);
  await second.asSuperuser('select pg_promote()');
  proxy.moveTo({ host: '127.0.0.1', port: second.port });
  const backAt = Date.now();
  for (
    const deadline = Date.now() + PATIENCE;
    firstAfter(backAt, writing.acknowledged) === null;
    await pause(20)
  )
    if (Date.now() > deadline) throw new Error('plus rien ne s’écrit');
  const writtenAfter = Math.max(0, (firstAfter(backAt, writing.acknowledged) ?? Number.NaN) - backAt);
  await pause(2_000);
  const sent = await writing.finish();
  const read = summed(await reading.finish());
  const after = connect(`postgres://${username}:${password}@127.0.0.1:${second.port}/comptoir`);
  atEnd(after.close);
  const counted = await countFacts(after.db, sent);
  progress('F39', `${way} : première écriture après ${seconds(writtenAfter)}`);
  return { way, writtenAfter, sent, read, counted, failed: writing.failed, accidents: server.accidents() };
};

export const f39: Row = {
  id: 'F39',
  broken:
    'the primary killed, its standby promoted 3 s later: an address that moves, then two hosts in the URL',
  target: 'readers 0 errors; first write < 5 s after it is there; 0 lost',
  async run() {
    const phases = [];
    for (const way of ['an address that moves', 'two hosts in the URL'] as const)
      phases.push(await undoneAfter(() => failOver(way)));
    const isWhole = phases.every(
      ({ counted, failed, read, accidents }) =>
        counted.lost + counted.twice + counted.half.length + counted.faults.length === 0 &&
        failed.length + Object.keys(read.others).length + accidents === 0,
    );
    return {
      isMet: isWhole && worst(phases.map(({ writtenAfter }) => writtenAfter)) < FIRST_WRITE,
      measured: phases
        .map(
          ({ way, writtenAfter, sent, read, counted, failed }) =>
            `${way}: first write ${seconds(writtenAfter)} after; ${sent.length} acknowledged: ${counted.lost} lost, ` +
            `${counted.twice} twice, ${counted.half.length} half, journal of ${counted.rows} rows, ` +
            `${counted.faults.length} faults; readers ${read.result} of ${read.count}, others ${result(read.others)}; met on the way: ` +
            `${result(tally(sent.flatMap(({ answer }) => answer.refusals)))}; ${failed.length} unanswered`,
        )
        .join('. '),
    };
  },
};
