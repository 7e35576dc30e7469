import { setTimeout as pause } from 'node:timers/promises';
import { keyFor, openDatabase, startServer } from './kit/server';
import { between, median, progress, type Row, result, seconds, tally, times, worst } from './kit/support';
import { countFacts, firstAfter, replayed, startWriting } from './kit/writers';

const KILLS = 200;
const BACK = 3_000;
/** One kill in eight comes while the server starts. */
const WHILE_STARTING = 8;

const killAtRandom = async (
  server: Awaited<ReturnType<typeof startServer>>,
  writing: ReturnType<typeof startWriting>,
  kills: number,
) => {
  const killed: { at: number; inFlight: number }[] = [];
  while (killed.length < kills && writing.failed.length === 0) {
    const isStarting = killed.length % WHILE_STARTING === WHILE_STARTING - 1;
    if (isStarting) await pause(between(0, 2_000));
    else {
      await server.whenListening();
      await pause(between(20, 1_200));
    }
    killed.push({ at: Date.now(), inFlight: writing.inFlight() });
    server.kill();
    if (killed.length % 20 === 0)
      progress('F1', `${killed.length} arrêts, ${writing.acknowledged.length} réponses`);
  }
  return killed;
};

export const f01: Row = {
  id: 'F1',
  broken: 'server kill -9 in mid-write, random instants, retries with the same key',
  target: '0 lost, 0 twice, 0 half; back < 3 s',
  async run() {
    const server = await startServer();
    const key = await keyFor(server.dataDir, 'writer@desk.example', 'desk');
    const { db } = await openDatabase(server);
    const writing = startWriting(server.origin, key);
    const killed = await killAtRandom(server, writing, times(KILLS));
    const sent = await writing.finish();
    const counted = await countFacts(db, sent);

    const back = killed.flatMap(({ at }, index) => {
      const answeredAt = firstAfter(at, sent);
      const next = killed[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      return answeredAt === null || answeredAt > next ? [] : [answeredAt - at];
    });
    const { lost, twice, half, faults } = counted;
    const late = back.filter((each) => each >= BACK).length;
    const refusals = tally(sent.flatMap(({ answer }) => answer.refusals));
    const isWhole = lost + twice + half.length + faults.length + writing.failed.length === 0;
    return {
      isMet: isWhole && late === 0 && server.accidents() === 0 && replayed(sent) > 0,
      measured:
        `${killed.length} kills (${killed.filter(({ inFlight }) => inFlight > 0).length} with writes in flight), ` +
        `${sent.length} acknowledged, ${replayed(sent)} of them written by a try that never heard so: ` +
        `${lost} lost, ${twice} twice, ${half.length} half${half.length > 0 ? ` (${half.slice(0, 3)})` : ''}; ` +
        `journal of ${counted.rows} rows, ${faults.length} faults; back in median ${seconds(median(back))}, ` +
        `worst ${seconds(worst(back))} (${late} of ${back.length} not under 3 s); ` +
        `refusals met on the way: ${result(refusals)}; ${server.accidents()} ends not ours; ` +
        `${writing.failed.length} unanswered ${writing.failed.slice(0, 2)}`,
    };
  },
};
