import { z } from 'zod';
import { isNumber, type PrintedNumber, readAmc } from '#server/contract/search/numbers';
import { conventionsFor, type Directory, type Mutuelle, type Platform } from '#server/domain/facts/directory';
import { ascending } from '#server/domain/facts/intervals';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { Question } from '#server/domain/judgement/answer';

const NUMBER_EXPECTED = 'un numéro AMC a 6 à 10 chiffres, comme 00410001';

/** `amc=`: the number of a card as it is printed, or read by a program, in the ways it can be read. */
export const amcQuery = z
  .string()
  .max(40)
  .transform((given, context) => {
    const readings = readAmc(given);
    if (readings.length > 0) return readings;
    context.addIssue({ code: 'custom', message: NUMBER_EXPECTED });
    return z.NEVER;
  });

/** Whose the number of a card is, by the first way to read it that somebody has. */
export const cardIn = (directory: Directory, readings: readonly PrintedNumber[]) => {
  const holders = ({ mutuelles, platforms }: Directory, printed: PrintedNumber) => {
    const idsOf = (things: ReadonlyMap<string, Mutuelle | Platform>) =>
      [...things.values()]
        .filter(({ amcNumbers }) => amcNumbers.some((known) => isNumber(known, printed)))
        .map(({ id }) => id)
        .sort(ascending);
    return { ...printed, mutuelles: idsOf(mutuelles), platforms: idsOf(platforms) };
  };
  const read = readings.map((printed) => holders(directory, printed));
  const known = read.find(({ mutuelles, platforms }) => mutuelles.length + platforms.length > 0);
  const numbers = [...directory.mutuelles.values(), ...directory.platforms.values()].flatMap(
    ({ amcNumbers }) => amcNumbers,
  );
  return { ...((known ?? read[0]) as (typeof read)[number]), knownNumbers: new Set(numbers).size };
};

/** What is printed beside the number says what is not asked apart. */
export const withCard = (question: Question, { code, csr }: PrintedNumber): Question => ({
  ...question,
  card: { code: question.card.code ?? code, csr: question.card.csr ?? csr },
});

const NO_CARD = { code: null, csr: null };

/** Whether a mutuelle that a card leaves no convention has some: it is not the one that is held. */
export const isOfOtherCards = (
  directory: Directory,
  mutuelle: string,
  profession: Profession,
  day: string,
): boolean => conventionsFor(directory, mutuelle, profession, day, NO_CARD).length > 0;
