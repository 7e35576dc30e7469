import type { Markup } from './markup';

type WrittenProps = { className?: string; markup: Markup };

/** Our own markup, its texts escaped, in a page that React draws. */
export const Written = ({ className, markup }: WrittenProps) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only `markup` makes it
  <span className={className} dangerouslySetInnerHTML={{ __html: markup.html }} />
);
