import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWholeBrowser } from '../support/runner/browser';
import { awake, useReaders } from '../support/runner/pages';
import { readersOrigin } from '../support/runner/readers';
import { drawn, type Picture } from '../support/world/drawn-cards';

const AMC = '00401737';
const PERSON = '1850299123456';
const GS = '\u001d';

const NO_CAMERA = 'aucun Chromium entier sur cette machine : celui du paquet n’a pas de caméra';

/** Two frames of one picture, in the planes of YUV4MPEG2: its light, and no colour. */
const film = ({ data, width, height }: Picture): Buffer => {
  const light = Buffer.alloc(width * height);
  for (let point = 0; point < light.length; point += 1) light[point] = data[point * 4 + 1] ?? 0;
  const frame = [Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)];
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`),
    ...frame,
    ...frame,
  ]);
};

describe('a card before the camera of a telephone', () => {
  const { open } = useReaders();
  let folder: string;
  /** Null: only the package's Chromium is here, which has no camera. */
  let browser: Browser | null;
  let origin: string;
  beforeAll(async () => {
    origin = await readersOrigin();
    folder = await mkdtemp(join(tmpdir(), 'comptoir-film-'));
    const text = `${AMC}${GS}IS${GS}003${GS}${PERSON}${GS}DUPONT`;
    const card = drawn({ symbology: 'datamatrix', text, turned: 12, grain: 25, light: 0.8, seed: 7 });
    const file = join(folder, 'card.y4m');
    await writeFile(file, film(card));
    browser = await openWholeBrowser([
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is read there: its number, type and CSR alone leave, and nothing of it is kept', async ({ skip }) => {
    if (browser === null) return skip(NO_CAMERA);
    const context = await browser.newContext({ permissions: ['camera'] });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) =>
      asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
    );
    await page.goto(`${origin}/scanner/opticien`);
    expect(asked.filter((each) => each.includes('.wasm'))).toEqual([]);
    await awake(page);
    await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
    await page.waitForURL(`${origin}/opticien?q=${AMC}-IS-003`);
    await page.locator('main h1').waitFor();
    expect(asked.filter((each) => each.includes('.wasm'))).toHaveLength(1);
    expect(asked.filter((each) => !each.startsWith(`GET ${origin}/`))).toEqual([]);
    expect(asked.filter((each) => each.includes(PERSON) || each.includes('DUPONT'))).toEqual([]);
    const kept = await page.evaluate(async () => ({
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      databases: (await indexedDB.databases()).length,
    }));
    expect(kept.databases).toBe(0);
    expect(kept.local + kept.session).not.toMatch(/1850299|DUPONT|00401737|data:image/);
    await context.close();
  });

  it('is not seen where the camera is refused: that is said, and the search remains', async ({ skip }) => {
    if (browser === null) return skip(NO_CAMERA);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/scanner/opticien`);
    await awake(page);
    await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
    await page.getByText('La caméra est refusée pour ce site').waitFor();
    await context.close();
  });

  it('is opened once, however often one taps, and never behind another tab', async () => {
    const page = await open('/scanner/opticien');
    await awake(page);
    // This Chromium has no camera: a drawing stands for what one films.
    await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
      const streams: MediaStream[] = [];
      Object.assign(window, { streams });
      navigator.mediaDevices.getUserMedia = async () => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        const stream = canvas.captureStream();
        streams.push(stream);
        return stream;
      };
    });
    const filming = () =>
      page.evaluate(() =>
        (window as unknown as { streams: MediaStream[] }).streams.map(
          (stream) => stream.getTracks().filter(({ readyState }) => readyState === 'live').length,
        ),
      );
    await page.getByRole('button', { name: 'Ouvrir la caméra' }).dblclick();
    const close = page.getByRole('button', { name: 'Fermer la caméra' });
    await close.waitFor();
    expect(await filming()).toEqual([1]);
    await close.click();
    expect(await filming()).toEqual([0]);

    await page.getByRole('button', { name: 'Ouvrir la caméra' }).click();
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }));
    await expect.poll(filming).toEqual([0, 0]);
    expect(await close.count()).toBe(0);
  });

  it('is opened by one page alone, and no address takes a scan', async () => {
    const headersOf = async (path: string) => (await fetch(origin + path)).headers;
    const scanner = await headersOf('/scanner/opticien');
    expect(scanner.get('Permissions-Policy')).toContain('camera=(self)');
    expect(scanner.get('Content-Security-Policy')).toContain("'wasm-unsafe-eval'");
    for (const path of ['/opticien', '/opticien/alan', '/fiche/opticien', '/']) {
      const headers = await headersOf(path);
      expect(headers.get('Permissions-Policy')).toContain('camera=()');
      expect(headers.get('Content-Security-Policy')).not.toContain('wasm');
    }
    const scan = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    expect((await fetch(`${origin}/api/v1/scan`, scan)).status).toBe(404);
  });
});
