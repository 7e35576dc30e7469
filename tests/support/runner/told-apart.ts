import type { Page } from 'playwright-core';

/** What is told apart by its colour alone, in words, as the page is painted now. Empty: a shape or a word tells all. */
export const toldByColourAlone = async (page: Page): Promise<string[]> => [
  ...(await signsAlike(page)),
  ...(await page.evaluate(unnamedAndAlike)),
];

/** Signs are compared as pixels, by what stands out from the ground, all at one size. */
const SIDE = 24;
/** So many of the 576 are drawn at least, and differ at least: the two thinnest signs differ by more. */
const LEAST_DRAWN = 30;
const LEAST_APART = 24;

const signsAlike = async (page: Page): Promise<string[]> => {
  const names = await page.evaluate(() =>
    [...document.querySelectorAll('.sign use')]
      .filter((use) => use.parentElement?.checkVisibility({ visibilityProperty: true }))
      .map((use) => use.getAttribute('href') ?? ''),
  );
  const drawings = new Map<string, readonly boolean[]>();
  for (const name of new Set(names)) {
    const sign = page.locator(`.sign:has(use[href="${name}"])`).filter({ visible: true }).first();
    const png = (await sign.screenshot({ animations: 'disabled' })).toString('base64');
    drawings.set(name, await page.evaluate(drawingOf, { png, side: SIDE }));
  }
  const faults = [...drawings].flatMap(([name, drawing]) =>
    drawing.filter(Boolean).length < LEAST_DRAWN ? [`${name} ne se voit pas`] : [],
  );
  const known = [...drawings];
  known.forEach(([name, drawing], place) => {
    for (const [other, otherDrawing] of known.slice(place + 1)) {
      const apart = drawing.filter((dot, index) => dot !== otherDrawing[index]).length;
      if (apart < LEAST_APART) faults.push(`${name} et ${other} se ressemblent (${apart} points)`);
    }
  });
  return faults;
};

/** Runs in the page. Whether each dot of a picture is nearer to ink than to the ground, which is its first dot. */
const drawingOf = async ({ png, side }: { png: string; side: number }): Promise<boolean[]> => {
  const bytes = Uint8Array.from(atob(png), (each) => each.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(side, side).getContext('2d');
  if (!context) return [];
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const light = (dot: number) =>
    ((data[dot * 4] ?? 0) + (data[dot * 4 + 1] ?? 0) + (data[dot * 4 + 2] ?? 0)) / 3;
  return Array.from({ length: side * side }, (_, dot) => Math.abs(light(dot) - light(0)) > 96);
};

/** Runs in the page: a mark without a word, days of a strip that differ by colour alone, what is chosen and does not show it. */
const unnamedAndAlike = (): string[] => {
  const isSeen = (each: Element) => each.checkVisibility({ visibilityProperty: true });
  const wordless = [...document.querySelectorAll('.verdict, .pay-line, .group-head')]
    .filter((each) => isSeen(each) && each.textContent?.trim() === '')
    .map((each) => `sans mot : ${each.outerHTML.slice(0, 120)}`);

  const alike = [...document.querySelectorAll('svg[role=img]')].filter(isSeen).flatMap((strip) => {
    const kinds = new Map<string, string>();
    for (const part of strip.querySelectorAll('rect, path')) {
      const { fill, stroke } = getComputedStyle(part);
      const height = part.getAttribute('height') ?? (part as SVGGraphicsElement).getBBox().height;
      kinds.set(part.getAttribute('class') ?? '', `${height} ${fill} ${stroke}`);
    }
    const paints = [...kinds.values()];
    return new Set(paints).size < paints.length
      ? [`jours semblables, « ${strip.getAttribute('aria-label')} » : ${JSON.stringify([...kinds])}`]
      : [];
  });

  /** As it is framed: colours of grounds are the system's, one for all. */
  const frame = (each: Element) => {
    const { outlineStyle, outlineWidth, borderTopWidth, borderBottomWidth, fontWeight } =
      getComputedStyle(each);
    return [outlineStyle, outlineWidth, borderTopWidth, borderBottomWidth, fontWeight].join(' ');
  };
  const unmarked = [...document.querySelectorAll('[aria-current]')]
    .filter((each) => {
      const others = [...(each.closest('nav, ul, p, div')?.querySelectorAll('a') ?? [])];
      return isSeen(each) && others.some((other) => !other.ariaCurrent && frame(other) === frame(each));
    })
    .map((each) => `choisi sans marque : ${each.outerHTML.slice(0, 120)}`);
  return [...wordless, ...alike, ...unmarked];
};
