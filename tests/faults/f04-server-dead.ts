import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serveFolder } from '../support/peers/folder-server';
import { openBrowser } from '../support/runner/browser';
import { startServer } from './kit/server';
import { atEnd, type Row, result, tally } from './kit/support';

const PATIENCE = 60_000;
const MOST = 60_000;
const FILES = [
  '/',
  '/opticien',
  '/pharmacien',
  '/answers/optician.json',
  '/snapshot.json',
  '/snapshot.json.sig',
  '/signing-keys.json',
  '/feeds/history.atom',
  '/badges/viamedis.svg',
  '/embed/opticien',
  '/widget.js',
];

const untilWritten = async (path: string): Promise<void> => {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(200)) {
    if (await stat(path).catch(() => null)) return;
  }
  throw new Error(`rien dans le dossier publié après ${PATIENCE / 1000} s : ${path}`);
};

/** What a reader without JavaScript finds: lines of the board, what it says of its age, files that were missing. */
const read = async (origin: string) => {
  const browser = await openBrowser();
  atEnd(() => browser.close());
  const page = await (await browser.newContext({ javaScriptEnabled: false, baseURL: origin })).newPage();
  let missing = 0;
  page.on('response', (response) => {
    if (response.status() !== 200) missing += 1;
  });
  await page.goto('/opticien');
  return {
    lines: await page.getByText('Malakoff Humanis').count(),
    age: (await page.locator('#etat').textContent()) ?? '',
    missing,
  };
};

export const f04: Row = {
  id: 'F4',
  broken: 'server dead, a static server on the published folder',
  target: 'board, answers JSON, feed, badge: 200; page ≤ 60 kB gz; readable without JavaScript',
  async run() {
    const server = await startServer();
    const folder = join(server.dataDir, 'public');
    await untilWritten(join(folder, 'snapshot.json'));
    await server.killForGood();
    const mirror = await serveFolder(folder);
    atEnd(mirror.stop);
    const statuses = await Promise.all(FILES.map(async (path) => (await fetch(mirror.origin + path)).status));
    const { size } = await stat(join(folder, 'opticien/index.html.gz'));
    const { lines, age, missing } = await read(mirror.origin);
    const isMet =
      statuses.every((status) => status === 200) &&
      size <= MOST &&
      lines > 0 &&
      missing === 0 &&
      /\d{2}:\d{2}/.test(age);
    return {
      isMet,
      measured:
        `${result(tally(statuses))} over ${FILES.join(', ')}; opticians' page ${(size / 1000).toFixed(1)} kB gz; ` +
        `without JavaScript: ${lines} × a mutuelle looked for, ${missing} files missing, says « ${age} »`,
    };
  },
};
