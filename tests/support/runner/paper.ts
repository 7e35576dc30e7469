import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

/** How many sheets a page is printed on. */
export const sheetsOf = async (page: Page): Promise<number> => {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
};

const FAMILIES = {
  'Noto Sans': 'noto-sans',
  'Noto Sans Arabic': 'noto-sans-arabic',
  'Noto Sans SC': 'noto-sans-sc',
};

type Face = { css: string; file: string; ranges: [number, number][] };

const require = createRequire(import.meta.url);

/** The files of a family, with the characters that each draws. */
const facesOf = (name: string): Face[] => {
  const sheet = require.resolve(`@fontsource/${name}/400.css`);
  const css = readFileSync(sheet, 'utf8');
  return [...css.matchAll(/@font-face \{[^}]+\}/g)].map(([face]) => {
    const [, file = ''] = /url\(\.\/(files\/[^)]+\.woff2)\)/.exec(face) ?? [];
    const [, ranges = ''] = /unicode-range: ([^;]+);/.exec(face) ?? [];
    return {
      css: face,
      file: join(dirname(sheet), file),
      ranges: ranges.split(',').map((range) => {
        const [from = '', to = from] = range.trim().slice(2).split('-');
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      }),
    };
  });
};

/** The face with its file in it. */
const inlined = ({ css, file }: Face): string =>
  css.replace(/src: [^;]+;/, `src: url(data:font/woff2;base64,${readFileSync(file).toString('base64')});`);

/** A style that sets a text in these fonts alone; `missing`: the characters that none of them draws. */
export const fontsFor = (text: string): { css: string; missing: string[] } => {
  const faces = Object.values(FAMILIES).flatMap(facesOf);
  const draws = ({ ranges }: Face, letter: string): boolean => {
    const code = letter.codePointAt(0) ?? 0;
    return ranges.some(([from, to]) => from <= code && code <= to);
  };
  const letters = [...new Set(text.replace(/\s/g, ''))];
  const wanted = faces.filter((face) => letters.some((letter) => draws(face, letter)));
  const family = Object.keys(FAMILIES)
    .map((name) => `"${name}"`)
    .join(', ');
  return {
    css: `${wanted.map(inlined).join('\n')}\n.sheet, .sheet * { font-family: ${family} !important; }`,
    missing: letters.filter((letter) => !wanted.some((face) => draws(face, letter))),
  };
};

/** The fonts of the machine that drew something of an element: none, once it has ours. */
export const systemFontsIn = async (page: Page, selector: string): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
  const found: string[] = [];
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    found.push(...fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName));
  }
  await session.detach();
  return [...new Set(found)];
};
