import { DAY, HOUR, MINUTE, shift } from '#server/domain/intervals';
import { aPerson } from '../people';
import type { Stage } from './stage';
import { byHerald, confirm, own, retract, say, somebody, type Trick, trick } from './trick';

/** The older outage settled by two, the newer one is a slip that its author takes back. */
const retractStanding = async (stage: Stage): Promise<void> => {
  await retract(stage, await own(stage), stage.outage);
  await retract(stage, await somebody(stage, stage.operator), stage.outage);
  const slip = await stage.theatre.send(await own(stage), '/statements', stage.words('down'));
  stage.theatre.pass(9 * MINUTE);
  await retract(stage, await own(stage), slip.body.id);
};

/** What must show, or the row would pass by refusing everything. */
export const ALLOWED: readonly Trick[] = [
  trick('taken back alone within 10 minutes', 13, async (stage) => {
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
  trick('a return valid for two days, confirmed', 13, async (stage) => {
    const validUntil = shift(stage.theatre.now(), 2 * DAY).toISOString();
    const { id } = (await say(stage, await own(stage), { validUntil })).body;
    await confirm(stage, await somebody(stage, 'desk'), id);
  }),
];

/** What no rule speaks of yet: told, not judged. */
export const SILENT: readonly Trick[] = [
  trick(
    'a colleague of an hour, whom the first invited, says it as another authority',
    null,
    async (stage) => {
      const first = await aPerson(stage.theatre, { organisation: 'desk', age: 400 * DAY });
      const puppet = await aPerson(stage.theatre, { organisation: 'desk', age: HOUR, invitedBy: first });
      await say(stage, (await first.key()).voice, stage.inTheNameOf('herald'));
      stage.theatre.pass(MINUTE);
      await say(stage, (await puppet.key()).voice, stage.inTheNameOf('ministry'));
    },
    byHerald,
  ),
  trick('the desk’s guest in an operator says it, and the desk says it too', null, async (stage) => {
    const first = await aPerson(stage.theatre, { organisation: 'desk', age: 400 * DAY });
    const organisation = stage.operator;
    const puppet = await aPerson(stage.theatre, { organisation, age: HOUR, invitedBy: first });
    await say(stage, (await puppet.key()).voice);
    stage.theatre.pass(MINUTE);
    await say(stage, (await first.key()).voice);
  }),
  trick('the guest of a guest of the desk says it, and the desk confirms', null, async (stage) => {
    const first = await aPerson(stage.theatre, { organisation: 'desk', age: 400 * DAY });
    const organisation = stage.operator;
    const guest = await aPerson(stage.theatre, { organisation, age: HOUR, invitedBy: first });
    const puppet = await aPerson(stage.theatre, { organisation, age: HOUR, invitedBy: guest });
    const { id } = (await say(stage, (await puppet.key()).voice)).body;
    await confirm(stage, (await first.key()).voice, id);
  }),
];
