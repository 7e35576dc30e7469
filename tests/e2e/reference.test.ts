import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { useReaders } from '../support/pages';

describe('the reference', () => {
  const { open } = useReaders();

  it.each(['light', 'dark'] as const)('bars nobody, %s', async (colorScheme) => {
    const page = await open('/api/docs', { colorScheme, viewport: { width: 390, height: 900 } });
    // A part is like another; all of them together take axe minutes.
    await page.evaluate(() => {
      for (const article of document.querySelectorAll('article:nth-of-type(n+3)')) article.remove();
    });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} : ${nodes[0]?.html}`)).toEqual([]);
    const [wide, seen] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth] as const;
    });
    expect(wide).toBeLessThanOrEqual(seen);
    await page.context().close();
  });
  it('has addresses one can try', async () => {
    const page = await open('/api/docs');
    await page.getByRole('link', { name: '/api/v1/answers?profession=optician', exact: true }).click();
    await page.waitForURL('**/api/v1/answers?profession=optician');
    await page.context().close();
  });
});
