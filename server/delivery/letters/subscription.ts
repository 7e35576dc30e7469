import type { Db } from '#db/database';
import {
  type AskedLetter,
  postponeAskedLetter,
  settleAskedLetter,
  takeAskedLetters,
} from '#db/subscriptions';
import type { Secrets } from '#server/accounts/secrets';
import type { LetterWords, SubscriptionLetterWords } from '#server/contract/letter-words';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import type { Mail, Relay } from '../mail/relay';
import { keptIn } from '../targets';
import { manageUrlOf, subscriptionToken } from '../tokens';

type Given = {
  db: Db;
  secrets: Pick<Secrets, 'keyed' | 'unseal'>;
  words: SubscriptionLetterWords;
  /** Our own address: whatever host a request named, a mail leads here. */
  origin: string;
  relay: Relay;
  now: () => Date;
};

/** At once; the rest at the next turn. */
const MOST = 100;
/** Tried so often, and for so long. */
const AGAIN = 5 * MINUTE;
const TRIED_FOR = DAY;

/** Sends what addresses are owed about their own subscription: the link that confirms it, or that it was there. */
export const postSubscriptionLetters = async (given: Given, signal: AbortSignal): Promise<void> => {
  const { db, relay, now } = given;
  const post = async (letter: AskedLetter): Promise<void> => {
    const mail = mailOf(given, letter);
    // No later turn would read it either; whoever asks again gives the address again.
    if (mail === null) return void (await settleAskedLetter(db, letter));
    const outcome = await relay.send(mail, signal);
    const isOver = +now() - +letter.letterAskedAt > TRIED_FOR;
    if (outcome.kind === 'retry' && !isOver) await postponeAskedLetter(db, letter, shift(now(), AGAIN));
    else await settleAskedLetter(db, letter);
  };
  await Promise.all((await takeAskedLetters(db, now(), MOST)).map(post));
};

/** Null: its address was sealed with another key. */
const mailOf = ({ secrets, words, origin }: Given, letter: AskedLetter): Mail | null => {
  const kept = keptIn(secrets, letter.target);
  if (kept === null) return null;
  if (kept.channel !== 'email')
    throw new Error('Une lettre est due à une adresse qui n’est pas électronique.');
  const manageUrl = manageUrlOf(origin, subscriptionToken(secrets, letter.id));
  const said = saidOf(words, letter);
  return {
    to: kept.address,
    subject: said.subject,
    id: `abonnement.${letter.id}.${+letter.letterAskedAt}`,
    topic: null,
    ownPage: manageUrl,
    document: {
      title: said.subject,
      blocks: [
        ...said.paragraphs.map((text) => ({ kind: 'text' as const, text })),
        { kind: 'link', label: said.link, url: addressOf(manageUrl, letter) },
      ],
      foot: [{ kind: 'text', text: words.whyYou }],
    },
  };
};

const saidOf = (
  words: SubscriptionLetterWords,
  { confirmedAt, suspendedAt, letterQuery }: AskedLetter,
): LetterWords =>
  confirmedAt === null
    ? words.confirm
    : words.already({ isSuspended: suspendedAt !== null, adds: letterQuery !== null });

const addressOf = (manageUrl: string, { letterQuery }: AskedLetter): string =>
  letterQuery === null ? manageUrl : `${manageUrl}?${letterQuery}`;
