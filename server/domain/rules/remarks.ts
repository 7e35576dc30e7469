import { type Convention, inForce, type Source, serves } from '../facts/directory';
import type { Remark } from '../facts/remarks';
import { accept, type Result, refuse } from '../facts/result';
import { PROFESSIONS } from '../facts/vocabulary';

/** What is to be done to a convention of the mutuelle: written, or ended on a day. */
export type ConventionChange =
  | { action: 'convention'; convention: Convention }
  | { action: 'convention-end'; convention: Convention; to: string };

const bearing = (conventions: readonly Convention[], { platform, profession }: Remark, day: string) =>
  conventions.filter((each) => each.platform === platform && inForce(each, day) && serves(each, profession));

/** A remark says something new: the directory does not say it already, that Paris day. */
export const isNews = (
  conventions: readonly Convention[],
  remark: Remark,
  day: string,
): Result<null, 'already-served' | 'not-served-already'> => {
  const isServed = bearing(conventions, remark, day).length > 0;
  if (remark.says === 'served') return isServed ? refuse('already-served') : accept(null);
  return isServed ? accept(null) : refuse('not-served-already');
};

/**
 * What accepting a remark does to the conventions of its mutuelle, from that Paris day on: a convention for that
 * profession alone, or that profession taken out of those in force; none is left for nobody.
 */
export const changesFor = (
  conventions: readonly Convention[],
  remark: Remark,
  source: Source,
  day: string,
): ConventionChange[] => {
  const bears = bearing(conventions, remark, day);
  if (remark.says === 'served') return bears.length > 0 ? [] : [served(conventions, remark, source, day)];
  return bears.map((convention) => {
    const professions = (convention.professions ?? PROFESSIONS).filter((each) => each !== remark.profession);
    return professions.length === 0
      ? { action: 'convention-end', convention, to: day }
      : { action: 'convention', convention: { ...convention, professions } };
  });
};

/** One that began today already is told of one profession more. */
const served = (
  conventions: readonly Convention[],
  { mutuelle, platform, profession }: Remark,
  source: Source,
  day: string,
): ConventionChange => {
  const key = { mutuelle, platform, code: null, csr: null, from: day };
  const today = conventions.find(
    (each) => each.platform === platform && each.code === null && each.csr === null && each.from === day,
  );
  const others = today && inForce(today, day) ? (today.professions ?? []) : [];
  return {
    action: 'convention',
    convention: { ...key, professions: [...others, profession], to: null, source },
  };
};
