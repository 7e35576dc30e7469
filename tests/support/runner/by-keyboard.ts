import type { Page } from 'playwright-core';

const MOST = 120;

/** Where one is, as it is called. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const held = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLLabelElement> };
    return held.getAttribute('aria-label') ?? held.labels?.[0]?.innerText ?? held.innerText ?? '';
  });

/** Tabs on until it is there; a person would hear each of them. */
export const goTo = async (page: Page, name: string | RegExp) => {
  for (let tabs = 0; tabs < MOST; tabs++) {
    const here = await focused(page);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`« ${name} » ne s’atteint pas au clavier`);
};
