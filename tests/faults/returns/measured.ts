import { DAY, MINUTE, SECOND, shift } from '#server/domain/intervals';
import { aPerson } from '../people';
import type { Stage } from './stage';
import { confirm, own, say, somebody, type Trick, trick } from './trick';

/** Three results of the platform's card, of the minutes just gone by, pushed by a key of that organisation. */
const measure = async ({ theatre, platform }: Stage, organisation: string, outcome: 'ok' | 'failed') => {
  theatre.pass(4 * MINUTE);
  const source = await aPerson(theatre, { organisation, age: 90 * DAY });
  // Daily, so that it is not silent by the last look.
  const { voice } = await source.key('probe', DAY / SECOND);
  const results = [2, 1, 0].map((ago) => ({
    ...{ platform, flow: 'carte', outcome },
    observedAt: shift(theatre.now(), -ago * MINUTE - SECOND).toISOString(),
  }));
  const { status } = await theatre.send(voice, '/observations', results);
  if (status !== 200) throw new Error(`les mesures ne passent pas : ${status}`);
};

/** What is measured may contradict a return, or bear witness to it; nobody is the witness of its own word. */
export const MEASURED: readonly Trick[] = [
  trick('a return confirmed by a second person, while a probe finds it down', 0, async (stage) => {
    await measure(stage, 'desk', 'failed');
    const { id } = (await say(stage, await own(stage))).body;
    await confirm(stage, await somebody(stage, 'desk'), id);
    await measure(stage, 'desk', 'failed');
  }),
  trick('a return, and the operator’s own measures in its favour', 0, async (stage) => {
    await say(stage, await own(stage));
    await measure(stage, stage.operator, 'ok');
  }),
  trick('measures in its favour, and no return said', 0, async (stage) => measure(stage, 'desk', 'ok')),
  trick('a return, and the desk’s measures after it', 13, async (stage) => {
    await say(stage, await own(stage));
    await measure(stage, 'desk', 'ok');
  }),
];
