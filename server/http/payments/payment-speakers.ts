import type { Directory } from '#server/domain/facts/directory';
import { ascending } from '#server/domain/facts/intervals';
import type { PlatformPayments } from '#server/domain/judgement/payment-days';

/** Whoever says something of these days, by id. */
export const speakersOf = ({ organisations }: Directory, payments: readonly PlatformPayments[]) =>
  [...new Set(payments.flatMap(({ days }) => days.map(({ by }) => by)))].sort(ascending).map((by) => {
    const speaker = organisations.get(by);
    return { by, name: speaker?.name ?? by, kind: speaker?.kind ?? ('press' as const) };
  });
