import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { datingOf } from '#app/words/instants';
import { professionWords } from '#app/words/professions';
import { dayNumber } from '#server/contract/calendar';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { openWay } from '../support/peers/way';
import { FEW_PROCESSES, openBrowser } from '../support/runner/browser';
import { leftUndoubted } from '../support/runner/undoubted';
import { startServer } from './kit/server';
import { atEnd, isQuick, median, progress, type Row, seconds, worst } from './kit/support';

const BROWSERS = isQuick ? 5 : 50;
/** So many at a time: the machine is one, and each has one of its own. */
const TOGETHER = 5;
const MOST_MS = 1_000;
const BACK_MS = 40_000;
const PATIENCE_MS = 30_000;
/** Since the page was visited; each is past its time from the second on. */
const TIMES = ['10:00', '06:00', '01:44:00', '46:00:00'];

const TICK_MS = 1_000;

type Reader = { page: Page; paths: readonly string[] };

const pathsOf = (rank: number): string[] => {
  const { slug } = professionWords[PROFESSIONS[rank % PROFESSIONS.length] ?? 'optician'];
  const paths = [`/${slug}`, `/${slug}/malakoff-humanis`, '/plateformes'];
  // The last one opened is left open: another for the next.
  return [...paths.slice(rank % paths.length), ...paths.slice(0, rank % paths.length)];
};

const isKept = (page: Page, path: string): Promise<boolean> =>
  page.evaluate(async (asked) => Boolean(await caches.match(asked, { cacheName: 'comptoir-pages-1' })), path);

const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(50))
    if (await isSo().catch(() => false)) return;
  throw new Error(`attendu en vain : ${what}`);
};

/** Its timers stand still until they are let run: the machine is one, and others are timed meanwhile. */
const leftOpen = async (page: Page): Promise<void> =>
  page.clock.pauseAt((await page.evaluate(() => Date.now())) + TICK_MS);

/** A browser of its own, which stays on each page long enough for it to be kept. */
const visiting = async (browser: Browser, origin: string, rank: number): Promise<Reader> => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  // What runs in the page is compiled by tsx, which keeps the names of functions by a function of its own.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  const page = await context.newPage();
  await page.clock.install();
  const paths = pathsOf(rank);
  for (const path of paths) {
    await page.goto(origin + path);
    await until(`${path} gardée`, async () => {
      await page.clock.fastForward('00:07');
      return isKept(page, path);
    });
  }
  await leftOpen(page);
  return { page, paths };
};

/** When the signed state is of that the browser holds, as a page says it: by its own clock, or before that goes. */
const signedDatings = async (page: Page): Promise<string[]> => {
  const generatedAt = await page.evaluate(async () => {
    const state = await caches.match('/api/v1/snapshot', { cacheName: 'comptoir-signe-1' });
    if (!state) return null;
    const { generatedAt }: { generatedAt: string } = await state.json();
    return generatedAt;
  });
  if (generatedAt === null) return [];
  const today = dayNumber(new Date(await page.evaluate(() => Date.now())));
  const signed = new Date(generatedAt);
  return [today, dayNumber(signed) + 1].map((day) => datingOf(signed, day).of);
};

/** `bareMs`: how long a page of one word takes this browser now, on a machine that does other things too. */
type Seen = { ms: number; bareMs: number; wrongAge: string | null; stale: string[] };

const msTo = async (page: Page, address: string): Promise<number> => {
  const startedAt = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('main').waitFor();
  return performance.now() - startedAt;
};

/** Opens a page that was visited, and leaves it open while the clock is advanced. */
const opened = async (page: Page, origin: string, path: string): Promise<Seen> => {
  const datings = await signedDatings(page);
  const bareMs = await msTo(page, 'data:text/html,<main>nu</main>');
  const ms = await msTo(page, origin + path);
  const link = page.locator('.live');
  await until(`${path} hors ligne`, async () => /^Hors ligne/.test(await link.innerText()));
  const said = await link.innerText();
  const wrongAge = datings.some((of) => said.includes(`copie ${of}`))
    ? null
    : `${path} : « ${said} », signée ${datings[0]}`;
  const stale: string[] = [];
  for (const [rank, step] of TIMES.entries()) {
    await page.clock.fastForward(step);
    if (rank === 0) continue;
    await until(`${path} à vérifier`, async () => (await page.locator('.past-its-time').count()) > 0).catch(
      () => stale.push(`${path} : aucun doute après ${step}`),
    );
    stale.push(...(await leftUndoubted(page)));
  }
  return { ms, bareMs, wrongAge, stale };
};

/** How long a page that is left open takes to live again, by its own clock, which is let run faster than ours. */
const latenessOf = async (page: Page): Promise<number> => {
  for (let late = 0; late < 3 * BACK_MS; late += TICK_MS) {
    if ((await page.locator('.past-its-time').count()) === 0) return late;
    await page.clock.runFor(TICK_MS);
    // What it asks meanwhile takes true time.
    await pause(100);
  }
  return Number.POSITIVE_INFINITY;
};

/** Some browsers, and the whole of it for them: visited, dead, opened, back. */
const lived = async (ranks: readonly number[]): Promise<{ seen: Seen[]; lateness: number[] }> => {
  const server = await startServer();
  const way = await openWay(server.origin);
  const browser = await openBrowser(FEW_PROCESSES);
  atEnd(() => browser.close());
  const readers = await Promise.all(ranks.map((rank) => visiting(browser, way.origin, rank)));
  await server.killForGood();
  way.be('dead');
  const seen: Seen[] = [];
  for (const { page, paths } of readers) {
    await page.clock.resume();
    for (const path of paths) seen.push(await opened(page, way.origin, path));
    await leftOpen(page);
  }
  const again = await startServer({ dataDir: server.dataDir });
  way.lead(again.origin);
  way.be('whole');
  const lateness = await Promise.all(readers.map(({ page }) => latenessOf(page)));
  await browser.close();
  await way.close();
  await again.stop();
  return { seen, lateness };
};

export const f05: Row = {
  id: 'F5',
  broken: 'everything of ours dead, the reader had visited',
  target: 'last copy < 1 s, age right to the minute, 0 stale green; live within 40 s of our return',
  async run() {
    const seen: Seen[] = [];
    const lateness: number[] = [];
    for (let from = 0; from < BROWSERS; from += TOGETHER) {
      const few = await lived(Array.from({ length: TOGETHER }, (_, rank) => from + rank));
      seen.push(...few.seen);
      lateness.push(...few.lateness);
      progress('F5', `${from + TOGETHER} navigateurs`);
    }
    const stale = seen.flatMap((each) => each.stale);
    const wrongAges = seen.flatMap(({ wrongAge }) => wrongAge ?? []);
    const half = (name: 'ms' | 'bareMs') => median(seen.map((each) => each[name]));
    const slowest = worst(seen.map(({ ms }) => ms));
    const latest = worst(lateness);
    return {
      isMet: slowest < MOST_MS && wrongAges.length === 0 && stale.length === 0 && latest < BACK_MS,
      measured:
        `${BROWSERS} browsers, ${seen.length} pages opened with nothing left: half within ${seconds(half('ms'))} ` +
        `(a bare page ${seconds(half('bareMs'))}), the slowest in ${seconds(slowest)}, ` +
        `${wrongAges.length} wrong ages ${wrongAges.slice(0, 3).join(' · ')}, ${stale.length} stale answers ${stale.slice(0, 3).join(' · ')} after ${TIMES.length} ` +
        `advances up to two days; back, the last lives after ${seconds(latest)}`,
    };
  },
};
