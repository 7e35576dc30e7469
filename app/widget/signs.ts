import { drawn, type SignName } from '#server/contract/signs';

const SVG = 'http://www.w3.org/2000/svg';
const PART = /<(\w+)([^>]*)\/>/g;
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g;

/** Made part by part: the page we are on may refuse markup given as text. */
export const draw = (sign: SignName): SVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', 'aria-hidden': 'true' }))
    svg.setAttribute(name, value);
  for (const [, tag = '', attributes = ''] of drawn(sign).matchAll(PART)) {
    const part = document.createElementNS(SVG, tag);
    for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) part.setAttribute(name, value);
    svg.append(part);
  }
  return svg;
};
