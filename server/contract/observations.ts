import { z } from 'zod';
import { FLOWS, OUTCOMES } from '#server/domain/facts/vocabulary';
import { instant as givenInstant } from './dataset-fields';
import { askedId, list } from './ids';
import { fault } from './problem';

/** What probes outside push: results as they are, judged by us (RULES.md 8). */

export const MAX_OBSERVATIONS = 500;

/** `durationMs`: milliseconds; `sequence`: the source's own count, which never goes back. */
export const observationBody = z.strictObject({
  platform: askedId,
  flow: z.enum(FLOWS),
  observedAt: givenInstant,
  outcome: z.enum(OUTCOMES),
  durationMs: z.number().int().min(0).max(3_600_000).nullable().default(null),
  sequence: z.number().int().min(0).nullable().default(null),
});
export type ObservationBody = z.output<typeof observationBody>;

/** `POST /api/v1/observations`: one, or up to 500; each is accepted or refused by itself, with its index. */
export const observationsBody = z.union([z.looseObject({}), z.array(z.unknown())]).meta({
  anyOf: [
    { $ref: '#/components/schemas/Observation' },
    { type: 'array', items: { $ref: '#/components/schemas/Observation' }, maxItems: MAX_OBSERVATIONS },
  ],
});

/** `repeated`: those already known, which change nothing. */
export const observationsKept = z.object({
  accepted: z.number().int(),
  repeated: z.number().int(),
  refused: list(fault.extend({ index: z.number().int() })),
});

/**
 * What a heartbeat may say beside that it is alive, as scripts written for other monitors do. `msg` is theirs: it is
 * taken, and kept nowhere.
 */
export const heartbeatQuery = z.object({
  status: z
    .enum(['up', 'down'], { error: '« status » vaut « up » (l’échange fonctionne) ou « down » (il échoue)' })
    .optional(),
  msg: z.string().max(2_000, '« msg » dépasse 2 000 signes').optional(),
});
export type HeartbeatQuery = z.output<typeof heartbeatQuery>;

/** `POST /api/v1/heartbeats`, `GET` or `POST /api/v1/heartbeats/{token}`: heard; `nextBefore`: when silence would begin. */
export const heartbeatHeard = z.object({ heard: z.literal(true), nextBefore: z.string() });
