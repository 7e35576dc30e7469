import { check } from './check';
import type { Outbound } from './targets';

/** A place that answers whenever our own network does: `host:port`. */
export type Reference = { host: string; port: number };

export const readReference = (text: string): Reference => {
  const at = text.lastIndexOf(':');
  return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
};

const PATIENCE = 5_000;

export const isReached = async (reference: Reference, outbound: Outbound, now: Date): Promise<boolean> =>
  (await check([{ kind: 'tcp', ...reference }], PATIENCE, outbound, now)).outcome === 'ok';
