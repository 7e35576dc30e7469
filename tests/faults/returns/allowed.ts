import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import type { Stage } from './stage';
import { confirm, own, retract, say, somebody, type Trick, trick } from './trick';

/** The older outage settled by two, the newer one is a slip that its author takes back. */
const retractStanding = async (stage: Stage): Promise<void> => {
  await retract(stage, await own(stage), stage.outage);
  await retract(stage, await somebody(stage, stage.operator), stage.outage);
  const voice = await own(stage);
  const slip = await stage.theatre.send(voice, '/statements', stage.words('down'));
  stage.theatre.pass(4 * MINUTE);
  await retract(stage, voice, slip.body.id);
};

/** What must show, or the row would pass by refusing everything. */
export const ALLOWED: readonly Trick[] = [
  trick('taken back alone within 10 minutes, in the session it was said in', 13, async (stage) => {
    await retractStanding(stage);
  }),
  trick('a day without contradiction', 13, async (stage) => {
    await say(stage, await own(stage));
    stage.theatre.pass(25 * HOUR);
  }),
  trick('a second voice, the union’s, on its own board', 1, async (stage) => {
    await say(stage, await own(stage));
    stage.theatre.pass(MINUTE);
    await say(stage, await somebody(stage, stage.union), { professions: ['optician'] });
  }),
  trick('the operator says it, then the desk says it too', 13, async (stage) => {
    await say(stage, await own(stage));
    stage.theatre.pass(MINUTE);
    await say(stage, await somebody(stage, 'desk'));
  }),
  trick('a return said by key, and confirmed by hand', 13, async (stage) => {
    const { id } = (await say(stage, (await stage.author.key()).voice)).body;
    await confirm(stage, await somebody(stage, 'desk'), id);
  }),
  trick('a return valid for two days, confirmed', 13, async (stage) => {
    const validUntil = shift(stage.theatre.now(), 2 * DAY).toISOString();
    const { id } = (await say(stage, await own(stage), { validUntil })).body;
    await confirm(stage, await somebody(stage, 'desk'), id);
  }),
];
