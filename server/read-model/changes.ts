import type { Profession } from '#server/domain/facts/vocabulary';
import type { Lines } from './boards';
import { changedIn } from './line-list';

/** One change of a board: which lines, under which number. */
type Change = { seq: number; answers: readonly string[]; platforms: readonly string[] };

/** How many changes of a profession are remembered, for those who come back. */
const MAX_CHANGES = 500;

const EVERYTHING = { answers: null, platforms: null };

/** The ids to send; `null`: all of them. */
export type Missed = { answers: readonly string[] | null; platforms: readonly string[] | null };

/** The boards of now and their last changes, so that whoever comes back is told what it missed, no more. */
export const createChanges = () => {
  const boards = new Map<Profession, Lines>();
  const past = new Map<Profession, Change[]>();
  let since = new Map<Profession, number>();

  return {
    boards: boards as ReadonlyMap<Profession, Lines>,
    /** Takes the board of `seq`; resolves to what changed, null when nothing did. The first says nothing. */
    take(profession: Profession, seq: number, lines: Lines): Change | null {
      const before = boards.get(profession);
      boards.set(profession, lines);
      if (!before) {
        since = new Map(since).set(profession, seq);
        return null;
      }
      const answers = changedIn(before.answers, lines.answers);
      const platforms = changedIn(before.platforms, lines.platforms);
      if (answers.length === 0 && platforms.length === 0) return null;
      const change = { seq, answers, platforms };
      const kept = [...(past.get(profession) ?? []), change];
      const forgotten = kept.length > MAX_CHANGES ? kept.shift() : undefined;
      if (forgotten) since = new Map(since).set(profession, forgotten.seq);
      past.set(profession, kept);
      return change;
    },
    /** What a client at `seq` missed; everything when that number is unknown, ahead or too old. */
    missed(profession: Profession, seq: number | null, current: number): Missed {
      const oldest = since.get(profession);
      if (seq === null || oldest === undefined || seq < oldest || seq > current) return EVERYTHING;
      const changes = (past.get(profession) ?? []).filter((change) => change.seq > seq);
      return {
        answers: [...new Set(changes.flatMap(({ answers }) => answers))],
        platforms: [...new Set(changes.flatMap(({ platforms }) => platforms))],
      };
    },
  };
};
