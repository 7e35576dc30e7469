import type { Db } from '#db/database';
import { readFact } from '#db/facts';
import { listProbes } from '#db/newest-results';
import { lockProbe, type Probe } from '#db/probes';
import type { ProbeStep } from '#server/contract/probe-steps';
import type { ProbeBody } from '#server/contract/probes';
import type { Fault } from '#server/contract/problem';
import type { Platform } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { ProbeKind } from '#server/domain/facts/vocabulary';
import { orAborted } from '#server/outbound/outbound';
import {
  type Outbound,
  type OutboundRefusal,
  REFUSAL_SAYS,
  resolveTarget,
  resolveUrl,
} from '#server/outbound/targets';
import type { Refusal } from '../kit/problems';
import { unknownAmong, unknownId } from '../kit/suggestions';
import { neverMet } from './attainable';
import { publicName } from './probe-json';

const REFUSALS = {
  pushed: {
    kind: 'conflict',
    detail: 'Ces mesures sont envoyées par une clé, qui seule les arrête.',
    cure: 'Révoquez la clé dans /espace/cles.',
  },
  noSuchFlow: {
    kind: 'not-acceptable',
    pointer: '/flow',
    detail: 'Cette plateforme n’a pas cet échange.',
    cure: 'Donnez un des échanges de la plateforme.',
    see: 'GET /api/v1/platforms/{id}',
  },
  otherKind: (kind: ProbeKind) => ({
    kind: 'not-acceptable',
    pointer: '/steps',
    detail: 'Une sonde garde sa sorte, qui est celle de sa première étape.',
    cure: kind === 'heartbeat' ? 'Un battement n’a pas d’étape.' : `Commencez par une étape « ${kind} ».`,
  }),
} as const satisfies Record<string, Refusal | ((kind: ProbeKind) => Refusal)>;

const notCalled = ({ index, field, refusal }: BrokenStep): Fault => ({
  pointer: `/steps/${index}/${field}`,
  detail: `Cette adresse ne sera pas appelée : ${REFUSAL_SAYS[refusal]}.`,
  cure: 'Donnez l’adresse publique du service, écrite simplement, en https si possible.',
});

/** Which probes there are is public; what they do is not. */
export const unknownProbe = async (db: Db, id: string, now: Date): Promise<Refusal> =>
  unknownAmong('probe', id, await listProbes(db, now), publicName);

/** A pushed source is refused: only its key starts and stops it. */
export const lockOurs = async (trx: Db, id: string, now: Date): Promise<Result<Probe, Refusal>> => {
  const probe = await lockProbe(trx, id);
  if (!probe) return refuse(await unknownProbe(trx, id, now));
  return probe.kind === 'pushed' ? refuse(REFUSALS.pushed) : accept(probe);
};

/** The flow a probe looks at is one of its platform's. */
export const knownFlow = async (
  trx: Db,
  { platform: id, flow }: Pick<ProbeBody, 'platform' | 'flow'>,
): Promise<Result<null, Refusal>> => {
  const platform = (await readFact(trx, 'platforms', id)) as Platform | undefined;
  if (!platform) return refuse(unknownId('platform', id));
  return platform.flows.includes(flow) ? accept(null) : refuse(REFUSALS.noSuchFlow);
};

/** A probe stays of its kind, which is its first step's. */
export const stepsOfKind = (kind: ProbeKind, steps: readonly ProbeStep[]): Result<null, Refusal> => {
  const isFit = kind === 'heartbeat' ? steps.length === 0 : steps[0]?.kind === kind;
  return isFit ? accept(null) : refuse(REFUSALS.otherKind(kind));
};

/** What the steps expect may be met, and where they go may be called from here, which is asked again each time they are run. */
export const runnableSteps = async (
  steps: readonly ProbeStep[],
  outbound: Outbound,
): Promise<Result<null, Refusal>> => {
  const faults = [...neverMet(steps), ...(await brokenSteps(steps, outbound)).map(notCalled)];
  const [first] = faults;
  return first ? refuse({ kind: 'not-acceptable', ...first, faults }) : accept(null);
};

/** A step that will never be run as it stands. */
type BrokenStep = { index: number; field: 'url' | 'host'; refusal: OutboundRefusal };

const RESOLVE_TIMEOUT_MS = 3_000;

/** Looks at where each step goes before it is saved. A name without an address today may have one tomorrow. */
const brokenSteps = async (steps: readonly ProbeStep[], outbound: Outbound): Promise<BrokenStep[]> => {
  const looked = await Promise.all(
    steps.map(async (step, index): Promise<BrokenStep[]> => {
      const refusal = await refusalOf(step, outbound);
      if (refusal === null || refusal === 'unresolved') return [];
      return [{ index, field: step.kind === 'http' ? 'url' : 'host', refusal }];
    }),
  );
  return looked.flat();
};

const refusalOf = async (step: ProbeStep, outbound: Outbound): Promise<OutboundRefusal | null> => {
  // It asks a name server about a name, and calls nobody.
  if (step.kind === 'dns') return null;
  const resolving =
    step.kind === 'http' ? resolveUrl(outbound, step.url) : resolveTarget(outbound, step.host, step.port);
  const resolved = await orAborted(resolving, AbortSignal.timeout(RESOLVE_TIMEOUT_MS)).catch(() => null);
  return resolved === null || resolved.ok ? null : resolved.refusal;
};
