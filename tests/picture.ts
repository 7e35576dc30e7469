import { writeFile } from 'node:fs/promises';
import { startServer } from './faults/kit/server';
import { undoAll } from './faults/kit/support';
import { openBrowser } from './support/runner/browser';

/** The command: draws the picture that README shows, the board of opticians at the height of the 2024 crisis. */

const BOARD = '/opticien?at=2024-02-02T12:00:00%2B01:00';
const PICTURE = new URL('../app/board/board.webp', import.meta.url);
const VIEWPORT = { width: 1120, height: 700 };

try {
  const { origin } = await startServer();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, locale: 'fr-FR' });
    await page.goto(origin + BOARD, { waitUntil: 'networkidle' });
    const devtools = await page.context().newCDPSession(page);
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
    const picture = Buffer.from(data, 'base64');
    await writeFile(PICTURE, picture);
    process.stdout.write(`app/board/board.webp : ${Math.round(picture.length / 1000)} ko\n`);
  } finally {
    await browser.close();
  }
} finally {
  await undoAll();
}
