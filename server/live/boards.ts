import { boardPlatforms, boardRows } from '#server/domain/board';
import { type Known, knownFacts } from '#server/domain/known';
import type { Profession } from '#server/domain/vocabulary';
import type { Read } from './record';

/** A board of now, each line as it crosses the wire: what two boards are compared by. */
export type Lines = {
  answers: ReadonlyMap<string, string>;
  platforms: ReadonlyMap<string, string>;
};

const NO_CARD = { card: { code: null, csr: null }, concentrator: null };

/** Judges each board once, when it is first asked for: what is known does not depend on who asks. */
export const boardsOf = ({ directory, evidence, at, knownAt }: Read): ((profession: Profession) => Lines) => {
  const known = knownFacts(directory, evidence, at, knownAt);
  const judged = new Map<Profession, Lines>();
  return (profession) => {
    const lines = judged.get(profession) ?? linesOf(known, profession);
    judged.set(profession, lines);
    return lines;
  };
};

const linesOf = (known: Known, profession: Profession): Lines => {
  const question = { profession, ...NO_CARD };
  return {
    answers: new Map(boardRows(known, question).map((row) => [row.mutuelle, JSON.stringify(row)])),
    platforms: new Map(boardPlatforms(known, question).map((row) => [row.platform, JSON.stringify(row)])),
  };
};

/** The ids whose line is not what it was, those that are gone left out. */
export const changedIn = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] => [...after].filter(([id, line]) => before.get(id) !== line).map(([id]) => id);
