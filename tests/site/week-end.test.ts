import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, HOUR, parisDay, shift, startOfDay } from '#server/domain/facts/intervals';
import { startServer } from '../support/runner/server';
import { load } from '../support/world/datasets';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** The last Sunday that was over at six in the evening: what an outage left to do is told for a week. */
const lastSunday = (now: Date): Date => {
  const evening = (day: Date) => shift(startOfDay(parisDay(day)), 18 * HOUR);
  const days = Array.from({ length: 8 }, (_, back) => shift(now, -back * DAY));
  const sundays = days.filter((day) => new Date(`${parisDay(day)}T12:00:00Z`).getUTCDay() === 0);
  return sundays.map(evening).find((instant) => instant < now) ?? now;
};

it('an outage of transfers that touched no working day is told, and the pages stand', async () => {
  const back = lastSunday(new Date());
  const said = {
    by: 'viamedis',
    platform: 'viamedis',
    flows: ['virement'],
    professions: ['pharmacist'],
    precision: 'minute',
  };
  const statement = (id: string, health: string, at: Date) => ({
    ...said,
    id,
    health,
    effectiveAt: at.toISOString(),
    recordedAt: at.toISOString(),
  });
  const loaded = await load(server.db, {
    format: 'comptoir-dataset/1',
    statements: [
      statement('week-end-coupe', 'down', shift(back, -DAY)),
      statement('week-end-retabli', 'operational', back),
    ],
    confirmations: [
      { statement: 'week-end-retabli', by: 'desk', recordedAt: shift(back, HOUR / 60).toISOString() },
    ],
  });
  expect(loaded.ok).toBe(true);
  const paths = ['/pharmacien/harmonie-mutuelle', '/pharmacien/operateur/viamedis', '/pharmacien'];
  const pages = () => Promise.all(paths.map((path) => fetch(server.origin + path)));
  await expect
    .poll(async () => await (await fetch(server.origin + paths[1])).text())
    .toContain('À reprendre');
  for (const page of await pages()) expect(page.status).toBe(200);
  expect(await (await fetch(server.origin + paths[1])).text()).toContain('aucun jour ouvré concerné');
});
