import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import { awake, useDashboard } from '../support/runner/pages';
import { leftUndoubted } from '../support/runner/undoubted';
import { loadOutage } from '../support/world/outage';

const TELEVISIONS = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
/** `WALL_HOURS=6`: as long as a day at the counter lasts. */
const HOURS = Number(process.env.WALL_HOURS ?? 0.5);

/** Of the machine's own time. */
const HUNG_TIMEOUT = 90_000 + HOURS * 90_000;

/** What sticks out of its place, in words. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const places = [
      document.documentElement,
      ...document.querySelectorAll('.wall-left, .wall-right, .wall-main'),
    ];
    return places
      .filter(
        ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
          scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1,
      )
      .map(
        ({ tagName, className, scrollHeight, clientHeight }) =>
          `${tagName}.${className} ${scrollHeight} > ${clientHeight}`,
      );
  });

/** What a page holds once what it no longer needs is gone. */
const held = async (page: Page): Promise<{ nodes: number; listeners: number; bytes: number }> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
  await session.detach();
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), bytes: of('JSHeapUsedSize') };
};

const TRANSPARENT = 'rgba(0, 0, 0, 0)';

/** Of the screen, and of the part that says what is touched. */
const groundsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    ['body', '.wall-left'].map(
      (each) => getComputedStyle(document.querySelector(each) as Element).backgroundColor,
    ),
  );

describe('the screen on the wall', () => {
  const { open, origin, db } = useDashboard();
  beforeAll(() => loadOutage(db()));

  const hung = async (viewport = TELEVISIONS[0], time?: string): Promise<Page> => {
    const page = await open('/healthz', { ...(viewport && { viewport }) });
    await page.clock.install(time === undefined ? {} : { time });
    await page.goto(`${origin()}/ecran/opticien`);
    await awake(page);
    return page;
  };
  const left = (page: Page) => page.locator('.wall-left').innerText();

  it.each(TELEVISIONS)(
    'shows what is touched first, then the rest, within $width × $height',
    async (viewport) => {
      const page = await hung(viewport);
      expect(await left(page)).toMatch(/^(Non|Oui, avec réserve|Selon la carte)/);
      const seen = new Set<string>();
      for (let turn = 0; turn < 8; turn += 1) {
        seen.add(await left(page));
        expect(await beyond(page)).toEqual([]);
        await page.clock.fastForward('00:12');
      }
      expect(seen.size).toBeGreaterThan(1);
      expect([...seen].join('\n')).toMatch(/^Oui$/m);
    },
  );

  it('holds nothing that takes the focus', async () => {
    const page = await hung();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(await page.locator(':is(a, button, input, select, summary, [tabindex]):visible').count()).toBe(0);
  });

  it('turns grey and says so when nothing confirms it, and back', async () => {
    const page = await hung();
    const before = await groundsOf(page);
    await page.context().setOffline(true);
    await page.clock.fastForward('16:00');
    await expect.poll(() => leftUndoubted(page)).toEqual([]);
    expect(await page.locator('.past-its-time').innerText()).toMatch(/^À vérifier/);
    expect(await beyond(page)).toEqual([]);
    // What it says lies over nothing, and no part of the screen is left as it was.
    expect(await page.locator('.live').isVisible()).toBe(false);
    const [ground = '', left = ''] = await groundsOf(page);
    expect(ground).not.toBe(before[0]);
    expect([ground, TRANSPARENT]).toContain(left);
    await page.context().setOffline(false);
    await expect.poll(() => page.locator('.past-its-time').count()).toBe(0);
  });

  it('is loaded anew at four in the morning, and stays when it cannot be', async () => {
    const page = await hung(TELEVISIONS[0], '2026-11-30T02:58:00Z');
    let loads = 0;
    page.on('framenavigated', () => {
      loads += 1;
    });
    await page.context().setOffline(true);
    await page.clock.runFor('00:08:00');
    expect(loads).toBe(0);
    await page.context().setOffline(false);
    await page.clock.setSystemTime('2026-12-01T02:55:00Z');
    await page.clock.runFor('00:12:00');
    await expect.poll(() => loads).toBe(1);
  });

  const loseAndFind = async (page: Page) => {
    const doubts = () => page.locator('.past-its-time').count();
    await page.context().setOffline(true);
    await page.clock.runFor('16:00');
    await expect.poll(doubts).toBe(1);
    await page.context().setOffline(false);
    await expect.poll(doubts).toBe(0);
  };

  it(
    'grows no heavier while it hangs there, its stream lost and found each hour',
    async () => {
      // By day: at four in the morning it is another page.
      const page = await hung(TELEVISIONS[0], '2026-12-01T08:00:00Z');
      const letRun = async (milliseconds: number) => {
        for (let run = 0; run < milliseconds; run += 5 * 60_000) {
          await page.clock.runFor(5 * 60_000);
          await page.waitForTimeout(50);
        }
      };
      await letRun(HOUR / 6);
      await loseAndFind(page);
      const before = await held(page);
      for (let hour = 0; hour < HOURS; hour += 1) {
        await letRun(Math.min(1, HOURS) * HOUR - 16 * MINUTE);
        await loseAndFind(page);
      }
      const after = await held(page);
      process.stdout.write(
        `/ecran/opticien, ${HOURS} h: ${JSON.stringify(before)} → ${JSON.stringify(after)}\n`,
      );
      expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.2);
      expect(after.listeners).toBeLessThanOrEqual(before.listeners * 1.2);
      expect(after.bytes).toBeLessThanOrEqual(before.bytes * 1.2 + 1_000_000);
    },
    HUNG_TIMEOUT,
  );
});
