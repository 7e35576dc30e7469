import type { Outcome } from '#server/domain/facts/vocabulary';
import { type Outbound, type OutboundRefusal, REFUSAL_SAYS } from '#server/outbound/targets';
import type { CookieJar } from './cookies';

/** The result of a step. `seen`: a short sentence in French, never a quote of the body. */
export type Finding = { isOk: boolean; seen: string };

/** The context that the steps of one journey share. `signal`: aborts when its time is up. */
export type Journey = { outbound: Outbound; signal: AbortSignal; jar: CookieJar; now: Date };

/** A journey run once. `durationMs`: of the whole. */
export type Checked = { outcome: Outcome; durationMs: number; seen: string };

export const passed = (seen: string): Finding => ({ isOk: true, seen });
export const failed = (seen: string): Finding => ({ isOk: false, seen });
export const notCalled = (refused: OutboundRefusal): Finding =>
  failed(`non appelé : ${REFUSAL_SAYS[refused]}`);
