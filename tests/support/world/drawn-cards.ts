import { Resvg } from '@resvg/resvg-js';
import bwipjs from 'bwip-js/node';

/** Cards as a telephone sees them: a code on paper, turned, grainy, in a dim room. The same for the same seed. */

const SYMBOLOGIES = ['datamatrix', 'qrcode', 'code128', 'pdf417'] as const;
export type Symbology = (typeof SYMBOLOGIES)[number];

/** A picture, as a canvas gives it. */
export type Picture = { data: Uint8ClampedArray; width: number; height: number };

export type Drawing = {
  symbology: Symbology;
  text: string;
  /** Degrees. */
  turned: number;
  /** Of 255: how far a point may be from what was printed. */
  grain: number;
  /** 1: broad daylight. */
  light: number;
  seed: number;
};

const WIDTH = 1_280;
const HEIGHT = 960;

/** Mulberry32: numbers from 0 to 1 that come back the same. */
export const random = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The code as bwip-js draws it, with the lines of text of a card around it. */
const card = ({ symbology, text, turned }: Drawing): string => {
  const code = bwipjs.toSVG({
    ...{ bcid: symbology, text, scale: 3, height: 14, backgroundcolor: 'ffffff' },
    // The quiet zone of the standards.
    ...{ paddingwidth: 10, paddingheight: 4 },
  });
  const [, across = '1', down = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(code) ?? [];
  const scale = Math.min((WIDTH * 0.66) / Number(across), (HEIGHT * 0.45) / Number(down));
  const [width, height] = [Number(across) * scale, Number(down) * scale];
  const placed = code.replace(
    '<svg',
    `<svg x="${(WIDTH - width) / 2}" y="${(HEIGHT - height) / 2}" width="${width}" height="${height}"`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="#b9ad98"/>
    <g transform="rotate(${turned} ${WIDTH / 2} ${HEIGHT / 2})">
      <rect x="60" y="40" width="${WIDTH - 120}" height="${HEIGHT - 80}" rx="24" fill="#fbfaf6"/>
      <path d="M100 90h300M100 120h220M960 880h220M100 880h260" stroke="#6b6f76" stroke-width="9"/>
      ${placed}
    </g></svg>`;
};

export const drawn = (drawing: Drawing): Picture => {
  const { pixels, width, height } = new Resvg(card(drawing)).render();
  const next = random(drawing.seed);
  const data = new Uint8ClampedArray(pixels);
  for (let at = 0; at < data.length; at += 4) {
    const noise = (next() + next() - 1) * drawing.grain;
    for (const channel of [0, 1, 2]) data[at + channel] = (data[at + channel] ?? 0) * drawing.light + noise;
  }
  return { data, width, height };
};

const GS = '\u001d';

/** What cards say besides: names, dates, the number of a person. None of it may be read. */
const RESTS: [string, ...string[]] = [
  '',
  `${GS}1850299123456`,
  `${GS}DUPONT${GS}MARIE${GS}19850217`,
  `${GS}20261231`,
];
export type DrawnCard = Drawing & { amc: string; code: string | null; csr: string | null };

/** Bars on the width of a card hold no more than a number, a type and a CSR. Made-up cards over numbers of the directory, all symbologies in turn. */
export const drawnCards = (count: number, known: readonly string[], seed = 20): DrawnCard[] => {
  const next = random(seed);
  const one = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(next() * of.length)] ?? of[0];
  return Array.from({ length: count }, (_, index) => {
    const symbology = SYMBOLOGIES[index % SYMBOLOGIES.length] ?? 'qrcode';
    const amc = known[Math.floor(next() * known.length)] ?? '';
    const code = one(['IS', 'SP', 'VM', null]);
    const csr = code === null ? null : one(['003', '100', '01', null]);
    const beside = [code, csr].filter((part) => part !== null).map((part) => GS + part);
    return {
      ...{ amc, code, csr, seed: seed * 1_000 + index },
      symbology,
      text: [amc, ...beside, ...(symbology === 'code128' ? [] : [one(RESTS)])].join(''),
      turned: Math.round(next() * 360),
      grain: Math.round(next() * 60),
      light: 0.25 + next() * 0.75,
    };
  });
};
