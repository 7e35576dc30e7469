import { drawn, type SignName } from '#server/contract/signs';
import { BOARD_GROUPS, type Profession } from '#server/domain/facts/vocabulary';
import { typeset } from '../words/typography';
import { answered, groupOf, groupWords, signOf } from '../words/verdicts';
import { widgetWords as words } from '../words/widget';
import type { State } from './reading';

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

export const STYLE =
  ':host{display:block;font:15px/1.45 system-ui,sans-serif;color:#191d21;background:#fff;border:1px solid #81878c;border-radius:6px;padding:10px 14px}' +
  'p{margin:0 0 6px}ul{list-style:none;margin:0 0 6px;padding:0}li{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;padding:5px 0;border-top:1px solid #dfdbd2}' +
  'svg{width:16px;height:16px}li span{flex:1 1 8em}.age{color:#474e55;font-size:13px}.old{color:#a8121d;font-weight:700}a{color:#0d5468}iframe{border:0;width:100%;height:520px}';

export const element = <K extends keyof HTMLElementTagNameMap>(name: K, text = '', className = '') => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

/** The operators, worst first; in doubt their last known state is written, not drawn as a sign. */
export const operators = (
  { boards }: State,
  profession: Profession,
  isInDoubt: boolean,
): HTMLElement | null => {
  const board = boards.find((each) => each.profession === profession);
  if (!board) return null;
  const list = element('ul');
  const rank = (platform: (typeof board.platforms)[number]) => BOARD_GROUPS.indexOf(groupOf(platform));
  const platforms = [...board.platforms].sort(
    (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'fr'),
  );
  for (const platform of platforms) {
    const group = groupOf(platform);
    const said = answered(group, platform.payment);
    const isHollow = signOf(platform) === 'sign-possible-presumed';
    const line = element('li');
    line.append(
      draw(isInDoubt ? 'unknown' : isHollow ? 'presumed' : group),
      element('span', typeset(platform.name)),
      element('strong', isInDoubt ? groupWords.unknown.word : said),
    );
    if (isInDoubt) line.append(element('small', words.lastKnown(said)));
    else if (isHollow) line.append(element('small', words.basisOf(platform.reason)));
    list.append(line);
  }
  const likely = board.answers.filter((row) => row.likely.length > 0).length;
  // Known or not is no judgement: it stays true of a copy past its time.
  if (likely > 0) list.append(element('li', words.likely(likely)));
  return list;
};
