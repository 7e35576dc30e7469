import { setTimeout as pause } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import { distance } from 'fastest-levenshtein';

export const SHORTEST = 15;

/** OWASP's figures for argon2id, which is the library's default: 19 MiB, 2 passes. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS);

/** For an address nobody has: the same time is spent as for one somebody has. */
const NOBODY = hashPassword('no account has this password, whatever it is');

/** How long the last one took to compute, milliseconds. */
let lastTook = 0;

export const isPassword = async (kept: string | null, given: string): Promise<boolean> => {
  const startedAt = performance.now();
  const matches = await verify(kept ?? (await NOBODY), given.normalize('NFC'), OPTIONS);
  lastTook = performance.now() - startedAt;
  return matches && kept !== null;
};

/** For a password that cannot be right: computes nothing, and is as long about it. */
export const pretendToCompute = async (): Promise<false> => {
  await pause(lastTook);
  return false;
};

const MAX_LENGTH = 200;
/** Guesses, as a power of ten, that somebody who steals the table would need; argon2id makes each of them dear. */
const FEWEST_GUESSES = 10;
/** Once the words that anybody would try first are taken out, this many characters must remain. */
const LEFT = 8;
/** Shorter words are in everything. */
const LEAST_WORD = 4;
/** An address less a few letters is that address. */
const NEAR = 3;
/** Only this many characters are measured: a longer password is long enough, and measuring takes ever longer. */
const LOOKED_AT = 64;
/** « 4 » for « a » is tried in so many ways; more of them hold the loop, and find nothing that fewer do not. */
const SUBSTITUTIONS = 4;

export type Weak = 'too-short' | 'too-long' | 'context' | 'repeats' | 'sequence' | 'common';

/** Accents, capitals, spaces and punctuation hide nothing from who guesses. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{M}\p{P}\s]/gu, '');

/** Loaded when a password is first chosen: 2 MB of words that a start has no use for. */
const createMeter = async () => {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: LOOKED_AT,
    l33tMaxSubstitutions: SUBSTITUTIONS,
  });
};
let meter: ReturnType<typeof createMeter> | null = null;

const isRepeated = (plain: string): boolean => /^(.{1,20}?)\1+.{0,3}$/.test(plain) || new Set(plain).size < 5;

const withoutContext = (plain: string, words: readonly string[]): string => {
  const guessable = [...new Set(words.map(folded))].filter((word) => word.length >= LEAST_WORD);
  return guessable
    .sort((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word, ''), plain);
};

/**
 * Why a password is refused, null when it is not: its length in characters, what everybody would try of whoever chooses
 * it (`context`: names, addresses, words of the place), repeats, sequences, and the lists of what leaked elsewhere.
 */
export const weakness = async (password: string, context: readonly string[]): Promise<Weak | null> => {
  const length = [...password].length;
  if (length < SHORTEST) return 'too-short';
  if (length > MAX_LENGTH) return 'too-long';
  const plain = folded(password);
  const words = context.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]);
  if (plain.length > 3 * NEAR && words.some((word) => distance(folded(word), plain) <= NEAR))
    return 'context';
  const left = withoutContext(plain, words);
  if (left.length < LEFT && left.length < plain.length) return 'context';
  if (isRepeated(plain) || isRepeated(left)) return 'repeats';
  meter ??= createMeter();
  const { guessesLog10, sequence } = (await meter).check(password.slice(0, LOOKED_AT), [...new Set(words)]);
  if (guessesLog10 >= FEWEST_GUESSES) return null;
  const patterns = sequence.map(({ pattern }) => String(pattern));
  return patterns.some((each) => each === 'sequence' || each === 'spatial') ? 'sequence' : 'common';
};
