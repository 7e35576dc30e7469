import type { Browser, BrowserContext, BrowserContextOptions, Cookie, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { closeContexts, sharedBrowser } from './browser';
import { readersOrigin } from './readers';
import { type ServerOptions, startServer } from './server';

/** Friday 2 February 2024, 12:00 in Paris. */
export const CRISIS = 'at=2024-02-02T12:00:00%2B01:00';

/**
 * An answer of 4xx or 503 is asked for by a test, a network is cut by it; Remix's router writes down as aborted the
 * answer to a click that another overtook while its body was on its way.
 */
const EXPECTED =
  /status of (4\d\d|503)|net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)|BodyStreamBuffer was aborted|signal is aborted without reason|ERR_INTERNET_DISCONNECTED/;

/** Until React has taken the page over. */
export const awake = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')),
  );

/** Shorter than a test may last: what was waited for in vain is named by its failure. */
export const PATIENCE = 40_000;

/** What a desk shows. */
const DESK = { width: 1280, height: 900 };

export type Visitor = {
  javaScriptEnabled?: boolean;
  storageState?: { cookies: Cookie[] };
  viewport?: { width: number; height: number };
};

/** Runs in the page. */
const forgetAll = () => {
  localStorage.clear();
  sessionStorage.clear();
};

/**
 * A browser for a test file; what it complains of fails the file. `open` gives a page of its own. `visit` goes to an
 * address in one tab that all such tests share, as the one who is signed in by `storageState`, nothing kept of the others:
 * at half the cost, for who needs one page at a time and leaves the network, the clock and the scripts as they are.
 */
const usePages = (origin: () => string) => {
  let browser: Browser;
  const complaints: string[] = [];
  const opened: BrowserContext[] = [];
  /** One with script, one without. */
  const tabs = new Map<boolean, Page>();
  beforeAll(async () => {
    browser = await sharedBrowser();
  });
  afterAll(async () => {
    await closeContexts(browser);
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
  const newPage = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({
      locale: 'fr-FR',
      viewport: DESK,
      // What a worker answers, no test sees or holds back; and keeping pages takes its time.
      serviceWorkers: 'block',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const complain = (words: string) => {
      if (!EXPECTED.test(words)) complaints.push(`${page.url()} : ${words}`);
    };
    page.on('pageerror', (error) => complain(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complain(message.text());
    });
    return page;
  };
  const addressOf = (path: string) => (path.startsWith('http') ? path : origin() + path);
  const open = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await newPage(options);
    opened.push(page.context());
    await page.goto(addressOf(path));
    return page;
  };

  const visit = async (
    path: string,
    { javaScriptEnabled = true, storageState, viewport = DESK }: Visitor = {},
  ): Promise<Page> => {
    const page = tabs.get(javaScriptEnabled) ?? (await newPage({ javaScriptEnabled }));
    tabs.set(javaScriptEnabled, page);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: null });
    // A page that is still there goes on writing cookies; and to its own address, but for the fragment, it only scrolls.
    // Between pages of one origin the browser begins no other process, which is half of what a page costs.
    await page.goto(addressOf('/healthz'));
    await page.context().clearCookies();
    await page.context().addCookies(storageState?.cookies ?? []);
    const forgetting = await page.addInitScript(forgetAll);
    await page.goto(addressOf(path));
    // What is kept from here on is this visitor's.
    await forgetting.dispose();
    return page;
  };
  return { open, visit };
};

/** For who only reads: the program that all such files share, over `db/data`. */
export const useReaders = () => {
  let served = '';
  beforeAll(async () => {
    served = await readersOrigin();
  });
  const origin = () => served;
  return { ...usePages(origin), origin };
};

type Env = Record<string, string>;

/**
 * For who writes: a program of its own, over a database of its own that holds `db/data`. `env`: what it is told, or what
 * starts the peers that it is told of.
 */
export const useDashboard = (env: Env | (() => Promise<Env>) = {}, options: ServerOptions = {}) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(typeof env === 'function' ? await env() : env, options);
  });
  // What ends last is said first: a page left open complains of a server that leaves before it.
  afterAll(() => server.stop());
  const pages = usePages(() => server.origin);
  return {
    ...pages,
    origin: () => server.origin,
    db: () => server.db,
    databaseUrl: () => server.databaseUrl,
    beside: () => server.beside(),
  };
};
