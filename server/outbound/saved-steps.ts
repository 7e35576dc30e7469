import type { ProbeStep } from '#server/contract/probe-steps';
import { orAborted } from './outbound';
import type { OutboundRefusal } from './refusals';
import { type Outbound, resolveTarget, resolveUrl } from './targets';

/** A step that will never be run as it stands. */
export type BrokenStep = { index: number; field: 'url' | 'host'; refusal: OutboundRefusal };

const RESOLVE_TIMEOUT_MS = 3_000;

/** Looks at where each step goes before it is saved. A name without an address today may have one tomorrow. */
export const brokenSteps = async (steps: readonly ProbeStep[], outbound: Outbound): Promise<BrokenStep[]> => {
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
