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

/** One stop of a walk. `isMarked`: where one is shows, on it or around it; `isInSight`: it is not scrolled away. */
type Stop = { name: string; isMarked: boolean; isInSight: boolean };

/** So many stops, and nobody is taken further by Tab. */
const MOST_STOPS = 600;

/**
 * Tabs from the first link of the page, which leads to its content, to its end. Resolves to where one stopped, and what could be reached and was
 * not, in words. A page that keeps the focus for itself, or has no end, is an error.
 */
export const walk = async (page: Page): Promise<{ stops: Stop[]; skipped: string[] }> => {
  await page.locator('a.skip').focus();
  const stops: Stop[] = [];
  for (;;) {
    const stop = await page.evaluate(stopHere);
    if (stop === 'end') break;
    if (stop === 'again' || stops.length >= MOST_STOPS)
      throw new Error(`Le clavier est retenu : ${stops.at(-1)?.name}`);
    stops.push(stop);
    await page.keyboard.press('Tab');
  }
  return { stops, skipped: await page.evaluate(notWalked) };
};

/** Runs in the page. `again`: the focus was here before. */
const stopHere = (): Stop | 'end' | 'again' => {
  const held = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLLabelElement> };
  if (held === document.body) return 'end';
  if (held.dataset.walked !== undefined) return 'again';
  held.dataset.walked = '';
  const isOutlined = (each: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  };
  let around: Element | null = held;
  while (around && around !== document.body && !isOutlined(around)) around = around.parentElement;
  const { top, bottom, height } = held.getBoundingClientRect();
  return {
    name: (held.getAttribute('aria-label') ?? held.labels?.[0]?.innerText ?? held.innerText ?? '')
      .trim()
      .replace(/\s+/g, ' '),
    isMarked: around !== null && around !== document.body,
    isInSight: height > 0 && bottom > 0 && top < window.innerHeight,
  };
};

/** Runs in the page. A star is reached from its row by an arrow. */
const notWalked = (): string[] =>
  [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, summary, textarea, [tabindex="0"]',
    ),
  ]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.tabIndex >= 0)
    .filter((each) => each.dataset.walked === undefined && !each.matches(':disabled, [type=hidden]'))
    .map((each) => each.outerHTML.slice(0, 120));
