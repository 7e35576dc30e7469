import { type Platform, restedOn } from '../facts/directory';
import { grouped } from '../facts/grouped';
import { ascending, dayAfter } from '../facts/intervals';
import type { PaymentDay } from '../facts/payment-days';
import { knownBy } from '../facts/recorded';
import { PAYMENT_DAYS_TOLD } from '../facts/time-rules';
import type { Profession } from '../facts/vocabulary';
import { hasStanding } from '../speakers/scope';
import type { Known } from './known-facts';

/** What is said of one day, by one speaker. */
export type ToldDay = Pick<PaymentDay, 'day' | 'state' | 'expectedOn' | 'by' | 'recordedAt'>;

/** `paidUntil`: the last day paid before the first one missing or promised; null when no day is. */
export type PlatformPayments = { platform: string; paidUntil: string | null; days: readonly ToldDay[] };

/** Whose payments: `mutuelle` null for the operator printed on the card. */
type Reader = { profession: Profession; mutuelle: string | null };

/**
 * Payment day by day, of the last sixty days (RULES.md 7), of these platforms and of those by which they pay; by id,
 * those of which something is said. It changes neither verdict nor payment.
 */
export const paymentsOf = (
  known: Known,
  payments: readonly PaymentDay[],
  platforms: readonly string[],
  reader: Reader,
): PlatformPayments[] => {
  const payers = restedOn(known.directory, platforms, 'virement');
  const bearing = knownBy(payments, known.knownAt).filter(
    (said) => payers.has(said.platform) && isOfThose(said.day, known.day) && bears(known, said, reader),
  );
  return [...grouped(bearing, ({ platform }) => platform)]
    .sort(([a], [b]) => ascending(a, b))
    .map(([platform, said]) => tellPlatform(known, platform, said));
};

/** Days told alike: to these professions, of these mutuelles (none: of all that are not named elsewhere). */
export type SharedPayments = {
  professions: readonly Profession[];
  mutuelles: readonly string[];
  payments: readonly PlatformPayments[];
};

/** All that is said of the days of a platform, by whom it is said for; a mutuelle apart only where its days differ. */
export const paymentsAt = (
  known: Known,
  payments: readonly PaymentDay[],
  platform: string,
  professions: readonly Profession[],
): SharedPayments[] => {
  const payers = restedOn(known.directory, [platform], 'virement');
  const own = payments.filter((each) => payers.has(each.platform));
  if (own.length === 0) return [];
  const named = [...new Set(own.flatMap(({ mutuelles }) => mutuelles ?? []))].sort(ascending);
  const told = professions.flatMap((profession) => {
    const ofAll = paymentsOf(known, own, [platform], { profession, mutuelle: null });
    const others = named
      .map((mutuelle) => ({
        profession,
        mutuelle,
        payments: paymentsOf(known, own, [platform], { profession, mutuelle }),
      }))
      .filter((each) => JSON.stringify(each.payments) !== JSON.stringify(ofAll));
    return [{ profession, mutuelle: null, payments: ofAll }, ...others];
  });
  const shared = [...grouped(told, ({ payments: each, mutuelle }) => `${mutuelle} ${JSON.stringify(each)}`)];
  return shared
    .map(([, alike]) => ({
      professions: alike.map(({ profession }) => profession),
      mutuelles: alike[0]?.mutuelle ? [alike[0].mutuelle] : [],
      payments: alike[0]?.payments ?? [],
    }))
    .filter((each) => each.payments.length > 0);
};

const isOfThose = (day: string, today: string): boolean =>
  day <= today && day > dayAfter(today, -PAYMENT_DAYS_TOLD);

const bears = (
  { directory }: Known,
  { by, platform, professions, mutuelles }: PaymentDay,
  { profession, mutuelle }: Reader,
): boolean => {
  const speaker = directory.organisations.get(by);
  return (
    (professions === null || professions.includes(profession)) &&
    (mutuelles === null || (mutuelle !== null && mutuelles.includes(mutuelle))) &&
    speaker !== undefined &&
    hasStanding(speaker, platform, profession, mutuelle)
  );
};

const tellPlatform = (
  known: Known,
  platform: Platform['id'],
  said: readonly PaymentDay[],
): PlatformPayments => {
  const days = [...grouped(said, ({ day }) => day)]
    .sort(([a], [b]) => ascending(a, b))
    .map(([, ofDay]) => newestWords(known, ofDay));
  const unpaid = days.find((words) => !isPaid(known, words))?.[0]?.day;
  const paid = days.filter((words) => isPaid(known, words)).flatMap(([first]) => first?.day ?? []);
  const before = unpaid === undefined ? paid : paid.filter((day) => day < unpaid);
  return {
    platform,
    paidUntil: before.at(-1) ?? null,
    days: days.flat().map(({ day, state, expectedOn, by, recordedAt }) => ({
      day,
      state,
      expectedOn,
      by,
      recordedAt,
    })),
  };
};

const isByOperator = ({ directory }: Known, { by }: PaymentDay): boolean =>
  directory.organisations.get(by)?.kind === 'operator';

/** The newest word of each speaker on one day, the operator's first; a contradiction stands side by side. */
const newestWords = (known: Known, ofDay: readonly PaymentDay[]): PaymentDay[] => {
  const newestFirst = [...ofDay].sort(
    (a, b) => ascending(b.recordedAt, a.recordedAt) || ascending(b.id, a.id),
  );
  return [...grouped(newestFirst, ({ by }) => by).values()]
    .flatMap(([newest]) => newest ?? [])
    .sort(
      (a, b) =>
        Number(isByOperator(known, b)) - Number(isByOperator(known, a)) ||
        ascending(b.recordedAt, a.recordedAt) ||
        ascending(a.by, b.by),
    );
};

/** By the operator's word; without one, when nobody says otherwise. */
const isPaid = (known: Known, [first, ...others]: readonly PaymentDay[]): boolean =>
  first?.state === 'paid' && (isByOperator(known, first) || others.every(({ state }) => state === 'paid'));
