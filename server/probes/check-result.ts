import type { Outcome } from '#server/domain/facts/vocabulary';
import type { OutboundRefusal } from '#server/outbound/refusals';
import { REFUSAL_SAYS } from '#server/outbound/refusals';
import type { Outbound } from '#server/outbound/targets';
import type { CookieJar } from './cookies';

/** What a step found; `seen`: a short sentence in French, never what the body says. */
export type Finding = { isOk: boolean; seen: string };

/** What the steps of one journey share. `signal`: the patience of the whole. */
export type Journey = { outbound: Outbound; signal: AbortSignal; jar: CookieJar; now: Date };

/** A journey run once. `durationMs`: of the whole. */
export type Checked = { outcome: Outcome; durationMs: number; seen: string };

export const passed = (seen: string): Finding => ({ isOk: true, seen });
export const failed = (seen: string): Finding => ({ isOk: false, seen });
export const notCalled = (refused: OutboundRefusal): Finding =>
  failed(`non appelé : ${REFUSAL_SAYS[refused]}`);
