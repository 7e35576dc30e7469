import type { BoardRow } from '#server/contract/answers';
import { BOARD_GROUPS, type BoardGroup, PAYMENTS, type Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../ui/names';
import { tradeName } from '../ui/names';
import { boardWords } from '../words/board';
import { professionWords } from '../words/professions';
import { listed } from '../words/typography';
import { groupOf } from '../words/verdicts';

/** A row of the board with its words. */
export type Line = {
  mutuelle: string;
  name: string;
  row: BoardRow;
  group: BoardGroup;
  /** « Oxantis et Viamedis ». */
  operators: string;
};

/** How bad the worst of its likely operators is, 0 the worst; all alike when it has none. */
const conditionOf = ({ row: { likely } }: Line): number =>
  Math.min(
    ...likely.map(
      ({ verdict, payment }) => BOARD_GROUPS.indexOf(verdict) * PAYMENTS.length - PAYMENTS.indexOf(payment),
    ),
    Number.MAX_SAFE_INTEGER,
  );

/** Lines that say the same thing of the same operators. `key`: not what they say, so that it stays open when that changes. */
export type Fold = { key: string; like: Line; lines: Line[] };
export type Group = { group: BoardGroup; lines: Line[]; folds: Fold[] };

const FOLDED_ABOVE = 12;
let collator: Intl.Collator | null = null;
/** Made with the first list: a phone takes milliseconds for it, in the task that reads this file. */
const inFrench = (): Intl.Collator['compare'] => {
  collator ??= new Intl.Collator('fr');
  return collator.compare;
};

export const linesOf = (rows: readonly BoardRow[], nameOf: NameOf): Line[] => {
  const compare = inFrench();
  return rows
    .map((row) => ({
      mutuelle: row.mutuelle,
      name: tradeName(row.name),
      row,
      group: groupOf(row),
      operators: listed(
        (row.candidates.length > 0 ? row.candidates : row.likely).map(({ platform }) => nameOf(platform)),
      ),
    }))
    .sort((a, b) => compare(a.name, b.name));
};

/** Of a mutuelle with no convention here: « Viamedis pour les opticiens »; null when nobody is known to serve it. */
export const servedElsewhere = (row: BoardRow, nameOf: NameOf): string | null => {
  const elsewhere = row.knownElsewhere.map(({ platform, professions }) =>
    boardWords.servedFor(nameOf(platform), pluralsOf(professions)),
  );
  return elsewhere.length > 0 ? elsewhere.join(', ') : null;
};

const pluralsOf = (professions: readonly Profession[]) =>
  listed(professions.map((profession) => professionWords[profession].plural));

/** What a row says beside its name: few different things on a board. */
export type Saying = Omit<BoardRow, 'mutuelle' | 'name'>;

const sayings = new WeakMap<BoardRow, string>();

/** All that a row says beside its name, as a text. */
export const sayingOf = (row: BoardRow): string => {
  const known = sayings.get(row);
  if (known !== undefined) return known;
  const { verdict, payment, since, expectedBack, reason, basis, candidates, likely, knownElsewhere } = row;
  const shown = { verdict, payment, since, expectedBack, reason, basis, candidates, likely, knownElsewhere };
  const text = JSON.stringify(shown satisfies Saying);
  sayings.set(row, text);
  return text;
};

/** All that a line shows but its name; of one with likely operators, what each would answer. */
const shownBy = ({ row, group }: Line): string =>
  group === 'likely'
    ? JSON.stringify(row.likely.map(({ platform, verdict, payment }) => [platform, verdict, payment]))
    : sayingOf(row);

/** Worst first; of each group, what many lines say alike is folded. `kept`: never folded. */
export const groupsOf = (lines: readonly Line[], kept: (line: Line) => boolean): Group[] =>
  BOARD_GROUPS.flatMap((group) => {
    const members = lines.filter((line) => line.group === group);
    if (members.length === 0) return [];
    const alike = new Map<string, Line[]>();
    for (const line of members) {
      const key = kept(line) ? line.mutuelle : shownBy(line);
      const own = alike.get(key);
      if (own) own.push(line);
      else alike.set(key, [line]);
    }
    const folds = [...alike.values()].flatMap(([like, ...others]) =>
      like && others.length >= FOLDED_ABOVE ? [{ key: like.mutuelle, like, lines: [like, ...others] }] : [],
    );
    const folded = new Set(folds.flatMap((fold) => fold.lines));
    return [
      {
        group,
        lines: members.filter((line) => !folded.has(line)).sort((a, b) => conditionOf(a) - conditionOf(b)),
        folds: folds.sort(
          (a, b) => conditionOf(a.like) - conditionOf(b.like) || b.lines.length - a.lines.length,
        ),
      },
    ];
  });
