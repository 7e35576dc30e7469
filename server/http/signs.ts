import type { Judged } from '#server/domain/answer';
import type { BoardGroup, Health } from '#server/domain/vocabulary';

/** The signs of the board, drawn in a square of 24 for pages of others: a shape each, its colour only besides. */
export type Sign = { colour: string; drawing: string };

const stroke = (path: string, width: number, colour: string): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const GREEN = '#1c7a45';
const AMBER = '#b86500';
const RED = '#c01722';
const VIOLET = '#6546b5';
const GREY = '#50575e';

export const PRESUMED: Sign = {
  colour: GREEN,
  drawing: `<circle cx="12" cy="12" r="9.9" fill="none" stroke="${GREEN}" stroke-width="2.2"/>${stroke('M7.2 12.3l3.3 3.3 6.3-6.9', 2.3, GREEN)}`,
};
const possible: Sign = {
  colour: GREEN,
  drawing: `<circle cx="12" cy="12" r="11" fill="${GREEN}"/>${stroke('M6.7 12.4l3.6 3.6 7-7.6', 2.6, '#fff')}`,
};
const restricted: Sign = {
  colour: AMBER,
  drawing: `<path d="M12 2.2L23 21.4H1z" fill="${AMBER}"/>${stroke('M12 9.2v5.4', 2.6, '#fff')}<circle cx="12" cy="18.2" r="1.55" fill="#fff"/>`,
};
const suspended: Sign = {
  colour: RED,
  drawing: `<path d="M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z" fill="${RED}"/>${stroke('M8 8l8 8M16 8l-8 8', 2.7, '#fff')}`,
};
const unknown: Sign = {
  colour: GREY,
  drawing: `<rect x="2" y="2" width="20" height="20" rx="2" fill="none" stroke="${GREY}" stroke-width="2" stroke-dasharray="4 2.66"/>${stroke('M9 9.6c0-1.8 1.3-3 3.1-3s3 1.1 3 2.7c0 2.2-3 2.3-3 4.6', 2.1, GREY)}<circle cx="12.1" cy="17.3" r="1.35" fill="${GREY}"/>`,
};

export const VERDICT_SIGNS: Record<BoardGroup, Sign> = {
  possible,
  restricted,
  suspended,
  unknown,
  depends: {
    colour: VIOLET,
    drawing: `${stroke('M12 .9L23.1 12 12 23.1.9 12z', 1.9, VIOLET)}<path d="M12 .9v22.2L.9 12z" fill="${VIOLET}"/>`,
  },
  'no-convention': { colour: GREY, drawing: stroke('M5 12h14', 2.4, GREY) },
};

export const HEALTH_SIGNS: Record<Health, Sign> = {
  operational: possible,
  degraded: restricted,
  unknown,
  down: suspended,
  maintenance: {
    colour: GREY,
    drawing: `<rect x="1.5" y="5" width="21" height="14" rx="7" fill="${GREY}"/>${stroke('M9.6 9v6M14.4 9v6', 2.5, '#fff')}`,
  },
};

/** A « Oui » that nobody said or saw: its disc is hollow. */
export const isPresumed = ({ verdict, reason }: Pick<Judged, 'verdict' | 'reason'>): boolean =>
  verdict === 'possible' && !['declared', 'observed'].includes(reason);
