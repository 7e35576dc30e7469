import type { Response } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { awake, CRISIS, useReaders } from '../support/runner/pages';

/** What the board costs whoever opens it: bytes as sent, compressed. */
const MOST_SCRIPT = 123_400;
/** Of what comes with the focus of the search field, which the browser gives before or after scripts run. */
const MOST_OF_INDEX = 7_000;

const sizeOf = async (response: Response): Promise<number> => {
  const { responseBodySize } = await response.request().sizes();
  return responseBodySize;
};
const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

describe('the weight of the board', () => {
  const { open, origin } = useReaders();

  it('is at most 123.4 kB of script, none of it for charts', async () => {
    // A board of now waits for news: its network is never idle.
    const path = `/opticien?${CRISIS}`;
    const page = await open('/healthz');
    const received: Response[] = [];
    page.on('response', (response) => received.push(response));
    await page.goto(origin() + path);
    // A loaded machine is idle between a page and the first of its scripts.
    await awake(page);
    await page.waitForLoadState('networkidle');
    const isIndex = (each: Response) => each.url().includes('/search-index-');
    const scripts = received.filter((each) => each.request().resourceType() === 'script' && !isIndex(each));
    const index = sum(await Promise.all(received.filter(isIndex).map(sizeOf)));
    expect(index).toBeLessThanOrEqual(MOST_OF_INDEX);
    expect(scripts.length).toBeGreaterThan(1);
    for (const each of scripts) expect(await each.headerValue('content-encoding'), each.url()).not.toBeNull();
    const script = sum(await Promise.all(scripts.map(sizeOf)));
    const all = sum(await Promise.all(received.map(sizeOf)));
    process.stdout.write(
      `${path}: ${script} octets de script, ${index} d’index, ${all} en tout (visé : 150 000), ${received.length} réponses\n`,
    );
    expect(script).toBeLessThanOrEqual(MOST_SCRIPT);
    const texts = await Promise.all(scripts.map((each) => each.text()));
    expect(texts.filter((text) => /recharts/.test(text))).toEqual([]);
    await page.context().close();
  });
});
