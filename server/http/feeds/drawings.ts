import { drawn, type SignName } from '#server/contract/signs';
import type { Health } from '#server/domain/facts/vocabulary';
import type { Judged } from '#server/domain/judgement/answer';
import { escaped } from '../kit/escaped';

export const HEALTH_SIGNS: Record<Health, SignName> = {
  operational: 'possible',
  degraded: 'restricted',
  unknown: 'unknown',
  down: 'suspended',
  maintenance: 'maintenance',
};

/** A « Oui » that nobody said or saw: its disc is hollow. */
export const isPresumed = ({ verdict, reason }: Pick<Judged, 'verdict' | 'reason'>): boolean =>
  verdict === 'possible' && !['declared', 'observed'].includes(reason);

type Badge = { about: string; word: string; sign: SignName; age: string };

const HEIGHT = 28;
/** Of a letter at 13 px, wide ones included: a text is never longer than the room it is given. */
const LETTER = 7.6;
const GAP = 10;
const SIGN = 18;

/** A small image whose word and shape say the same: its colour adds nothing, and it says how old it is. */
export const drawBadge = ({ about, word, sign, age }: Badge): string => {
  const title = escaped(`${about}\u202f: ${word}, ${age}`);
  const texts = [about, word, age];
  const widths = texts.map((text) => Math.ceil(text.length * LETTER));
  const [first = 0, second = 0, third = 0] = widths;
  const signAt = GAP + first + GAP;
  const wordAt = signAt + SIGN + 6;
  const ageAt = wordAt + second + GAP;
  const width = ageAt + third + GAP;
  const text = (x: number, content: string, style: string) =>
    `<text x="${x}" y="18.5" ${style}>${escaped(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>${title}</title>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="5" fill="#fff" stroke="#81878c"/>`,
    text(GAP, about, 'fill="#191d21"'),
    `<svg x="${signAt}" y="5" width="${SIGN}" height="${SIGN}" viewBox="0 0 24 24">${drawn(sign)}</svg>`,
    text(wordAt, word, 'fill="#191d21" font-weight="700"'),
    text(ageAt, age, 'fill="#5f666d"'),
    '</svg>',
  ].join('');
};
