import { setTimeout as pause } from 'node:timers/promises';
import {
  DAY,
  dayAfter,
  HOUR,
  MINUTE,
  minutesOfDay,
  parisDay,
  shift,
  startOfDay,
} from '#server/domain/facts/intervals';
import { ask, type Reply } from './kit/asking';
import { keyFor, type Server, startServer, urlOf } from './kit/server';
import { skewed } from './kit/skewed';
import { isQuick, progress, type Row } from './kit/support';

const SKEWS = [0, 2 * HOUR, -2 * HOUR];
const ROUNDS = isQuick ? 4 : 20;

const startApart = async () => {
  const first = await startServer();
  const env = { DATABASE_URL: await urlOf(first) };
  const others = [];
  for (const skew of SKEWS.slice(1))
    others.push(await startServer({ args: ['--import', skewed(skew)], env }));
  return [first, ...others] as const;
};

const claim = { platform: 'viamedis', flows: ['pec'], professions: ['optician'], precision: 'minute' };
const BOARD = '/api/v1/answers/optician/platforms/viamedis';
const SAYS = { down: 'suspended', operational: 'restricted' } as const;

type Seen = { words: number; disagreeing: number; outOfOrder: number; futureTaken: number };

/** A bad word, then a return, each said through an instance in turn; all must show it, and none of an hour to come. */
const talk = async (servers: readonly Server[], bearer: string): Promise<Seen> => {
  const seen: Seen = { words: 0, disagreeing: 0, outOfOrder: 0, futureTaken: 0 };
  let last = '';
  const say = (server: Server, health: string, effectiveAt: Date): Promise<Reply> =>
    ask(server.origin, {
      path: '/api/v1/statements',
      bearer,
      body: { ...claim, health, effectiveAt: effectiveAt.toISOString() },
    });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, server] of servers.entries()) {
      const health = (round + index) % 2 === 0 ? 'down' : 'operational';
      const ahead = await say(server, 'operational', shift(new Date(), HOUR));
      if (ahead.status !== 422) seen.futureTaken += 1;
      const { status, body } = await say(server, health, new Date());
      if (status !== 201) throw new Error(`refusé : ${JSON.stringify(body)}`);
      seen.words += 1;
      if (body.recordedAt <= last) seen.outOfOrder += 1;
      last = body.recordedAt;
      const shown = await Promise.all(servers.map((each) => isShown(each, SAYS[health])));
      if (shown.includes(false)) seen.disagreeing += 1;
    }
    if (round % 5 === 4) progress('F9', `${seen.words} paroles`);
  }
  return seen;
};

/** Told by the database to the others: within this, or it is a clock that hides it. */
const PATIENCE = 2_000;

const isShown = async ({ origin }: Server, verdict: string): Promise<boolean> => {
  for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; await pause(10)) {
    const { body } = await ask(origin, { path: BOARD });
    if (body.verdict === verdict) return true;
  }
  return false;
};

/** Both nights the hour changes, of ten years: minutes of the day, and the day of each of its minutes. */
const countNights = (): { nights: number; wrong: number } => {
  const lastSunday = (year: number, month: number): string => {
    const end = new Date(Date.UTC(year, month, 0));
    return shift(end, -end.getUTCDay() * DAY)
      .toISOString()
      .slice(0, 10);
  };
  const nights = Array.from({ length: 10 }, (_, index) => 2020 + index).flatMap((year) => [
    { day: lastSunday(year, 3), hours: 23 },
    { day: lastSunday(year, 10), hours: 25 },
  ]);
  const wrong = nights.filter(({ day, hours }) => {
    const length = hours * HOUR;
    const start = startOfDay(day);
    const strayed = Array.from({ length: length / MINUTE }, (_, minute) =>
      parisDay(shift(start, minute * MINUTE)),
    ).some((each) => each !== day);
    const next = dayAfter(day);
    return (
      strayed ||
      minutesOfDay(day, shift(start, 3 * DAY)) !== hours * 60 ||
      parisDay(shift(start, length)) !== next ||
      parisDay(shift(start, -1)) !== dayAfter(day, -1)
    );
  });
  return { nights: nights.length, wrong: wrong.length };
};

export const f09: Row = {
  id: 'F9',
  broken: 'clocks of three instances 2 h apart either way; both nights the hour changes',
  target: 'order by seq; nothing kept green by a future date; Paris days right',
  async run() {
    const servers = await startApart();
    const bearer = await keyFor(servers[0].dataDir, 'duty@viamedis.example', 'viamedis');
    const seen = await talk(servers, bearer);
    const { nights, wrong } = countNights();
    const failures = seen.disagreeing + seen.outOfOrder + seen.futureTaken + wrong;
    return {
      isMet: failures === 0,
      measured:
        `${seen.words} words said through instances whose clocks are right, 2 h fast and 2 h slow: ` +
        `${seen.disagreeing} after which some board did not show it within 2 s, ${seen.outOfOrder} recorded out of order; ` +
        `${seen.futureTaken} returns dated an hour ahead taken; ${nights} nights of 23 and 25 h, ${wrong} miscounted`,
    };
  },
};
