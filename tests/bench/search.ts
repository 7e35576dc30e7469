import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ask } from '../faults/kit/asking';
import { openDatabase, startServer } from '../faults/kit/server';
import { atEnd, progress, worst } from '../faults/kit/support';
import { openBrowser } from '../support/runner/browser';
import { less, type Measure, ms, quantile, timesOf } from './measure';
import { addMutuelles } from './mutuelles';

const THERE = 10_000;
const ON_A_BOARD = 3_000;
const ASKED = 200;
/** Pixels a frame, as a finger that throws. */
const STEP = 400;
const TYPED = ['garance oceane 12', 'emeraude', 'bâtiseurs horizon', 'mb 412', 'malakof'];
const OTHERS = ['Emeraude', 'oceane', 'Prevoyence', 'bâtisseurs', 'MB', 'solidiare', 'horizon', 'cevenole'];

/** How long from a key pressed to the next picture; what is under 16 ms is said to be 16. */
const keysOf = async (page: Page): Promise<number[]> => {
  await page.evaluate(() => {
    const result = window as unknown as { keys: number[] };
    result.keys = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') result.keys.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  const field = page.locator('input[name=q]').first();
  let pressed = 0;
  for (const text of TYPED) {
    await field.fill('');
    await field.pressSequentially(text, { delay: 90 });
    pressed += text.length;
  }
  await page.waitForTimeout(500);
  const slow = await page.evaluate(() => (window as unknown as { keys: number[] }).keys);
  return [...slow, ...Array<number>(Math.max(0, pressed - slow.length)).fill(16)];
};

/** What held the page while it was scrolled to the bottom, unfolded; milliseconds, empty: nothing over 50. */
const heldBy = async (page: Page): Promise<number[]> => {
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  await page.waitForTimeout(2_000);
  await page.evaluate(() => {
    const result = window as unknown as { held: number[] };
    result.held = [];
    new PerformanceObserver((list) =>
      result.held.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
  await page.evaluate(
    (step) =>
      new Promise<void>((done) => {
        const turning = setInterval(() => {
          window.scrollBy({ top: step, behavior: 'instant' });
          if (window.scrollY + window.innerHeight < document.documentElement.scrollHeight - 1) return;
          clearInterval(turning);
          done();
        }, 16);
      }),
    STEP,
  );
  return page.evaluate(() => (window as unknown as { held: number[] }).held);
};

/** Until what is published of so long a directory is written, at most two minutes: what is measured is a search. */
const settled = async (origin: string): Promise<void> => {
  for (let quick = 0, tries = 0; quick < 40 && tries < 480; tries += 1) {
    const [took = 0] = await timesOf(1, () => ask(origin, { path: '/healthz' }));
    quick = took < 50 ? quick + 1 : 0;
    await pause(250);
  }
};

export const search: Measure = {
  id: 'search',
  async run({ root }) {
    const server = await startServer({ root });
    const { db } = await openDatabase(server);
    await addMutuelles(db, 0, ON_A_BOARD);
    progress('search', `${ON_A_BOARD} on the board, in Chromium`);
    const browser = await openBrowser();
    atEnd(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(`${server.origin}/opticien`, { waitUntil: 'networkidle' });
    await page.waitForTimeout(2_000);
    await page.mouse.move(190, 500);
    const held = await heldBy(page);
    await page.evaluate(() => window.scrollTo(0, 0));
    const keys = await keysOf(page);
    await page.close();
    progress('search', `${THERE} mutuelles, by the API`);
    await addMutuelles(db, ON_A_BOARD, THERE);
    let asked = 0;
    const once = async () => {
      asked += 1;
      const q = encodeURIComponent(`${OTHERS[asked % OTHERS.length]} ${asked}`);
      const { status } = await ask(server.origin, {
        path: `/api/v1/search?profession=optician&q=${q}`,
      });
      if (status !== 200) throw new Error(String(status));
    };
    await settled(server.origin);
    await timesOf(10, once);
    const times = await timesOf(ASKED, once);
    const floor = await timesOf(ASKED, () => ask(server.origin, { path: '/healthz' }));
    const p95 = quantile(times, 0.95);
    return [
      {
        what: `search among ${THERE.toLocaleString('en')} mutuelles by the API`,
        target: 'p95 < 8 ms',
        measured: `p95 ${ms(p95)}, median ${ms(quantile(times, 0.5))}; /healthz in the same run ${ms(quantile(floor, 0.95))}`,
        isMet: p95 < 8,
        figures: [less('p95', p95), less('median', quantile(times, 0.5))],
      },
      {
        what: `a key pressed on a board of ${ON_A_BOARD.toLocaleString('en')} mutuelles → the next picture, in Chromium`,
        target: 'p95 < 40 ms',
        measured: `p95 ${ms(quantile(keys, 0.95))}, worst ${ms(worst(keys))}`,
        isMet: quantile(keys, 0.95) < 40,
        figures: [less('p95', quantile(keys, 0.95)), less('worst', worst(keys))],
      },
      {
        what: 'the same board scrolled: tasks that hold the page',
        target: 'none > 50 ms',
        measured: held.length === 0 ? 'none' : `${held.length}, the longest ${ms(worst(held))}`,
        isMet: held.length === 0,
        figures: [less('long tasks', held.length, ''), less('the longest', worst([0, ...held]))],
      },
    ];
  },
};
