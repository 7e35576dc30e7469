import { createElement, type ReactNode } from 'react';

/** A text ready to be shown: strings, and the few elements a notice may hold. `href`: of links one may follow. */
export type Prose = string | { tag: ProseTag; href?: string; start?: number; children: readonly Prose[] };

export const PROSE_TAGS = ['p', 'h3', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 'a', 'br'] as const;
export type ProseTag = (typeof PROSE_TAGS)[number];

/** Made of elements, never of markup: what looks like markup in the text stays text. */
export const ProseText = ({ prose }: { prose: readonly Prose[] }) =>
  createElement('div', { className: 'prose-text' }, ...prose.map(elementOf));

const elementOf = (piece: Prose): ReactNode => {
  if (typeof piece === 'string') return piece;
  const { tag, href, start, children } = piece;
  const attributes = { start, ...(href ? { href, rel: 'noreferrer' } : {}) };
  return createElement(tag, attributes, ...children.map(elementOf));
};
