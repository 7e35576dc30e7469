import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { close, own, retract, say, somebody, type Trick, trick } from './trick';

/** By one person, of what it said itself. */
export const ALONE: readonly Trick[] = [
  trick('a return nobody confirms', 0, async (stage) => say(stage, await own(stage))),
  ...[MINUTE, 25 * HOUR, 6 * DAY, 60 * DAY].map((ago) =>
    trick(`a return backdated by ${Math.round(ago / HOUR)} h`, 0, async (stage) =>
      say(stage, await own(stage), { effectiveAt: shift(stage.theatre.now(), -ago).toISOString() }),
    ),
  ),
  ...[30_000, 10 * MINUTE, 12 * HOUR].map((life) =>
    trick(`a return valid for ${life / MINUTE} min`, 0, async (stage) =>
      say(stage, await own(stage), { validUntil: shift(stage.theatre.now(), life).toISOString() }),
    ),
  ),
  trick('a milder word, valid for a minute', 0, async (stage) =>
    stage.theatre.send(
      await own(stage),
      '/statements',
      stage.words('degraded', { validUntil: shift(stage.theatre.now(), MINUTE).toISOString() }),
    ),
  ),
  trick('a return 4 minutes ahead', 0, async (stage) =>
    say(stage, await own(stage), { effectiveAt: shift(stage.theatre.now(), 4 * MINUTE).toISOString() }),
  ),
  trick('the same return, said ten times', 0, async (stage) => {
    const voice = await own(stage);
    for (let times = 0; times < 10; times += 1) await say(stage, voice);
  }),
  trick('a return per profession', 0, async (stage) => {
    const voice = await own(stage);
    for (const professions of [['optician'], ['pharmacist', 'hospital']])
      await say(stage, voice, { professions });
  }),
  trick('the operator closes its own incident', 0, async (stage) =>
    close(stage, await own(stage), stage.incident),
  ),
  trick('a return, then the operator closes', 0, async (stage) => {
    const voice = await own(stage);
    await say(stage, voice);
    await close(stage, voice, stage.incident);
  }),
  trick('a closing backdated before the outage', 0, async (stage) =>
    close(stage, await own(stage), stage.incident, shift(stage.theatre.now(), -2 * DAY)),
  ),
  trick('a retraction 10 min 1 s after', 0, async (stage) => {
    const { id } = (await stage.theatre.send(await own(stage), '/statements', stage.words('down'))).body;
    await retract(stage, await own(stage), stage.outage);
    stage.theatre.pass(10 * MINUTE + 1000);
    await retract(stage, await own(stage), id);
  }),
  trick('both halves of a retraction, at once, by two sessions', 0, async (stage) => {
    const [one, two] = [await own(stage), await own(stage)];
    await Promise.all([retract(stage, one, stage.outage), retract(stage, two, stage.outage)]);
  }),
  trick('a fresh outage taken back in another session, after the first by two', 0, async (stage) => {
    const { id } = (await stage.theatre.send(await own(stage), '/statements', stage.words('down'))).body;
    await retract(stage, await own(stage), stage.outage);
    await retract(stage, await somebody(stage, stage.operator), stage.outage);
    await retract(stage, await own(stage), id);
  }),
  trick('a fresh outage taken back by a colleague, after the first by two', 0, async (stage) => {
    const { id } = (await stage.theatre.send(await own(stage), '/statements', stage.words('down'))).body;
    await retract(stage, await own(stage), stage.outage);
    await retract(stage, await somebody(stage, stage.operator), stage.outage);
    await retract(stage, await somebody(stage, stage.operator), id);
  }),
  trick('a fresh outage taken back by its own key, after the first by two', 0, async (stage) => {
    const { voice } = await stage.author.key();
    const { id } = (await stage.theatre.send(voice, '/statements', stage.words('down'))).body;
    await retract(stage, await own(stage), stage.outage);
    await retract(stage, await somebody(stage, stage.operator), stage.outage);
    await retract(stage, voice, id);
  }),
  trick('a second outage taken back: the first stands', 0, async (stage) => {
    const { id } = (await stage.theatre.send(await own(stage), '/statements', stage.words('down'))).body;
    await retract(stage, await own(stage), id);
  }),
];
