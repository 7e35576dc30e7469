import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];

/** A real Chromium: `CHROMIUM_PATH`, the system's, or the one inside the npm package. */
export const openBrowser = async (): Promise<Browser> => {
  const given = process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path));
  const executablePath = given ?? (await chromium.executablePath());
  return playwright.launch({ executablePath, args: ARGS, headless: true });
};
