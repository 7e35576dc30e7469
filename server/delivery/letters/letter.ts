import type { listAccounts } from '#db/accounts';
import type { Db } from '#db/database';
import type { LetterKey } from '#db/letters';
import type { listOrganisations } from '#db/organisations';
import type { Secrets } from '#server/accounts/secrets';
import type { LettersWords, LetterWords } from '#server/contract/letter-words';
import { DAY } from '#server/domain/facts/intervals';
import type { ReadModel } from '#server/read-model/read-model';
import type { Mail } from '../mail/relay';

/** A letter that is owed at this instant: judged again, it may be owed no longer. */
export type OwedLetter = LetterKey & {
  to: string;
  said: LetterWords;
  why: 'writer' | 'invited';
  url: string;
};
export type LettersGiven = {
  db: Db;
  readModel: ReadModel;
  secrets: Pick<Secrets, 'unseal'>;
  words: LettersWords;
  /** Our own address, as those who write reach it. */
  origin: string;
};

/** What is older than that when the service first sends mail, or after it was long away, is told by the pages alone. */
export const TOLD_FOR = DAY;

/** Those who may act, and their organisations, by id. */
export type People = {
  accounts: Awaited<ReturnType<typeof listAccounts>>;
  organisations: ReadonlyMap<string, Awaited<ReturnType<typeof listOrganisations>>[number]>;
};

/** As it is handed to the relay: the same id at every attempt. */
export const letterMail = (
  { kind, subject, recipient, to, said, why, url }: OwedLetter,
  words: LettersWords,
): Mail => ({
  to,
  subject: said.subject,
  id: `lettre.${kind}.${subject}.${recipient}`,
  topic: null,
  ownPage: null,
  document: {
    title: said.subject,
    blocks: [
      ...said.paragraphs.map((text) => ({ kind: 'text' as const, text })),
      { kind: 'link', label: said.link, url },
    ],
    foot: [{ kind: 'text', text: words.whyYou[why] }],
  },
});
