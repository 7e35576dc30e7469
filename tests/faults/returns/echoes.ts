import { DAY, MINUTE } from '#server/domain/facts/intervals';
import { aPerson } from '../kit/people';
import type { Stage } from './stage';
import { byDesk, byHerald, say, type Trick, trick } from './trick';

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
        await say(stage, await person.session(), given(stage, first));
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
        const voices = [await person.session(), await person.session()] as const;
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
        const voice = await (await one(stage)).session();
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

export const ECHOES: readonly Trick[] = [
  ...echoes('herald', 'ministry', byHerald),
  ...echoes('ministry', 'herald', byHerald),
  ...echoes('herald', 'gazette', byHerald),
  ...echoes('herald', null, byHerald),
  ...echoes(null, 'ministry', byDesk),
  ...echoes(null, 'herald', byDesk),
];
