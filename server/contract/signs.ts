import type { BoardGroup } from '#server/domain/facts/vocabulary';

/**
 * The signs of states, each drawn once in a square of 24, for our pages, those of others and badges: a shape each, its
 * colour only besides. `ink`: what fills it; `glyph`: what is drawn on that fill.
 */
type Shape = (ink: string, glyph: string) => string;

const stroke = (path: string, width: number, colour: string): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

export type SignName = BoardGroup | 'presumed' | 'maintenance';

export const SHAPES: Record<SignName, Shape> = {
  possible: (ink, glyph) =>
    `<circle cx="12" cy="12" r="11" fill="${ink}"/>${stroke('M6.7 12.4l3.6 3.6 7-7.6', 2.6, glyph)}`,
  /** A « Oui » that nobody said or saw. */
  presumed: (ink) =>
    `<circle cx="12" cy="12" r="9.9" fill="none" stroke="${ink}" stroke-width="2.2"/>${stroke('M7.2 12.3l3.3 3.3 6.3-6.9', 2.3, ink)}`,
  restricted: (ink, glyph) =>
    `<path d="M12 2.2L23 21.4H1z" fill="${ink}" stroke="${ink}" stroke-width="1.6" stroke-linejoin="round"/>${stroke('M12 9.2v5.4', 2.6, glyph)}<circle cx="12" cy="18.2" r="1.55" fill="${glyph}"/>`,
  suspended: (ink, glyph) =>
    `<path d="M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z" fill="${ink}"/>${stroke('M8 8l8 8M16 8l-8 8', 2.7, glyph)}`,
  depends: (ink) =>
    `${stroke('M12 .9L23.1 12 12 23.1.9 12z', 1.9, ink)}<path d="M12 .9v22.2L.9 12z" fill="${ink}" stroke="${ink}" stroke-width="1.9" stroke-linejoin="round"/>`,
  /** « Selon la carte » of operators that nothing proves: its outline alone, broken. */
  likely: (ink) =>
    `<path d="M12 1.4L22.6 12 12 22.6 1.4 12z" fill="none" stroke="${ink}" stroke-width="2.2" stroke-dasharray="3.4 1.6" stroke-dashoffset="1.7"/>`,
  unknown: (ink) =>
    `<rect x="2" y="2" width="20" height="20" rx="2" fill="none" stroke="${ink}" stroke-width="2" stroke-dasharray="4 2.66" stroke-dashoffset="2"/>${stroke('M9 9.6c0-1.8 1.3-3 3.1-3s3 1.1 3 2.7c0 2.2-3 2.3-3 4.6', 2.1, ink)}<circle cx="12.1" cy="17.3" r="1.35" fill="${ink}"/>`,
  'no-convention': (ink) => stroke('M5 12h14', 2.4, ink),
  maintenance: (ink, glyph) =>
    `<rect x="1.5" y="5" width="21" height="14" rx="7" fill="${ink}"/>${stroke('M9.6 9v6M14.4 9v6', 2.5, glyph)}`,
};

const GREEN = '#1c7a45';
const AMBER = '#b86500';
const RED = '#c01722';
const VIOLET = '#6546b5';
const GREY = '#50575e';

export const INKS: Record<SignName, string> = {
  possible: GREEN,
  presumed: GREEN,
  restricted: AMBER,
  suspended: RED,
  depends: VIOLET,
  likely: VIOLET,
  unknown: GREY,
  'no-convention': GREY,
  maintenance: GREY,
};

/** As drawn where no theme of ours is: on white. */
export const drawn = (sign: SignName): string => SHAPES[sign](INKS[sign], '#fff');
