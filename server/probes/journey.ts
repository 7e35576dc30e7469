import type { Outcome } from '#server/domain/facts/vocabulary';
import type { Answered } from '#server/outbound/outbound';
import { type Outbound, type OutboundRefusal, REFUSAL_SAYS } from '#server/outbound/targets';

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

/** Cookies of one journey, given back to the very host that set them. */
export const createCookieJar = () => {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (host: string): Map<string, string> => {
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  return {
    hear: (url: URL, { 'set-cookie': set }: Answered['headers']) => {
      for (const cookie of [set ?? []].flat()) {
        const [, name, value] = /^([^=;\s]+)=([^;\r\n]*)/.exec(cookie) ?? [];
        if (name !== undefined && value !== undefined) jarOf(url.host).set(name, value);
      }
    },
    say: (url: URL): Record<string, string> => {
      const said = [...jarOf(url.host)].map(([name, value]) => `${name}=${value}`).join('; ');
      return said === '' ? {} : { cookie: said };
    },
  };
};
export type CookieJar = ReturnType<typeof createCookieJar>;
