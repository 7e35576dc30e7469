import { z } from 'zod';
import {
  BASES,
  FLOWS,
  HEALTHS,
  PAYMENTS,
  PLATFORM_KINDS,
  PROFESSIONS,
  VERDICTS,
} from '#server/domain/facts/vocabulary';
import { asked, voice } from './answers';
import { list } from './ids';
import { incident } from './incidents';
import { instant } from './instants';
import { maintenance } from './maintenances';
import { paymentSpeaker, sharedPayments } from './payments';

const flow = z.enum(FLOWS);

/** A platform in a list; `health` is the worst over its flows and professions, `flows` those that are in it. */
export const platformLine = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(PLATFORM_KINDS),
    website: z.string().nullable(),
    professionalPortal: z.string().nullable(),
    professions: list(z.enum(PROFESSIONS)).nullable(),
    /** Printed on every card of this operator. */
    amcNumbers: list(z.string()),
    /** How many it serves mutuelles by today, in any profession. */
    conventions: z.number().int(),
    health: z.enum(HEALTHS),
    basis: z.enum(BASES),
    flows: list(flow),
  })
  .meta({ id: 'ListedPlatform' });
/** `GET /api/v1/platforms`, sorted by id. */
export const platformList = asked.extend({ platforms: list(platformLine) });

/** One profession's column of the matrix flow × profession. */
const column = z
  .object({
    profession: z.enum(PROFESSIONS),
    served: z.boolean(),
    verdict: z.enum(VERDICTS),
    payment: z.enum(PAYMENTS),
    flows: list(
      z.object({
        flow,
        health: z.enum(HEALTHS),
        basis: z.enum(BASES),
        since: instant.nullable(),
        rootPlatform: z.string(),
      }),
    ),
  })
  .meta({ id: 'MatrixColumn' });

const edge = z
  .object({ platform: z.string(), name: z.string(), flows: list(flow) })
  .meta({ id: 'Dependency' });

/** `GET /api/v1/platforms/{id}`: facts, matrix, what it rests on and what rests on it, what is said of it. */
export const platformRecord = asked
  .extend({
    id: z.string(),
    name: z.string(),
    kind: z.enum(PLATFORM_KINDS),
    owner: z.string().nullable(),
    website: z.string().nullable(),
    professionalPortal: z.string().nullable(),
    conventionCodes: list(z.string()),
    professions: list(z.enum(PROFESSIONS)).nullable(),
    flows: list(flow),
    contacts: list(z.object({ label: z.string(), value: z.string(), checkedOn: z.string().nullable() })),
    sources: list(z.string()),
    amcNumbers: list(z.string()),
    hosts: list(z.string()),
    matrix: list(column),
    dependsOn: list(edge),
    dependents: list(edge),
    voices: list(voice),
    incidents: list(incident),
    maintenances: list(maintenance),
    /** The last 60 days, of this platform and of those it pays through, by whom it is said for. */
    payments: list(sharedPayments),
    paymentSpeakers: list(paymentSpeaker),
  })
  .meta({ id: 'Platform' });
export type PlatformLine = z.infer<typeof platformLine>;
export type PlatformRecord = z.infer<typeof platformRecord>;
export type MatrixColumn = z.infer<typeof column>;
