import type { Browser } from 'playwright-core';
import { openDatabase, type Server, startServer } from '../faults/kit/server';
import { atEnd, progress } from '../faults/kit/support';
import { openBrowser } from '../support/runner/browser';
import { COUNTER_TASKS, carryOut, handOf } from '../support/runner/counter-tasks';
import { NIGHT, type Night, PHONE, wokenFor } from '../support/runner/duty';
import { SECRET_KEY } from '../support/runner/program';
import { loadOutage } from '../support/world/outage';
import { aPerson } from '../support/world/sign-in';
import { less, type Measure, ms, quantile } from './measure';

/** A desk, and a telephone. */
const DEVICES = [
  { name: 'desk', options: { viewport: { width: 1280, height: 900 } } },
  { name: 'phone', options: PHONE },
] as const;
const TIMES = 5;
const MOST_ACTIONS = 3;
const MOST_TAPS = 8;
const MOST_NIGHT_MS = 60_000;

/** What a duty manager is woken for, on a telephone, from the sign-in to « C’est fait ». */
const nightOf = async (server: Server, browser: Browser) => {
  const { db } = await openDatabase(server);
  const dashboard = { db: () => db, origin: () => server.origin };
  await loadOutage(db);
  const results = [];
  for (const night of Object.keys(NIGHT) as Night[]) {
    progress('people', night);
    const duty = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await browser.newPage({ ...PHONE, locale: 'fr-FR' });
    const { taps, ms: spent } = await wokenFor(page, server.origin, duty, night);
    await page.close();
    results.push({
      what: `at night: ${night}, at a phone`,
      target: `≤ ${MOST_TAPS} taps, < ${MOST_NIGHT_MS / 1000} s`,
      measured: `${taps} taps, ${ms(spent)}`,
      isMet: taps <= MOST_TAPS && spent < MOST_NIGHT_MS,
      figures: [less(night, spent)],
    });
  }
  return results;
};

/** The tasks of a counter and of a duty manager in Chromium, as fast as hands of a machine: what is left is ours. */
export const people: Measure = {
  id: 'people',
  async run({ root }) {
    const server = await startServer({ root, env: { SECRET_KEY } });
    const browser = await openBrowser();
    atEnd(() => browser.close());
    const results = [];
    for (const task of COUNTER_TASKS) {
      progress('people', task.id);
      for (const { name, options } of DEVICES) {
        const times: number[] = [];
        for (let time = 0; time < TIMES; time += 1) {
          const page = await browser.newPage({ ...options, locale: 'fr-FR' });
          await page.goto(server.origin + task.board);
          await page.waitForTimeout(1_000);
          times.push(await carryOut(handOf(page), task));
          await page.close();
        }
        const median = quantile(times, 0.5);
        results.push({
          what: `${task.id}, at a ${name}`,
          target: `≤ ${MOST_ACTIONS} actions, < 2 s`,
          measured: `${task.actions.length} actions, ${ms(median)}`,
          isMet: task.actions.length <= MOST_ACTIONS && median < 2_000,
          figures: [less('median', median)],
        });
      }
    }
    return [...results, ...(await nightOf(server, browser))];
  },
};
