import axe, { type RunOptions } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

/** What is asked of every page, each told in words: an empty list is a good page. */

/** What carries it is looked at for its colours, once for all words of a page that are painted alike. */
const PAINTED = 'data-painted';

/** What of axe's rules the colours of a page alone can break: they take longer than all the others together. */
const MARKED = [
  { id: 'color-contrast', selector: `[${PAINTED}]` },
  { id: 'link-in-text-block', selector: `a[href][${PAINTED}]` },
];

const COLOURS = MARKED.map(({ id }) => id);

/** Axe, which looks at colours where they are marked. */
const AXE = `${axe.source};
axe.configure({ rules: ${JSON.stringify(MARKED)} });`;

/** What bars the way to somebody: every rule in the light, and in the dark on a phone; at a desk in the dark, colours. */
export const barriers = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE);
    // A page that has it from its start spends half of that.
    await page.addInitScript(AXE);
  }
  const known: string[] = [];
  const look = async (
    colorScheme: 'light' | 'dark',
    width: number,
    violations: (newPaints: number) => Promise<string[]>,
  ): Promise<string[]> => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const paints = await markPaint(page, known);
    known.push(...paints);
    const found = await violations(paints.length);
    if (await isWiderThanSeen(page)) found.push('la page défile de côté');
    return found.map((each) => `${colorScheme} ${width} : ${each}`);
  };
  return [
    ...(await look('light', 1280, () => violationsOf(page, {}))),
    ...(await look('dark', 390, () => violationsOf(page, { preload: false }))),
    ...(await look('dark', 1280, async (newPaints) =>
      newPaints === 0 ? [] : violationsOf(page, { runOnly: { type: 'rule', values: COLOURS } }),
    )),
  ];
};

const isWiderThanSeen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What axe finds; of what passes it would name every element of a board. */
const violationsOf = (page: Page, options: RunOptions): Promise<string[]> =>
  page.evaluate(
    async (options) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document, options);
      return violations.map(({ id, nodes }) => {
        const some = nodes.slice(0, 3).map(({ html }) => html);
        return `${id} : ${some.join(' | ')}`;
      });
    },
    { resultTypes: ['violations'], ...options } satisfies RunOptions,
  );

/** Marks one element in sight of those whose words are painted alike, in none of the ways of `known`; resolves to its ways. */
const markPaint = (page: Page, known: readonly string[]): Promise<string[]> =>
  page.evaluate(
    ([mark, known]) => {
      const isOfWords = (element: Element): boolean =>
        element.matches('input, select, textarea') ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      const grounds = new Map<Element | null, string>([[null, '']]);
      /** All that is painted below its words, outermost last. */
      const ground = (element: Element | null): string => {
        const had = grounds.get(element);
        if (had !== undefined || !element) return had ?? '';
        const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
        const made = `${backgroundColor} ${backgroundImage} ${opacity} ${position} / ${ground(element.parentElement)}`;
        grounds.set(element, made);
        return made;
      };
      const painted = (element: Element): string => {
        const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(element);
        // Large words need less contrast than others.
        const size = Number.parseFloat(fontSize);
        const isLarge = size >= 24 || (size >= 18.5 && Number(fontWeight) >= 700);
        const around = element.parentElement ? getComputedStyle(element.parentElement).color : '';
        return [
          element.tagName,
          color,
          isLarge,
          fontWeight,
          textDecorationLine,
          textShadow,
          around,
          ground(element),
        ].join();
      };
      const seen = new Set(known);
      for (const element of document.querySelectorAll('body *')) {
        element.removeAttribute(mark);
        if (!isOfWords(element) || !element.checkVisibility()) continue;
        const paint = painted(element);
        if (!seen.has(paint)) element.setAttribute(mark, '');
        seen.add(paint);
      }
      return [...seen].filter((paint) => !known.includes(paint));
    },
    [PAINTED, known] as const,
  );

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
