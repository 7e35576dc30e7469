import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { awake, CRISIS, useReaders } from '../support/runner/pages';

/** Every element that is shown, and how; sizes follow from the rest, and rows out of sight have none. */
const drawn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // What is on its way between two looks is neither.
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    return [...document.querySelectorAll('body *:not(script, link)')].flatMap((element) => {
      const isFolded = element.tagName !== 'SUMMARY' && element.closest('details:not([open])');
      if (isFolded) return [];
      const style = getComputedStyle(element);
      const isSize =
        /size$|origin$|^(width|height|inset|top|right|bottom|left|grid-template-|margin-(left|inline-start)$)/;
      const said = [...style]
        .filter((name) => !isSize.test(name))
        .map((name) => `${name}: ${style.getPropertyValue(name)}`);
      return `${element.tagName}.${element.getAttribute('class')} ${said.join('; ')}`;
    });
  });

describe('the style that stands in the page of a board', () => {
  const { open } = useReaders();

  it.each([
    ['/opticien', 390],
    ['/pharmacien?q=0000000000', 1280],
    [`/opticien?${CRISIS}`, 390],
    [`/opticien?${CRISIS}`, 1280],
  ])('is all of the sheet that %s shows, %i wide', async (path, width) => {
    const page = await open(path, { viewport: { width, height: 900 } });
    await awake(page);
    // A desk's search takes the focus once it is awake; a phone's waits to be touched.
    if (width > 900) await page.locator('input:focus').waitFor();
    const before = await drawn(page);
    await page.evaluate(
      () =>
        new Promise<unknown>((done) => {
          const href = document.querySelector<HTMLElement>('style[data-whole]')?.dataset.whole ?? '';
          const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
          sheet.addEventListener('load', done);
          document.head.append(sheet);
        }),
    );
    const after = await drawn(page);
    expect(after).toHaveLength(before.length);
    const apart = after.flatMap((said, place) => {
      const rules = before[place]?.split('; ') ?? [];
      const others = said.split('; ').filter((rule, each) => rule !== rules[each]);
      return others.length > 0 ? [`${said.slice(0, 60)} : ${others.slice(0, 3).join('; ')}`] : [];
    });
    expect(apart.slice(0, 5)).toEqual([]);
  });
});
