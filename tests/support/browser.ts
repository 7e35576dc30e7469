import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserServer,
  type LaunchOptions,
  chromium as playwright,
} from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];

/** A real Chromium: `CHROMIUM_PATH`, the system's, or the one inside the npm package. */
const launchOptions = async (): Promise<LaunchOptions> => {
  const given = process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path));
  return { executablePath: given ?? (await chromium.executablePath()), args: ARGS, headless: true };
};

export const openBrowser = async (): Promise<Browser> => playwright.launch(await launchOptions());

/** One that several processes may join, by its `wsEndpoint`. */
export const serveBrowser = async (): Promise<BrowserServer> =>
  playwright.launchServer(await launchOptions());

/** Closing what joined it leaves it to the others. */
export const joinBrowser = (wsEndpoint: string): Promise<Browser> => playwright.connect(wsEndpoint);
