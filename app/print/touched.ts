import { isTouched } from '#server/contract/touched';
import type { BoardGroup, Payment } from '#server/domain/facts/vocabulary';
import { BOARD_GROUPS, PAYMENTS } from '#server/domain/facts/vocabulary';
import type { Line } from '../board/lines';
import type { NameOf } from '../ui/names';
import { likelyWords } from '../words/likely';
import { fr } from '../words/typography';
import { answered, reasonSentence } from '../words/verdicts';
import { fitted, heightOf } from './room';

/** Touched mutuelles that answer alike, of the same operators. `names`: none where they are too many to be read. */
export type TouchedLine = {
  group: BoardGroup;
  payment: Payment;
  /** Why; of likely operators, what each would answer. */
  why: string;
  operators: string;
  count: number;
  names: readonly string[];
};

/** What a sheet has room for, worst first; `more`: how many mutuelles are left to the page. */
export type Touched = { lines: readonly TouchedLine[]; more: number };

/** As many names as a board shows before it folds them. */
const MOST_NAMES = 12;
const MOST_LINES = 9;

/** `room`: what is left to them of a sheet, CSS pixels; names come once every line has its place. */
export const touchedOf = (lines: readonly Line[], nameOf: NameOf, room: number): Touched => {
  const alike = new Map<string, Line[]>();
  for (const line of lines.filter(({ row }) => isTouched(row))) {
    const key = JSON.stringify([line.group, line.row.payment, line.operators, whyOf(line, nameOf)]);
    alike.set(key, [...(alike.get(key) ?? []), line]);
  }
  const sets = [...alike.values()].sort((a, b) => severityOf(b[0]) - severityOf(a[0]) || b.length - a.length);
  const lettersOf = ([like]: readonly Line[]) =>
    like ? like.operators.length + COUNTED.length + whyOf(like, nameOf).length : 0;
  const { shown, taken } = fitted(sets, {
    most: MOST_LINES,
    room,
    of: (set) => heightOf('beside', lettersOf(set)),
  });
  const more = sets.slice(shown.length).reduce((sum, set) => sum + set.length, 0);
  let left = room - taken;
  const touched = shown.flatMap((set): TouchedLine[] => {
    const [like] = set;
    if (!like) return [];
    const names = set.map(({ name }) => name);
    const letters = lettersOf(set);
    const named = letters + ` (${names.join(', ')})`.length;
    const higher = heightOf('beside', named) - heightOf('beside', letters);
    const isNamed = names.length <= MOST_NAMES && higher <= left;
    if (isNamed) left -= higher;
    return [
      {
        group: like.group,
        payment: like.row.payment,
        why: whyOf(like, nameOf),
        operators: like.operators,
        count: set.length,
        names: isNamed ? names : [],
      },
    ];
  });
  return { lines: touched, more };
};

/** As long as what is said of how many they are. */
const COUNTED = ' · 100 mutuelles, ';

const severityOf = (line: Line | undefined): number =>
  line ? PAYMENTS.indexOf(line.row.payment) - BOARD_GROUPS.indexOf(line.group) * PAYMENTS.length : 0;

const whyOf = ({ group, row }: Line, nameOf: NameOf): string =>
  group === 'likely'
    ? row.likely
        .map(
          ({ platform, verdict, payment }) =>
            fr`${likelyWords.orCardSays}${nameOf(platform)} : ${answered(verdict, payment)}`,
        )
        .join(', ')
    : reasonSentence(row.reason, row.basis);
