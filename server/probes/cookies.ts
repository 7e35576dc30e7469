import type { Answered } from '#server/outbound/outbound';

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
