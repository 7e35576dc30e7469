import type { Words } from '#server/contract/words';
import { grouped } from '#server/domain/facts/grouped';
import type { PaymentDay } from '#server/domain/facts/payment-days';
import { knownBy } from '#server/domain/facts/recorded';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { hasStanding } from '#server/domain/speakers/scope';
import { escaped } from '../kit/escaped';
import type { FeedEntry } from './feed-forms';
import type { FeedAsked } from './feed-scope';

type Context = FeedAsked & { words: Words; origin: string };

/** What one speaker said at once of the days of a platform, as one entry that never changes. */
export const paymentEntries = (context: Context): FeedEntry[] => {
  const { read, concerns } = context;
  const { at, knownAt, evidence } = read;
  const heard = knownBy(evidence.payments, knownAt).filter(
    (said) => said.recordedAt <= at && concerns(said) && mayBeHeard(context, said),
  );
  const key = ({ by, platform, recordedAt, professions, mutuelles, text }: PaymentDay) =>
    JSON.stringify([by, platform, recordedAt, professions, mutuelles, text]);
  return [...grouped(heard, key).values()].flatMap((days) => entryOf(context, days));
};

const mayBeHeard = (
  { read: { directory } }: Context,
  { by, platform, professions, mutuelles }: PaymentDay,
): boolean => {
  const speaker = directory.organisations.get(by);
  return (professions ?? PROFESSIONS).some((profession) =>
    (mutuelles ?? [null]).some(
      (mutuelle) => speaker !== undefined && hasStanding(speaker, platform, profession, mutuelle),
    ),
  );
};

const entryOf = (context: Context, days: readonly PaymentDay[]): FeedEntry[] => {
  const { words, origin, conditionOf, read } = context;
  const { directory } = read;
  const [first] = [...days].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!first) return [];
  const { id, by, platform, recordedAt, professions, mutuelles, text } = first;
  const name = directory.platforms.get(platform)?.name ?? platform;
  const author = directory.organisations.get(by)?.name ?? by;
  const said = words.paymentDays(
    name,
    [...days].sort((a, b) => (a.day < b.day ? -1 : 1)),
  );
  const condition = conditionOf({ platforms: [platform] });
  const scope = words.paymentScope(
    professions,
    (mutuelles ?? []).map((each) => directory.mutuelles.get(each)?.name ?? each),
  );
  const paragraphs = [words.saidBy(author, recordedAt, said), scope, text ?? ''].filter(Boolean);
  return [
    {
      id: `urn:comptoir:payment:${encodeURIComponent(id)}`,
      title: condition === null ? said : words.under(condition, said),
      link: `${origin}/plateformes/${encodeURIComponent(platform)}`,
      published: recordedAt,
      updated: recordedAt,
      content: paragraphs.map((each) => `<p>${escaped(each).replaceAll('\n', '<br/>')}</p>`).join(''),
      author: [{ name: author }],
    },
  ];
};
