import { DAY, MINUTE } from '#server/domain/facts/intervals';
import { aPerson, type Person } from '../kit/people';
import type { Stage } from './stage';
import { byHerald, confirm, say, somebody, type Trick, trick } from './trick';

/** A second voice that is no second person: joined to the first by invitations, too young, of changed hands, or a key. */

const AGE = 90 * DAY;
const ofDesk = ({ theatre }: Stage) => aPerson(theatre, { organisation: 'desk', age: 400 * DAY });
const guest = ({ theatre }: Stage, organisation: string, invitedBy: Person, age = AGE) =>
  aPerson(theatre, { organisation, age, invitedBy });
/** Says the operator's return, then, a minute later, the second says it too. */
const twice = async (stage: Stage, first: Person, second: Person, given: object = {}): Promise<void> => {
  await say(stage, await first.session());
  stage.theatre.pass(MINUTE);
  await say(stage, await second.session(), given);
};
const forOpticians = { professions: ['optician'] };

export const JOINED: readonly Trick[] = [
  trick(
    'a colleague whom the first invited says it as another authority',
    0,
    async (stage) => {
      const first = await ofDesk(stage);
      const puppet = await guest(stage, 'desk', first);
      await say(stage, await first.session(), stage.inTheNameOf('herald'));
      stage.theatre.pass(MINUTE);
      await say(stage, await puppet.session(), stage.inTheNameOf('ministry'));
    },
    byHerald,
  ),
  trick('the desk’s guest in an operator says it, and the desk says it too', 0, async (stage) => {
    const desk = await ofDesk(stage);
    await twice(stage, await guest(stage, stage.operator, desk), desk);
  }),
  trick('two guests of one desk account, in an operator and a union', 0, async (stage) => {
    const desk = await ofDesk(stage);
    const [one, other] = [await guest(stage, stage.operator, desk), await guest(stage, stage.union, desk)];
    await twice(stage, one, other, forOpticians);
  }),
  trick('the guest of a guest of the desk says it, and the desk confirms', 0, async (stage) => {
    const desk = await ofDesk(stage);
    const puppet = await guest(stage, stage.operator, await guest(stage, stage.operator, desk));
    const { id } = (await say(stage, await puppet.session())).body;
    await confirm(stage, await desk.session(), id);
  }),
  trick('two ends of two chains of five from one desk account', 0, async (stage) => {
    const desk = await ofDesk(stage);
    const endOf = async (organisation: string) => {
      let last = desk;
      for (let length = 0; length < 5; length += 1) last = await guest(stage, organisation, last);
      return last;
    };
    await twice(stage, await endOf(stage.operator), await endOf('desk'));
  }),
  trick('another organisation says it by key', 0, async (stage) => {
    await say(stage, await stage.author.session());
    stage.theatre.pass(MINUTE);
    const { voice } = await (await aPerson(stage.theatre, { organisation: 'desk', age: AGE })).key();
    await say(stage, voice);
  }),
  trick('another organisation says it, by somebody of an hour', 0, async (stage) => {
    await say(stage, await stage.author.session());
    stage.theatre.pass(MINUTE);
    await say(stage, await somebody(stage, 'desk', 60 * MINUTE));
  }),
  trick('another organisation says it, by somebody recovered since the outage', 0, async (stage) => {
    const recovered = { changedAt: stage.theatre.now() };
    const second = await aPerson(stage.theatre, { organisation: 'desk', age: AGE, also: recovered });
    await twice(stage, stage.author, second);
  }),
  trick(
    '« down » said again after a recovery, then a return, confirmed by whoever was recovered',
    0,
    async (stage) => {
      const { theatre, author } = stage;
      const recovered = { changedAt: theatre.now() };
      const second = await aPerson(theatre, { organisation: 'desk', age: AGE, also: recovered });
      theatre.pass(MINUTE);
      await say(stage, await author.session());
      theatre.pass(MINUTE);
      await theatre.send(await author.session(), '/statements', stage.words('down'));
      theatre.pass(MINUTE);
      const { id } = (await say(stage, await author.session())).body;
      await confirm(stage, await second.session(), id);
    },
  ),
];
