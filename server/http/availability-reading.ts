import { z } from 'zod';
import { readDays, readFrozenMonths, readPlatformCounted } from '#db/availability';
import { askedId } from '#server/contract/ids';
import { tellFlow } from '#server/domain/availability/view';
import { dayAfter, daysFrom, minutesOfDay, parisDay, startOfDay } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { FLOWS, type Profession } from '#server/domain/facts/vocabulary';
import type { Deps } from './deps';
import type { Refusal } from './problems';
import { askRecord, instantsQuery, type Reading, readProfession, unknownPlatform } from './question';

export const availabilityQuery = instantsQuery.pick({ at: true }).extend({
  days: z.coerce.number().int().min(1).max(400).default(90),
  profession: askedId.optional(),
});
export type AvailabilityQuery = z.output<typeof availabilityQuery>;

/** The days of a platform up to the instant asked, from what was counted of them. */
export const readAvailability = async (
  deps: Deps,
  platform: string,
  { at, days, profession }: AvailabilityQuery,
  reach: number,
): Promise<Result<Awaited<ReturnType<typeof counted>> & { reading: Reading }, Refusal>> => {
  const asked = profession === undefined ? accept(null) : readProfession(profession);
  if (!asked.ok) return asked;
  const reading = await askRecord(deps, at ? { at } : {}, reach);
  if (!reading.ok) return reading;
  const refused = unknownPlatform(reading.value.read.directory, platform);
  if (refused) return refuse(refused);
  return accept({
    ...(await counted(deps, reading.value, platform, days, asked.value)),
    reading: reading.value,
  });
};

const counted = async (
  { db }: Deps,
  { read }: Reading,
  platform: string,
  count: number,
  profession: Profession | null,
) => {
  const listed = read.directory.platforms.get(platform)?.flows ?? [];
  const held = await readPlatformCounted(db, platform);
  const period = held && periodOf(held, read.at, count);
  if (!period) return { profession, period: null, countedUntil: null, flows: [] };
  const who: Profession | 'all' = profession ?? 'all';
  const [kept, frozen] = await Promise.all([
    readDays(db, platform, period, ['all', who]),
    readFrozenMonths(db, platform),
  ]);
  const days = daysFrom(period.from, period.to).map((day) => ({
    ...{ day, minutes: minutesOfDay(day, held.countedUntil) },
  }));
  const asked = { days, profession: who, frozen };
  const flows = FLOWS.filter((flow) => listed.includes(flow)).map((flow) =>
    tellFlow(
      flow,
      kept.filter((each) => each.flow === flow),
      asked,
    ),
  );
  return { profession, period, countedUntil: held.countedUntil, flows };
};

/** What of the days asked was counted; null: none of them. */
export const periodOf = (
  { countedFrom, countedUntil }: { countedFrom: string; countedUntil: Date },
  at: Date,
  days: number,
): { from: string; to: string; startsAt: Date } | null => {
  const [last, latest] = [parisDay(at), parisDay(countedUntil)];
  const to = last < latest ? last : latest;
  const first = dayAfter(last, 1 - days);
  const from = first > countedFrom ? first : countedFrom;
  return from > to ? null : { from, to, startsAt: startOfDay(from) };
};
