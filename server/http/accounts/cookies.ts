import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Account } from '#db/accounts';
import { digest, newToken, same } from '#server/accounts/secrets';
import { COOKIE_LIFE } from '#server/accounts/sessions';
import { type Deps, isHttps } from '../deps';
import { sessionCookie } from '../kit/guard';

const A_YEAR = 365 * 24 * 3600;

const options = (deps: Deps, maxAge: number) => ({
  httpOnly: true,
  sameSite: 'Lax' as const,
  path: '/',
  secure: isHttps(deps),
  maxAge,
});

export const giveSession = (deps: Deps, c: Context, token: string): void =>
  setCookie(c, sessionCookie(deps), token, options(deps, COOKIE_LIFE / 1000));

export const takeSession = (deps: Deps, c: Context): void => {
  deleteCookie(c, sessionCookie(deps), { path: '/', secure: isHttps(deps) });
};

type Owner = Pick<Account, 'id' | 'passwordHash'>;

const deviceCookie = (deps: Deps): string => (isHttps(deps) ? '__Host-device' : 'device');
/** Of that password: whoever came in by a stolen one is a stranger again once it is changed. */
const seal = (deps: Deps, { id, passwordHash }: Owner, device: string): string =>
  deps.secrets.keyed('device', `${id} ${passwordHash} ${device}`);

/** This browser has signed in to that account: its tries are counted apart from strangers'. */
export const giveDevice = (deps: Deps, c: Context, account: Owner): void => {
  const id = newToken();
  setCookie(c, deviceCookie(deps), `${id}.${seal(deps, account, id)}`, options(deps, A_YEAR));
};

/** What this browser's tries at that account are counted under; null for a stranger. */
export const deviceOf = (deps: Deps, c: Context, account: Owner | null): string | null => {
  const [id, sealed] = (getCookie(c, deviceCookie(deps)) ?? '').split('.');
  if (!id || !sealed || account === null) return null;
  return same(sealed, seal(deps, account, id)) ? digest(id) : null;
};
