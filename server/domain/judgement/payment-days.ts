import { type Platform, restedOn } from '../facts/directory';
import { grouped } from '../facts/grouped';
import { ascending, dayAfter } from '../facts/intervals';
import type { PaymentDay } from '../facts/payment-days';
import { PAYMENT_DAYS_TOLD } from '../facts/time-rules';
import type { Profession } from '../facts/vocabulary';
import { hasStanding } from '../speakers/scope';
import type { Known } from './known-facts';
import { knownBy } from './known-facts';

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
