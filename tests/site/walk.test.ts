import { describe, expect, it } from 'vitest';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { startServer } from '../support/runner/server';
import { everyRoute } from '../support/runner/walk/doors';
import { loadWorld, thingsIn } from '../support/runner/walk/load';
import { walkThrough } from '../support/runner/walk/walk';
import { drawWorlds } from '../support/runner/walk/worlds';

/** `npm run faults -- F27` walks through three hundred; these are always the same. */
const SEED = 20_271_115;
const WORLDS = drawWorlds(4, SEED);

describe('every address of the house', () => {
  it.each(WORLDS.map((world, index) => [world.theme, world, index] as const))(
    'answers in a world of %s',
    async (_, world, index) => {
      const server = await startServer({}, { fill: (db) => loadWorld(db, world) });
      try {
        const routes = everyRoute(server);
        const profession = PROFESSIONS[index] ?? 'pharmacist';
        const things = thingsIn(world, profession, () => 0);
        const instantOf = () => null;
        const wrong: string[] = [];
        for await (const step of walkThrough({ origin: server.origin, routes, things, instantOf, voice: {} }))
          if (step.wrong !== null) wrong.push(`${step.asked} : ${step.wrong}`);
        expect(wrong).toEqual([]);
      } finally {
        await server.stop();
      }
    },
    120_000,
  );
});
