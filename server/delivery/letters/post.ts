import { type LetterKey, postponeLetter, settleLetter, takeLetters } from '#db/letters';
import type { Relay } from '../mail/relay';
import { type LettersGiven, letterMail, type OwedLetter } from './letter';
import { lettersOwed } from './owed';

/** Sends what those who write are owed and were not sent yet; each is sent once, and tried again until it is owed no more. */
export const postLetters = async (
  given: LettersGiven & { relay: Relay; now: () => Date },
  signal: AbortSignal,
): Promise<void> => {
  const { db, relay, words, now } = given;
  const owed = new Map((await lettersOwed(given, now())).map((each) => [keyOf(each), each]));
  const taken = await takeLetters(
    db,
    [...owed.values()].map(({ kind, subject, recipient }) => ({ kind, subject, recipient })),
    now(),
  );
  const post = async (letter: OwedLetter): Promise<void> => {
    const outcome = await relay.send(letterMail(letter, words), signal);
    if (outcome.kind === 'retry') await postponeLetter(db, letter, now(), outcome.why);
    else await settleLetter(db, letter, now(), outcome.kind === 'delivered' ? null : outcome.why);
  };
  await Promise.all(taken.flatMap((key) => owed.get(keyOf(key)) ?? []).map(post));
};

const keyOf = ({ kind, subject, recipient }: LetterKey): string => JSON.stringify([kind, subject, recipient]);
