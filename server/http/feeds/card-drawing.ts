import { drawn, INKS, type SignName } from '#server/contract/signs';
import { escaped } from '../kit/escaped';

/** What a link to one of our pages shows where it is pasted. `isMain`: drawn large, once. */
export type CardLine = { text: string; sign?: SignName; isMain?: boolean; isBold?: boolean };
export type Card = {
  title: string;
  about: string;
  lines: readonly CardLine[];
  /** When it was so, and where to look before one believes it. */
  instant: string;
  verify: string;
  /** Of a past instant, or no longer confirmed: said above everything. */
  warning: string | null;
};

export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;
export const CARD_MARGIN = 72;
export const CARD_FONT = 'Source Sans 3';

const INK = '#191d21';
const SOFT = '#474e55';
export const ROOM = CARD_WIDTH - 2 * CARD_MARGIN;

/** How far each sign from the space to « ~ » carries in our font's bold, in hundredths of its size; a test measures it. */
const ADVANCES =
  '20 34 54 53 53 86 67 30 35 35 46 53 30 34 30 34 53 53 53 53 53 53 53 53 53 53 30 30 53 53 53 47 91 58 61 59 64 55 53 64 68 31 51 62 52 77 67 69 60 69 62 56 56 67 56 82 57 53 55 35 34 35 53 50 56 53 58 47 58 52 35 54 58 28 28 55 29 86 58 56 58 58 40 45 39 57 53 78 52 53 46 35 27 35 53'
    .split(' ')
    .map(Number);
const THIN_SPACE = '\u202f';
/** No Latin letter is wider; what the font does not have takes a square. */
const WIDEST = 98;
const SQUARE = 105;
const LATIN = /[\u0080-\u024f\u2000-\u20bf]/;

const advanceOf = (letter: string): number => {
  if (letter === THIN_SPACE) return 12;
  const [plain = ''] = letter.normalize('NFD');
  return ADVANCES[plain.charCodeAt(0) - 32] ?? (LATIN.test(letter) ? WIDEST : SQUARE);
};
export const lengthOf = (text: string, size: number): number =>
  ([...text].reduce((sum, letter) => sum + advanceOf(letter), 0) * size) / 100;

/** In lines no longer than `room`, `most` at most; what is left out is said by « … », after a whole word where there is one. */
export const wrapped = (text: string, size: number, room: number, most: number): string[] => {
  const lines: string[] = [];
  let rest = text.trim().replace(/\s*\n\s*/g, ' ');
  while (rest !== '' && lines.length < most) {
    const isLast = lines.length === most - 1;
    if (lengthOf(rest, size) <= room) return [...lines, rest];
    const kept = beginningOf(rest, size, isLast ? room - lengthOf('…', size) : room);
    lines.push(isLast ? `${kept.replace(/[\s,;:–—-]+$/, '')}…` : kept);
    rest = rest.slice(kept.length).trimStart();
  }
  return lines;
};

const beginningOf = (text: string, size: number, room: number): string => {
  let fits = '';
  for (const letter of text) {
    if (lengthOf(fits + letter, size) > room) break;
    fits += letter;
  }
  const space = fits.lastIndexOf(' ');
  // One word longer than the line is cut wherever the line ends.
  return text[fits.length] === ' ' || space <= 0 ? fits : fits.slice(0, space);
};

type Style = { size: number; ink?: string; isBold?: boolean };

const write = (x: number, y: number, text: string, { size, ink = INK, isBold = false }: Style): string =>
  `<text x="${x}" y="${Math.round(y)}" font-size="${size}" fill="${ink}"${isBold ? ' font-weight="700"' : ''}>${escaped(text)}</text>`;

const sign = (name: SignName, x: number, y: number, size: number): string =>
  `<svg x="${x}" y="${Math.round(y)}" width="${size}" height="${size}" viewBox="0 0 24 24">${drawn(name)}</svg>`;

const MAIN = { size: 84, sign: 92, step: 108 };
const PLAIN = { size: 38, sign: 40, step: 54 };
const FOOT = 524;
export const VERIFY_SIZE = 32;

/** Lines one below the other until the foot; those that do not fit are left out whole. */
const linesOf = (lines: readonly CardLine[], top: number): string => {
  let y = top;
  const drawnLines: string[] = [];
  for (const line of lines) {
    const form = line.isMain ? MAIN : PLAIN;
    if (y + form.step > FOOT) break;
    const x = CARD_MARGIN + (line.sign === undefined ? 0 : form.sign + 20);
    const room = CARD_WIDTH - CARD_MARGIN - x;
    const size = line.isMain && lengthOf(line.text, form.size) > room ? 60 : form.size;
    const [text = ''] = wrapped(line.text, size, room, 1);
    if (line.sign !== undefined) drawnLines.push(sign(line.sign, CARD_MARGIN, y, form.sign));
    drawnLines.push(
      write(x, y + form.sign / 2 + size * 0.34, text, {
        size,
        isBold: line.isMain ?? line.isBold ?? line.sign !== undefined,
      }),
    );
    y += form.step;
  }
  return drawnLines.join('');
};

/** As SVG that asks for nothing outside itself. The bar at its left is of the colour of its first sign. */
export const drawCard = ({ title, about, lines, instant, verify, warning }: Card): string => {
  const size = lengthOf(title, 64) <= ROOM ? 64 : 50;
  const titles = wrapped(title, size, ROOM, 2);
  const [under = ''] = wrapped(about, 36, ROOM, 1);
  const top = warning === null ? 96 : 142;
  const titleAt = (index: number) => top + 56 + index * (size + 6);
  const aboutAt = titleAt(titles.length - 1) + 54;
  const [first] = lines.flatMap((line) => line.sign ?? []);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${CARD_HEIGHT}" viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}" font-family="${CARD_FONT}">`,
    `<rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" fill="#fff"/>`,
    `<rect width="24" height="${CARD_HEIGHT}" fill="${first === undefined ? '#0d5468' : INKS[first]}"/>`,
    warning === null ? '' : warningOf(warning),
    write(CARD_MARGIN, top - 16, 'Comptoir', { size: 30, ink: '#0d5468', isBold: true }),
    ...titles.map((text, index) => write(CARD_MARGIN, titleAt(index), text, { size, isBold: true })),
    write(CARD_MARGIN, aboutAt, under, { size: 36, ink: SOFT }),
    linesOf(lines, aboutAt + 30),
    `<rect x="${CARD_MARGIN}" y="${FOOT}" width="${ROOM}" height="2" fill="#dfdbd2"/>`,
    write(CARD_MARGIN, FOOT + 40, wrapped(instant, 28, ROOM, 1)[0] ?? '', { size: 28, ink: SOFT }),
    write(CARD_MARGIN, FOOT + 80, wrapped(verify, VERIFY_SIZE, ROOM, 1)[0] ?? '', {
      size: VERIFY_SIZE,
      isBold: true,
    }),
    '</svg>',
  ].join('');
};

const warningOf = (warning: string): string =>
  `<rect x="24" width="${CARD_WIDTH - 24}" height="62" fill="#fff2b8"/>${write(CARD_MARGIN, 42, wrapped(warning, 30, ROOM, 1)[0] ?? '', { size: 30, isBold: true })}`;
