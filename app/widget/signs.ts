import type { BoardGroup } from '#server/domain/vocabulary';

/** The signs of the board (`server/http/signs.ts`, whose own they are; a test compares), in a square of 24. */
const stroke = (path: string, width: number, colour: string): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const GREEN = '#1c7a45';
const AMBER = '#b86500';
const RED = '#c01722';
const VIOLET = '#6546b5';
const GREY = '#50575e';

export const PRESUMED = `<circle cx="12" cy="12" r="9.9" fill="none" stroke="${GREEN}" stroke-width="2.2"/>${stroke('M7.2 12.3l3.3 3.3 6.3-6.9', 2.3, GREEN)}`;

export const SIGNS: Record<BoardGroup, string> = {
  possible: `<circle cx="12" cy="12" r="11" fill="${GREEN}"/>${stroke('M6.7 12.4l3.6 3.6 7-7.6', 2.6, '#fff')}`,
  restricted: `<path d="M12 2.2L23 21.4H1z" fill="${AMBER}"/>${stroke('M12 9.2v5.4', 2.6, '#fff')}<circle cx="12" cy="18.2" r="1.55" fill="#fff"/>`,
  suspended: `<path d="M7.6 1.2h8.8l6.4 6.4v8.8l-6.4 6.4H7.6l-6.4-6.4V7.6z" fill="${RED}"/>${stroke('M8 8l8 8M16 8l-8 8', 2.7, '#fff')}`,
  unknown: `<rect x="2" y="2" width="20" height="20" rx="2" fill="none" stroke="${GREY}" stroke-width="2" stroke-dasharray="4 2.66"/>${stroke('M9 9.6c0-1.8 1.3-3 3.1-3s3 1.1 3 2.7c0 2.2-3 2.3-3 4.6', 2.1, GREY)}<circle cx="12.1" cy="17.3" r="1.35" fill="${GREY}"/>`,
  depends: `${stroke('M12 .9L23.1 12 12 23.1.9 12z', 1.9, VIOLET)}<path d="M12 .9v22.2L.9 12z" fill="${VIOLET}"/>`,
  'no-convention': stroke('M5 12h14', 2.4, GREY),
};

const SVG = 'http://www.w3.org/2000/svg';
const PART = /<(\w+)([^>]*)\/>/g;
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g;

/** Made part by part: the page we are on may refuse markup given as text. */
export const draw = (drawing: string): SVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true' }))
    svg.setAttribute(name, value);
  for (const [, tag = '', attributes = ''] of drawing.matchAll(PART)) {
    const part = document.createElementNS(SVG, tag);
    for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) part.setAttribute(name, value);
    svg.append(part);
  }
  return svg;
};
