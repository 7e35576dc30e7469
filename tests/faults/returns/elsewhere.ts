import { MINUTE } from '#server/domain/facts/intervals';
import type { Voice } from '../kit/people';
import type { Stage } from './stage';
import { close, confirm, own, retract, say, somebody, type Trick, trick } from './trick';

/** By way of another incident, or of somebody whose affair it is not. */

const another = async (stage: Stage, voice: Voice, platforms = [stage.platform]): Promise<string> =>
  (await stage.theatre.send(voice, '/incidents', { title: 'Un autre', platforms })).body?.id;

export const ELSEWHERE: readonly Trick[] = [
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

export const FOREIGN: readonly Trick[] = [
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
