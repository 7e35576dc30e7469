import { z } from 'zod';
import { FLOWS, OUTCOMES, PROBE_KINDS } from '#server/domain/facts/vocabulary';
import { askedId, list } from './ids';
import { instant } from './instants';
import { probeStep } from './probe-steps';
import { writtenName as name } from './texts';

/** Who measures a flow: probes that we run, heartbeats that call us, keys that push. */

const changeable = {
  name,
  intervalSeconds: z.number().int().min(10).max(86_400).default(300),
  timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  steps: z.array(probeStep).max(10).default([]),
};

/** A probe is of the kind of its first step; a heartbeat does nothing. */
export const MADE_KINDS = ['http', 'tcp', 'tls', 'dns', 'heartbeat'] as const;
type Made = { kind: (typeof MADE_KINDS)[number]; steps: readonly { kind: string }[] };

const fits = ({ kind, steps }: Made, context: z.RefinementCtx): void => {
  const [first] = steps;
  const refused = (message: string, cure: string) =>
    context.addIssue({ code: 'custom', path: ['steps'], message, params: { cure } });
  if (kind === 'heartbeat') {
    if (first) refused('un battement n’a pas d’étape', 'Retirez « steps ».');
  } else if (!first) refused('aucune étape', 'Donnez au moins une étape.');
  else if (first.kind !== kind)
    refused('la première étape n’est pas de cette sorte', `Commencez par une étape « ${kind} ».`);
};

/** `POST /api/v1/probes`. */
export const probeBody = z
  .strictObject({ platform: askedId, flow: z.enum(FLOWS), kind: z.enum(MADE_KINDS), ...changeable })
  .superRefine(fits);
export type ProbeBody = z.output<typeof probeBody>;

/** `PUT /api/v1/probes/{id}`: what a probe is, it stays; how it looks may change. */
export const probeChange = z.strictObject(changeable);

const result = z.object({
  observedAt: instant,
  outcome: z.enum(OUTCOMES),
  durationMs: z.number().int().nullable(),
  seen: z.string().nullable(),
});

/** `failing`, `healthy`: after damping; `silent`: no news for three intervals; null: too little to conclude. */
export const PROBE_STATES = ['failing', 'healthy', 'silent'] as const;

const line = z.object({
  id: z.string(),
  platform: z.string(),
  flow: z.enum(FLOWS),
  name: z.string(),
  kind: z.enum(PROBE_KINDS),
  intervalSeconds: z.number().int(),
  enabled: z.boolean(),
  last: result.nullable(),
  state: z.enum(PROBE_STATES).nullable(),
});
/** `GET /api/v1/probes`, by platform. `blindSince`: our own probes have no network since then; null: they have. */
export const probeList = z.object({ at: instant, blindSince: instant.nullable(), probes: list(line) });
export type ProbeList = z.infer<typeof probeList>;
export type ProbeLine = z.infer<typeof line>;

/** `GET /api/v1/probes/{id}`: with what it does, for the desk and the operator it looks at. */
export const probeRecord = z
  .object({
    id: z.string(),
    platform: z.string(),
    flow: z.enum(FLOWS),
    kind: z.enum(PROBE_KINDS),
    name: z.string(),
    intervalSeconds: z.number().int(),
    timeoutMs: z.number().int(),
    steps: list(probeStep),
    enabled: z.boolean(),
    etag: z.string(),
  })
  .meta({ id: 'Probe' });
export type ProbeRecord = z.infer<typeof probeRecord>;

/** `POST /api/v1/probes/enabling` and `/disabling`: of several at once, all of them or none. */
export const probesNamed = z.strictObject({ probes: z.array(askedId).min(1).max(100) });
export const probeRecords = z.object({ probes: list(probeRecord) });

/** `address`: where a heartbeat calls, shown once; null for the others. */
export const probeMade = probeRecord.extend({ address: z.string().nullable() });

/** `POST /api/v1/probe-trials`: what a probe would do, before there is one. */
export const probeTrialBody = z.strictObject({
  timeoutMs: changeable.timeoutMs,
  steps: z.array(probeStep).min(1, 'aucune étape').max(10),
});

/** `POST /api/v1/probes/{id}/trial`, `POST /api/v1/probe-trials`: run once, now; nothing is kept. */
export const probeTrial = result;
export type ProbeTrial = z.infer<typeof probeTrial>;

/**
 * Whether a source may bear witness to a return: `approved` is a definition that a second person approved, or the
 * program's own, unchanged; `unknown-host` asks a host that the directory does not give to its platform.
 */
export const PROBE_STANDINGS = ['approved', 'awaiting', 'unknown-host', 'heartbeat'] as const;

/** `GET /api/v1/probe-approvals`: who answers for each source, for the desk. Names null: the program. */
export const probeApproval = z.object({
  id: z.string(),
  /** The version to approve, for `If-Match`. */
  etag: z.string(),
  standing: z.enum(PROBE_STANDINGS),
  definedAt: instant,
  definedBy: z.string().nullable(),
  approved: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  /** All the hosts that its steps ask; then those of them that the directory does not give to its platform. */
  hosts: list(z.string()),
  unknownHosts: list(z.string()),
  /** Why whoever reads this may not approve it; null: it may, or there is nothing to approve. */
  refused: z.object({ detail: z.string(), cure: z.string() }).nullable(),
});
export const probeApprovals = z.object({ approvals: list(probeApproval) });
export type ProbeApproval = z.infer<typeof probeApproval>;
