import { Resolver } from 'node:dns/promises';
import { addAbortListener } from 'node:events';
import type { StepOf } from '#server/contract/probe-steps';
import { orAborted } from '#server/outbound/outbound';
import { type Finding, failed, type Journey, passed } from './check-result';

/** A name that resolves, to an expected value when one is given. */
export const checkDns = async (step: StepOf<'dns'>, { signal }: Journey): Promise<Finding> => {
  const resolver = new Resolver({ tries: 2 });
  addAbortListener(signal, () => resolver.cancel());
  const values = ((await orAborted(resolver.resolve(step.name, step.type), signal)) as unknown[]).map(
    written,
  );
  if (values.length === 0) return failed(`aucun enregistrement ${step.type}`);
  if (step.expected !== null && !values.includes(step.expected))
    return failed(`${values.length} enregistrement(s) ${step.type}, aucun n’est celui attendu`);
  return passed(`${values.length} enregistrement(s) ${step.type}`);
};

/** As one writes it: a TXT comes in parts, an MX with its priority. */
const written = (value: unknown): string => {
  if (Array.isArray(value)) return value.join('');
  if (typeof value === 'object' && value !== null && 'exchange' in value) return String(value.exchange);
  return String(value);
};
