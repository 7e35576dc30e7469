import { DAY, HOUR, MINUTE, shift } from '#server/domain/intervals';
import { aPerson, type Voice } from '../people';
import { type Stage, setStage, type Theatre } from './stage';

/**
 * What one tries otherwise. `shows`: 0, no board may; 13, all must, or the row would pass by refusing all; null: the
 * rules are silent, it is only told.
 */
export type Trick = {
  name: string;
  shows: number | null;
  stage(theatre: Theatre): Promise<Stage>;
  play(stage: Stage): Promise<unknown>;
};

const byOperator = (theatre: Theatre) => setStage(theatre, { saidBy: 'operator' });
const byHerald = (theatre: Theatre) => setStage(theatre, { saidBy: 'herald' });
const byDesk = (theatre: Theatre) => setStage(theatre, { saidBy: 'desk' });

const say = ({ theatre, words }: Stage, voice: Voice, given: object = {}) =>
  theatre.send(voice, '/statements', words('operational', given));
const own = async ({ author }: Stage): Promise<Voice> => (await author.key()).voice;
const somebody = async ({ theatre }: Stage, organisation: string, age = 90 * DAY): Promise<Voice> =>
  (await (await aPerson(theatre, { organisation, age })).key()).voice;

const trick = (
  name: string,
  shows: Trick['shows'],
  play: Trick['play'],
  stage: Trick['stage'] = byOperator,
): Trick => ({ name, shows, stage, play });

const ALONE: readonly Trick[] = [
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
  trick('both halves of a retraction, at once, by two keys', 0, async (stage) => {
    const [one, two] = [await own(stage), await own(stage)];
    await Promise.all([retract(stage, one, stage.outage), retract(stage, two, stage.outage)]);
  }),
  trick('a second outage taken back: the first stands', 0, async (stage) => {
    const { id } = (await stage.theatre.send(await own(stage), '/statements', stage.words('down'))).body;
    await retract(stage, await own(stage), id);
  }),
];

const close = ({ theatre }: Stage, voice: Voice, incident: string, at = theatre.now()) =>
  theatre.send(
    voice,
    `/incidents/${incident}/closing`,
    { effectiveAt: at.toISOString(), note: null },
    {
      'If-Match': '*',
    },
  );
const retract = ({ theatre }: Stage, voice: Voice, statement: string) =>
  theatre.send(voice, `/statements/${statement}/retraction`, { reason: 'erreur' });
const confirm = ({ theatre }: Stage, voice: Voice, statement: string) =>
  theatre.send(voice, `/statements/${statement}/confirmation`, {});

const another = async (stage: Stage, voice: Voice, platforms = [stage.platform]): Promise<string> =>
  (await stage.theatre.send(voice, '/incidents', { title: 'Un autre', platforms })).body?.id;

const ELSEWHERE: readonly Trick[] = [
  trick('a return on another incident, then both are closed', 0, async (stage) => {
    const voice = await own(stage);
    const other = await another(stage, voice);
    await say(stage, voice, { incident: other });
    await close(stage, voice, other);
    await close(stage, voice, stage.incident);
  }),
  trick('a return as the only word of an incident opened for it', 0, async (stage) => {
    const { effectiveAt, ...claim } = stage.words('operational');
    const update = { effectiveAt, stage: 'resolved', text: 'rétabli', statements: [claim] };
    const body = { title: 'Un autre', platforms: [stage.platform], update };
    const opened = await stage.theatre.send(await own(stage), '/incidents', body);
    await close(stage, await own(stage), opened.body.id);
  }),
  trick('a return on the incident of another platform', 0, async (stage) => {
    const stranger = await somebody(stage, stage.stranger);
    const other = await another(stage, stranger, [`${stage.platform}-bis`]);
    await say(stage, await own(stage), { incident: other });
  }),
  trick('a worse word on another incident, which is then closed', 0, async (stage) => {
    const voice = await own(stage);
    const other = await another(stage, voice);
    await stage.theatre.send(voice, '/statements', stage.words('down', { incident: other }));
    await close(stage, voice, other);
  }),
];

const FOREIGN: readonly Trick[] = [
  ...(['union', 'insurer', 'stranger'] as const).map((who) =>
    trick(`a return said for all by the ${who}`, 0, async (stage) =>
      say(stage, await somebody(stage, stage[who])),
    ),
  ),
  trick('a return said by the union for its profession', 0, async (stage) =>
    say(stage, await somebody(stage, stage.union), { professions: ['optician'] }),
  ),
  trick('a return said by the mutuelle for itself', 0, async (stage) =>
    say(stage, await somebody(stage, stage.insurer), { mutuelles: [stage.mutuelle] }),
  ),
  trick('a return said by the union before the operator’s', 0, async (stage) => {
    await say(stage, await somebody(stage, stage.union), { professions: ['optician'] });
    stage.theatre.pass(MINUTE);
    await say(stage, await own(stage));
  }),
  trick('a confirmation of the union’s return while the operator says down', 0, async (stage) => {
    const said = await say(stage, await somebody(stage, stage.union), { professions: ['optician'] });
    await confirm(stage, await somebody(stage, 'desk'), said.body.id);
  }),
  trick('a return retracted, then confirmed', 0, async (stage) => {
    const { id } = (await say(stage, await own(stage))).body;
    await retract(stage, await own(stage), id);
    await confirm(stage, await somebody(stage, 'desk'), id);
  }),
  trick('the confirmed return of an earlier outage', 0, async (stage) => {
    const { id } = (await say(stage, await own(stage))).body;
    await confirm(stage, await somebody(stage, 'desk'), id);
    stage.theatre.pass(MINUTE);
    await stage.theatre.send(await own(stage), '/statements', stage.words('down'));
    await confirm(stage, await somebody(stage, stage.operator), id);
  }),
];

/** One person of the desk, under two names. */
const echoes = (first: string | null, second: string | null, stage: Trick['stage']): Trick[] => {
  const named = (by: string | null) => by ?? 'the desk';
  const given = (stage: Stage, by: string | null) => (by === null ? {} : stage.inTheNameOf(by));
  const one = async (stage: Stage) => aPerson(stage.theatre, { organisation: 'desk', age: 400 * DAY });
  const title = `one person of the desk as ${named(first)}, then as ${named(second)}`;
  return [
    trick(
      title,
      0,
      async (stage) => {
        const person = await one(stage);
        await say(stage, (await person.key()).voice, given(stage, first));
        stage.theatre.pass(MINUTE);
        await say(stage, await person.session(), given(stage, second));
      },
      stage,
    ),
    trick(
      `${title}, at once`,
      0,
      async (stage) => {
        const person = await one(stage);
        const voices = [(await person.key()).voice, (await person.key()).voice] as const;
        await Promise.all([
          say(stage, voices[0], given(stage, first)),
          say(stage, voices[1], given(stage, second)),
        ]);
      },
      stage,
    ),
    trick(
      `${title}, in a step`,
      0,
      async (stage) => {
        const { voice } = await (await one(stage)).key();
        await say(stage, voice, given(stage, first));
        const { effectiveAt, ...claim } = stage.words('operational', {
          sourceUrl: 'https://example.org/dit',
        });
        const step = { effectiveAt, stage: 'resolved', text: 'rétabli', statements: [claim] };
        const body = second === null ? step : { ...step, by: second };
        await stage.theatre.send(voice, `/incidents/${stage.incident}/updates`, body);
      },
      stage,
    ),
  ];
};

const ECHOES: readonly Trick[] = [
  ...echoes('herald', 'ministry', byHerald),
  ...echoes('ministry', 'herald', byHerald),
  ...echoes('herald', 'gazette', byHerald),
  ...echoes('herald', null, byHerald),
  ...echoes(null, 'ministry', byDesk),
  ...echoes(null, 'herald', byDesk),
];

/** What must show, or the row would pass by refusing everything. */
const ALLOWED: readonly Trick[] = [
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

/** The older outage settled by two, the newer one is a slip that its author takes back. */
const retractStanding = async (stage: Stage): Promise<void> => {
  await retract(stage, await own(stage), stage.outage);
  await retract(stage, await somebody(stage, stage.operator), stage.outage);
  const slip = await stage.theatre.send(await own(stage), '/statements', stage.words('down'));
  stage.theatre.pass(9 * MINUTE);
  await retract(stage, await own(stage), slip.body.id);
};

/** What no rule speaks of yet: told, not judged. */
const SILENT: readonly Trick[] = [
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

export const TRICKS: readonly Trick[] = [
  ...ALONE,
  ...ELSEWHERE,
  ...FOREIGN,
  ...ECHOES,
  ...ALLOWED,
  ...SILENT,
];
