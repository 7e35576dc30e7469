import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core';
import { atExit, onceAWorker } from './worker';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];
/** A process begun for each page, and a spare one for the next, are a quarter of what a page costs: not where it is measured. */
export const FEW_PROCESSES = ['--renderer-process-limit=1', '--process-per-site'];

/** The npm package's is the shell of Chromium alone: a page costs half of what it costs in a whole one. */
const isPackaged = process.platform === 'linux' && process.arch === 'x64';

/** A real Chromium: `CHROMIUM_PATH`, the one inside the npm package, or the system's. */
const launchOptions = async (more: readonly string[]): Promise<LaunchOptions> => {
  const given = process.env.CHROMIUM_PATH ?? (isPackaged ? await chromium.executablePath() : undefined);
  return {
    executablePath: given ?? SYSTEM.find((path) => existsSync(path)),
    args: [...ARGS, ...more],
    headless: true,
  };
};

/** `more`: what else it is started with. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser> =>
  playwright.launch(await launchOptions(more));

/** A Chromium with its cameras, which the package leaves out; null: the machine has none. `more`: what else it is started with. */
export const openWholeBrowser = async (more: readonly string[]): Promise<Browser | null> => {
  const executablePath = process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path));
  if (executablePath === undefined) return null;
  return playwright.launch({ executablePath, args: [...ARGS, ...more], headless: true });
};

/** What a file opened in the browser it shares, closed: pages left open go on listening. */
export const closeContexts = async (browser: Browser): Promise<void> => {
  await Promise.all(browser.contexts().map((context) => context.close()));
};

/** One for all the files of a worker. What stops the worker ends it. */
export const sharedBrowser = onceAWorker(async (): Promise<Browser> => {
  const browser = await playwright.launch({ ...(await launchOptions(FEW_PROCESSES)), handleSIGTERM: false });
  // Playwright ends its browsers when the process exits; a signal alone would leave them.
  atExit(() => undefined);
  return browser;
});
