import type { BoardPlatform } from '#server/contract/answers';
import type { Found, SearchResult } from '#server/contract/search/query';
import type { Paths } from '../ui/paths';
import type { Line } from './lines';
import type { BoardView } from './view';

/** One of what a search found: a line of the board, or an operator; a guess is shown as one. */
export type Hit = { key: string; name: string; href: string; isGuess: boolean } & (
  | { kind: 'mutuelle'; line: Line }
  /** Null: it is on no card of this profession. */
  | { kind: 'platform'; platform: BoardPlatform | null }
);

/** What is shown of what was found, and which of it Enter opens without asking. */
export type Hits = { hits: readonly Hit[]; sure: number | null };

const MAX_SHOWN = 6;

export const NO_HITS: Hits = { hits: [], sure: null };

type Around = { view: BoardView; platforms: readonly BoardPlatform[]; paths: Paths };

/** How to show what is found on a board. */
export const hitsOn = ({ view, platforms, paths }: Around) => {
  const lines = new Map(view.lines.map((line) => [line.mutuelle, line]));
  const judged = new Map(platforms.map((platform) => [platform.platform, platform]));
  const hitOf = ({ kind, id, matched }: Found, card: Record<string, string>): Hit[] => {
    const common = { key: `${kind} ${id}`, isGuess: matched === 'typo' };
    if (kind === 'platform') {
      const platform = judged.get(id) ?? null;
      const href = platform ? paths.operator(view.profession, id, card) : paths.platform(id);
      return [{ ...common, kind, name: view.nameOf(id), href, platform }];
    }
    const line = lines.get(id);
    return line
      ? [{ ...common, kind, name: line.name, href: paths.answer(view.profession, id, card), line }]
      : [];
  };
  return (
    { found, sure, printed }: Pick<SearchResult, 'found' | 'sure' | 'printed'>,
    most = MAX_SHOWN,
  ): Hits => {
    const { code = null, csr = null } = printed ?? {};
    const card = { ...(code === null ? {} : { code }), ...(csr === null ? {} : { csr }) };
    const isFar = sure !== null && sure >= most;
    const shown = isFar ? [...found.slice(0, most - 1), ...found.slice(sure, sure + 1)] : found;
    return {
      hits: shown.slice(0, most).flatMap((each) => hitOf(each, card)),
      sure: isFar ? most - 1 : sure,
    };
  };
};
