import type { Fields } from '#server/outbound/response-head';

/** What RFC 6265bis §5.7 refuses in a cookie: control characters, but for tabs. */
const CONTROL = /[^\t\x20-\x7e\x80-\xff]/;

/** Cookies of one journey, kept and given back as browsers do (RFC 6265). Made before the time of a step is counted. */
export const createCookieJar = async (now: Date) => {
  const { CookieJar } = await import('tough-cookie');
  const jar = new CookieJar(undefined, { looseMode: true });
  return {
    hear: (url: URL, fields: Fields): void => {
      for (const cookie of fields.get('set-cookie') ?? [])
        if (!CONTROL.test(cookie))
          jar.setCookieSync(cookie, url.href, { now, ignoreError: true, loose: true });
    },
    say: (url: URL): Record<string, string> => {
      const cookie = jar.getCookieStringSync(url.href);
      return cookie === '' ? {} : { cookie };
    },
  };
};
export type CookieJar = Awaited<ReturnType<typeof createCookieJar>>;
