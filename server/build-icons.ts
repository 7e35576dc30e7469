import { readFile, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';

/** The icon, for those that do not take it as SVG: `favicon.ico`, and `apple-touch-icon.png` for home screens. */

const DARK = /@media[^{]*\{\w+\{[^}]*\}\}/;
const ICO_SIZE = 32;
const TOUCH_SIZE = 180;
/** Those that an installed page is shown by (`manifest.webmanifest`). */
const INSTALLED_SIZES = [192, 512];
/** A home screen rounds its corners and fills what is clear with black: it gets a white square, with a margin. */
const TOUCH_VIEW = 'viewBox="-6 -6 44 44"';

export const writeIcons = async (folder: string): Promise<void> => {
  const svg = (await readFile(`${folder}/favicon.svg`, 'utf8')).replace(DARK, '');
  const touch = svg.replace(/viewBox="[^"]*"/, TOUCH_VIEW);
  await Promise.all([
    writeFile(`${folder}/favicon.ico`, icoOf(drawnAt(svg, ICO_SIZE))),
    writeFile(`${folder}/apple-touch-icon.png`, drawnAt(touch, TOUCH_SIZE, '#fff')),
    ...INSTALLED_SIZES.map((size) => writeFile(`${folder}/icon-${size}.png`, drawnAt(touch, size, '#fff'))),
  ]);
};

const drawnAt = (svg: string, width: number, background?: string): Buffer =>
  new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    ...(background === undefined ? {} : { background }),
    font: { loadSystemFonts: false },
  })
    .render()
    .asPng();

/** A file of one picture, kept as PNG (Windows Vista and later). */
const icoOf = (png: Buffer): Buffer => {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(ICO_SIZE, 6);
  head.writeUInt8(ICO_SIZE, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
};
