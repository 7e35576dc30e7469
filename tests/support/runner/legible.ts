import type { Page } from 'playwright-core';

/** The text spacing that a reader may set (WCAG 1.4.12): nothing may be lost by it. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }`;

/** As a style of the reader's own, which no policy of the page holds back. */
export const spaceOut = (page: Page): Promise<void> =>
  page.evaluate((style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
  }, SPACED);

/** What cannot be read as it is shown: words over words, cut off, or a page that goes on sideways. Empty: all can. */
export const illegible = async (page: Page, width: number): Promise<string[]> => {
  await page.setViewportSize({ width, height: 900 });
  let faults = await page.evaluate(lookedAt);
  // A chart follows its page a moment later: what is a fault still is one then.
  for (let again = 0; faults.length > 0 && again < 10; again += 1) {
    await page.waitForTimeout(200);
    faults = await page.evaluate(lookedAt);
  }
  return faults.map((fault) => `${width} px : ${fault}`);
};

/** Runs in the page. */
const lookedAt = (): string[] => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.querySelectorAll('main *')].filter(
    (each) =>
      each.getBoundingClientRect().right > clientWidth + 1 && !each.closest('.scroll, .filters, .nav, svg'),
  );
  const faults =
    scrollWidth > clientWidth
      ? [`défile de côté (${scrollWidth}) : ${wide.map((each) => each.outerHTML.slice(0, 90)).slice(0, 3)}`]
      : [];

  const isCut = (each: Element): boolean => {
    const { overflowX, overflowY } = getComputedStyle(each);
    const hides = (axis: string) => axis === 'hidden' || axis === 'clip';
    return (
      (hides(overflowX) && each.scrollWidth > each.clientWidth + 1) ||
      (hides(overflowY) && each.scrollHeight > each.clientHeight + 1)
    );
  };
  for (const each of document.querySelectorAll<HTMLElement>('body *')) {
    if (each.closest('.visually-hidden, svg, .skip') || !each.checkVisibility() || !each.innerText?.trim())
      continue;
    if (isCut(each) && faults.length < 5) faults.push(`coupé : « ${each.innerText.trim().slice(0, 40)} »`);
  }

  type Written = { text: string; owner: Element; left: number; right: number; top: number; bottom: number };
  const written: Written[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (
      !owner ||
      !node.textContent?.trim() ||
      owner.closest('.visually-hidden, script, style, svg, .top, .skip')
    )
      continue;
    if (
      !owner.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
    )
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // The box of a line holds more than its letters.
    for (const { left, right, top, bottom } of range.getClientRects())
      written.push({
        text: node.textContent.trim().slice(0, 30),
        owner,
        left,
        right,
        top: top + 3,
        bottom: bottom - 3,
      });
  }
  written.sort((a, b) => a.top - b.top);
  written.forEach((one, place) => {
    for (let next = place + 1; next < written.length && faults.length < 5; next += 1) {
      const other = written[next] as Written;
      if (other.top >= one.bottom) break;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      // A heading or the end of a form that stays in sight hides what passes under it.
      const isOver = [one, other].some(({ owner }) => owner.closest('th[scope=row], .send'));
      if (across > 2 && down > 2 && !isOver && one.owner !== other.owner)
        faults.push(`« ${one.text} » sur « ${other.text} »`);
    }
  });
  return faults;
};
