import axe, { type RunOptions } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

/** What is asked of every page, each told in words: an empty list is a good page. */

/** What of axe's rules the colours of a page alone can break: they take longer than all the others together. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const BY_COLOURS: RunOptions = { runOnly: { type: 'rule', values: COLOURS } };
const BUT_COLOURS: RunOptions = {
  rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])),
};

/**
 * What bars the way to somebody: light, dark, and on a phone. Beyond the first look, colours are looked at once for all
 * words that are painted alike.
 */
export const barriers = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const seenAs = async (colorScheme: 'light' | 'dark', width: number, looks: readonly Look[]) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    for (const look of looks) found.push(...(await look(page)));
    if (await isWiderThanSeen(page)) found.push('la page défile de côté');
    return found.map((each) => `${colorScheme} ${width} : ${each}`);
  };
  return [
    ...(await seenAs('light', 1280, [everything])),
    ...(await seenAs('dark', 1280, [colours])),
    ...(await seenAs('dark', 390, [allButColours, colours])),
  ];
};

type Look = (page: Page) => Promise<string[]>;

const everything: Look = (page) => violations(page, {});
const allButColours: Look = (page) => violations(page, BUT_COLOURS);
const colours: Look = async (page) => {
  await markOneOfEach(page);
  return violations(page, BY_COLOURS, `[${MARK}]`);
};

const isWiderThanSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What axe finds; of what passes it would name every element of a board. */
const violations = (page: Page, options: RunOptions, within?: string): Promise<string[]> =>
  page.evaluate(
    async ([within, options]) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(within ? { include: [[within]] } : document, options);
      return violations.map(({ id, nodes }) => {
        const some = nodes.slice(0, 3).map(({ html }) => html);
        return `${id} : ${some.join(' | ')}`;
      });
    },
    [within, { resultTypes: ['violations'], ...options } satisfies RunOptions] as const,
  );

const MARK = 'data-painted-alone';

/** Marks one element, in sight, of those whose words are painted alike. */
const markOneOfEach = (page: Page): Promise<void> =>
  page.evaluate((mark) => {
    const isOfWords = (element: Element): boolean =>
      element.matches('input, select, textarea') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    /** All that is painted below its words, outermost last. */
    const ground = (element: Element | null): string => {
      if (!element) return '';
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
      return `${backgroundColor} ${backgroundImage} ${opacity} ${position} / ${ground(element.parentElement)}`;
    };
    const painted = (element: Element): string => {
      const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(element);
      const around = element.parentElement ? getComputedStyle(element.parentElement).color : '';
      return [
        element.tagName,
        color,
        fontSize,
        fontWeight,
        textDecorationLine,
        textShadow,
        around,
        ground(element),
      ].join();
    };
    const seen = new Set<string>();
    for (const element of document.querySelectorAll('body *')) {
      element.removeAttribute(mark);
      if (!isOfWords(element) || !element.checkVisibility()) continue;
      const paint = painted(element);
      if (!seen.has(paint)) element.setAttribute(mark, '');
      seen.add(paint);
    }
  }, MARK);

const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'long-title': 'off' } });

export const htmlFaults = async (html: string): Promise<string[]> => {
  const { results } = await validator.validateString(html);
  const said = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId} ${message}`),
  );
  return [...new Set(said)].slice(0, 10);
};

/** French typography, of what is not code. Takes the code out of the page. */
export const typographyFaults = async (page: Page): Promise<string[]> => {
  const text = await page.locator('body').evaluate((body: HTMLElement) => {
    for (const code of body.querySelectorAll('code, textarea')) code.remove();
    return body.innerText;
  });
  const wrong = text.match(/.{0,20}(?:[^\s\u202f] ?[;!?»]|\S :(?!\/\/)|«[^\u202f]|\w'\w).{0,10}/gu) ?? [];
  return wrong.filter((found) => !/https?:|\?[a-z]+=|&|\d:\d/.test(found));
};
