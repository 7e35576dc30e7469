import { z } from 'zod';
import { FLOWS, HEALTHS, type Health, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { list } from './ids';
import { instant } from './instants';

const flow = z.enum(FLOWS);
/** Minutes, and parts of them. */
const count = z.number().nonnegative();
const day = z.string().meta({ format: 'date', example: '2024-02-02' });

/** Minutes by health; `presumed`: those of `operational` that nothing proves. */
const minutes = z.object({
  ...(Object.fromEntries(HEALTHS.map((health) => [health, count])) as Record<Health, typeof count>),
  presumed: count,
});
/** (operational + degraded) ÷ (operational + degraded + down); null when nothing counts. */
const figure = minutes.extend({ ratio: z.number().min(0).max(1).nullable() });

const readings = z.object({ judged: minutes, declared: minutes, measured: minutes.nullable() });

/** One Paris day. `correction`: what a frozen day would be as known since; null: the same. */
const availabilityDay = readings
  .extend({ day, isFrozen: z.boolean(), correction: readings.nullable() })
  .meta({ id: 'AvailabilityDay' });

const availabilityFlow = z
  .object({
    flow,
    judged: figure,
    declared: figure,
    measured: figure.nullable(),
    corrected: figure.nullable(),
    days: list(availabilityDay),
  })
  .meta({ id: 'AvailabilityFlow' });

const delay = z.number().int().nonnegative().nullable();
const failure = z.object({
  flow,
  since: instant,
  to: instant.nullable(),
  declaredAt: instant.nullable(),
  delay,
});
const announcedReturn = z.object({ flow, announcedAt: instant, confirmedAt: instant.nullable(), delay });

/** How soon its operator says what is measured, how soon what it announces holds; delays and medians in minutes. */
const operatorRecord = z.object({
  failures: list(failure),
  declaredAfter: z.number().nullable(),
  returns: list(announcedReturn),
  confirmedAfter: z.number().nullable(),
});

/** `GET /api/v1/platforms/{id}/availability`, newest day last. `from` and `to` null: not counted yet. */
export const availability = z
  .object({
    seq: z.number(),
    at: instant,
    platform: z.string(),
    name: z.string(),
    /** Null: the worst over professions at each minute. */
    profession: z.enum(PROFESSIONS).nullable(),
    from: day.nullable(),
    to: day.nullable(),
    countedUntil: instant.nullable(),
    rule: z.string(),
    flows: list(availabilityFlow),
    record: operatorRecord,
  })
  .meta({ id: 'Availability' });

/** A day that something touched somewhere. `down`: the minutes of the flow that was down longest. */
const calendarDay = z.object({ day, health: z.enum(HEALTHS), down: count, platforms: list(z.string()) });

/** `GET /api/v1/availability`: the worst of all platforms, day by day; days untouched are left out. */
export const availabilityCalendar = z.object({
  seq: z.number(),
  at: instant,
  from: day.nullable(),
  to: day.nullable(),
  days: list(calendarDay),
});

export type Availability = z.infer<typeof availability>;
export type AvailabilityFlow = z.infer<typeof availabilityFlow>;
export type AvailabilityDay = z.infer<typeof availabilityDay>;
export type AvailabilityCalendar = z.infer<typeof availabilityCalendar>;
export type AvailabilityMinutes = z.infer<typeof minutes>;
export type OperatorRecord = z.infer<typeof operatorRecord>;
