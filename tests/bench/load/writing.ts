import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../faults/kit/asking';

const claim = (incident: string | null, number: number) => ({
  platform: 'viamedis',
  flows: ['carte'],
  professions: 'all',
  precision: 'minute',
  effectiveAt: new Date().toISOString(),
  health: number % 2 === 0 ? 'down' : 'degraded',
  text: `bench ${number}`,
  incident,
});

/** Statements at a steady pace, each timed from when it was due: one that waits does not hide the next. */
export const writing = async (
  origin: string,
  keys: readonly string[],
  perSecond: number,
  seconds: number,
) => {
  const path = '/api/v1/statements';
  const first = await ask(origin, { path, bearer: keys[0] ?? '', body: claim(null, 0) });
  const times: number[] = [];
  const wrong: string[] = [];
  const start = performance.now();
  const sent = Array.from({ length: perSecond * seconds }, async (_, number) => {
    const due = start + (number * 1000) / perSecond;
    await pause(due - performance.now());
    const body = claim(first.body.incident, number);
    await ask(origin, { path, bearer: keys[number % keys.length] ?? '', body }).then(
      ({ status }) => {
        if (status !== 201) wrong.push(String(status));
        times.push(performance.now() - due);
      },
      (error: Error) => wrong.push(error.name),
    );
  });
  await Promise.all(sent);
  return { times, wrong, perSecond: (1000 * times.length) / (performance.now() - start) };
};
