import { startServer } from '../faults/kit/server';
import { atEnd, progress } from '../faults/kit/support';
import { openBrowser } from '../support/runner/browser';
import { COUNTER_TASKS, carryOut, handOf } from '../support/runner/counter-tasks';
import { less, type Measure, ms, quantile } from './measure';

/** A desk, and a telephone. */
const DEVICES = [
  { name: 'desk', options: { viewport: { width: 1280, height: 900 } } },
  { name: 'phone', options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
] as const;
const TIMES = 5;
const MOST_ACTIONS = 3;

/** The tasks of a counter in Chromium, as fast as hands of a machine: what is left is ours. */
export const people: Measure = {
  id: 'people',
  async run({ root }) {
    const server = await startServer({ root });
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
    return results;
  },
};
