import { z } from 'zod';
import {
  HEALTHS,
  ORGANISATION_KINDS,
  PAYMENTS,
  PLATFORM_KINDS,
  PROFESSIONS,
  VERDICTS,
} from '#server/domain/facts/vocabulary';
import { asked } from './answers';
import { list } from './ids';
import { incident } from './incidents';
import { instant } from './instants';
import { maintenance } from './maintenances';

const day = z.string().meta({ format: 'date', example: '2024-02-02' });

/** The same answer to all these professions. `isPresumed`: a « Oui » that is nobody's word, to be shown so. */
const sharedAnswer = z.object({
  professions: list(z.enum(PROFESSIONS)),
  verdict: z.enum(VERDICTS),
  payment: z.enum(PAYMENTS),
  isPresumed: z.boolean(),
  since: instant.nullable(),
  expectedBack: instant.nullable(),
});

/** `roots`: what it rests on that decides some answer of it. `days`: those on which something did not work for somebody, with the worst of it. */
const operator = z
  .object({
    platform: z.string(),
    name: z.string(),
    kind: z.enum(PLATFORM_KINDS),
    answers: list(sharedAnswer),
    roots: list(z.object({ platform: z.string(), name: z.string() })),
    days: list(z.object({ day, health: z.enum(HEALTHS) })),
  })
  .meta({ id: 'OperatorOverview' });

/** What was said last, by anybody. */
const lastWord = z.object({
  at: instant,
  by: z.string(),
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  incident: z.string().nullable(),
  notice: z.string().nullable(),
});

/**
 * `GET /api/v1/overview`: before anybody says which profession asks. Operators and networks by id, each with its answers,
 * worst first, and its days from `from` to `to`, null while none is counted; what is announced for seven days.
 */
export const overview = asked
  .extend({
    /** Those that are open, newest first. */
    incidents: list(incident),
    operators: list(operator),
    from: day.nullable(),
    to: day.nullable(),
    announced: z.object({
      maintenances: list(maintenance.extend({ platformName: z.string() })),
      payments: list(z.object({ platform: z.string(), name: z.string(), expectedOn: day, days: list(day) })),
    }),
    /** Null: nobody ever spoke, or `isWhole` is false. */
    lastWord: lastWord.nullable(),
    /** False while the database is away: days and the last word are not told. */
    isWhole: z.boolean(),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof overview>;
export type OperatorOverview = z.infer<typeof operator>;
