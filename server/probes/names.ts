import { Resolver } from 'node:dns/promises';
import type { StepOf } from '#server/contract/probe-steps';
import { expectedValue } from '#server/outbound/dns-values';
import { orAborted } from '#server/outbound/outbound';
import { type Finding, failed, type Journey, passed } from './journey';

/** A name that resolves, to an expected value when one is given. */
export const checkDns = async (step: StepOf<'dns'>, { outbound, signal }: Journey): Promise<Finding> => {
  const { type, expected } = step;
  const values = await recordsOf(step, outbound.nameServers ?? null, signal);
  const found = `${values.length} enregistrement(s) ${type}`;
  if (values.length === 0) return failed(`aucun enregistrement ${type}`);
  if (expected === null) return passed(found);
  const isExpected = expectedValue(type, expected);
  return isExpected && values.some(isExpected)
    ? passed(found)
    : failed(`${found}, aucun n’est celui attendu`);
};

/** How long each is first waited for, in milliseconds, and doubled then: one asks soon again what was lost, one waits. */
const PATIENCES = [1_000, 5_000];
/** Enough of them for the longest time that a probe may take. */
const TRIES = 8;

/** Asked until something is answered, or the time of the probe is up: the resolver's own patience ends at nothing. */
const recordsOf = async (
  { name, type }: StepOf<'dns'>,
  servers: readonly string[] | null,
  signal: AbortSignal,
): Promise<unknown[]> => {
  const resolvers = PATIENCES.map((timeout) => new Resolver({ timeout, tries: TRIES }));
  const asked = resolvers.map((resolver) => {
    if (servers) resolver.setServers(servers);
    return (resolver.resolve(name, type) as Promise<unknown[]>).catch(unlessLate);
  });
  try {
    return await orAborted(Promise.race(asked), signal);
  } finally {
    for (const resolver of resolvers) resolver.cancel();
  }
};

const unlessLate = (error: NodeJS.ErrnoException): Promise<never> => {
  if (error.code === 'ETIMEOUT') return new Promise(() => undefined);
  // Refused by whom we asked of the name, and not by whom it names.
  const isUnreachable = error.code === 'ECONNREFUSED';
  return Promise.reject(isUnreachable ? Object.assign(new Error(), { code: 'EUNREACHABLE' }) : error);
};
