import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

/** What is asked of every page, each told in words: an empty list is a good page. */

/** What of axe's rules the colours of a page alone can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

const LOOKS = [
  { colorScheme: 'light', width: 1280, rules: null },
  { colorScheme: 'dark', width: 1280, rules: COLOURS },
  { colorScheme: 'dark', width: 390, rules: null },
] as const;

/** What bars the way to somebody: light, dark, and on a phone. */
export const barriers = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const { colorScheme, width, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await barriersSeen(page, rules)).map((each) => `${colorScheme} ${width} : ${each}`));
  }
  return found;
};

/** What axe finds, by all its rules or some, and a page that scrolls sideways. */
const barriersSeen = async (page: Page, rules: string[] | null): Promise<string[]> => {
  // Our pages have no frames of others: axe need not open a page of its own to gather what it found.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const asked = rules ? { runOnly: { type: 'rule' as const, values: rules } } : {};
  // Of what passes it would name every element of a board.
  const { violations } = await axe.options({ resultTypes: ['violations'], ...asked }).analyze();
  const [wide, seen] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth] as const;
  });
  const found = violations.map(
    ({ id, nodes }) =>
      `${id} : ${nodes
        .slice(0, 3)
        .map(({ html }) => html)
        .join(' | ')}`,
  );
  return wide > seen ? [...found, `la page défile de côté : ${wide} px`] : found;
};

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
