import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { joinBrowser } from './browser';
import { startServer } from './server';

/** Friday 2 February 2024, 12:00 in Paris. */
export const CRISIS = 'at=2024-02-02T12:00:00%2B01:00';

/**
 * An answer of 4xx or 503 is asked for by a test, a network is cut by it; Remix's router writes down as aborted the
 * answer to a click that another overtook while its body was on its way.
 */
const EXPECTED =
  /status of (4\d\d|503)|BodyStreamBuffer was aborted|signal is aborted without reason|ERR_INTERNET_DISCONNECTED/;

/** Until React has taken the page over. */
export const awake = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')),
  );

/** Shorter than a test may last: what was waited for in vain is named by its failure. */
export const PATIENCE = 40_000;

/** A browser for a test file. `open` gives a page of its own; what it complains of fails the file. */
const usePages = (origin: () => string) => {
  let browser: Browser;
  const complaints: string[] = [];
  const opened: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await joinBrowser(inject('browser'));
  });
  afterAll(async () => {
    await browser.close();
    if (complaints.length > 0)
      throw new Error(`La console du navigateur se plaint :\n${complaints.join('\n')}`);
  });
  // A page left open goes on listening. Those opened before the tests serve them all.
  let kept = 0;
  beforeEach(() => {
    kept = opened.length;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(kept).map((context) => context.close()));
  });
  return async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({
      locale: 'fr-FR',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    opened.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      if (!EXPECTED.test(error.message)) complaints.push(`${path} : ${error.message}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text()))
        complaints.push(`${path} : ${message.text()}`);
    });
    await page.goto(path.startsWith('http') ? path : origin() + path);
    return page;
  };
};

/** For who only reads: the program that all such files share, over `db/data`. */
export const useReaders = () => {
  const origin = () => inject('readersOrigin');
  return { open: usePages(origin), origin };
};

/** For who writes: a program of its own, over a database of its own that holds `db/data`. */
export const useDashboard = (env: Record<string, string> = {}) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(env);
  });
  const open = usePages(() => server.origin);
  afterAll(() => server.stop());
  return {
    open,
    origin: () => server.origin,
    db: () => server.db,
    databaseUrl: () => server.databaseUrl,
    beside: () => server.beside(),
  };
};
