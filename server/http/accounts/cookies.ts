import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { z } from 'zod';
import type { Account } from '#db/accounts';
import { FLOW_LIFE } from '#server/accounts/openid-sign-in';
import { digest, newToken, same } from '#server/accounts/secrets';
import { COOKIE_LIFE } from '#server/accounts/sessions';
import { type Deps, isHttps } from '../deps';
import { cookieName, SESSION } from '../kit/guard';

type Site = Pick<Deps, 'publicUrl'>;
type Sealing = Pick<Deps, 'publicUrl' | 'secrets'>;

const A_YEAR = 365 * 24 * 3600;

/** Lax, not Strict: the browser also comes back here from the site of an identity provider. */
const attributes = (site: Site) =>
  ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: isHttps(site) }) as const;

/** `maxAge`: seconds. */
export const giveCookie = (site: Site, c: Context, name: string, value: string, maxAge: number): void =>
  setCookie(c, cookieName(site, name), value, { ...attributes(site), maxAge });

export const dropCookie = (site: Site, c: Context, name: string): void => {
  deleteCookie(c, cookieName(site, name), attributes(site));
};

/** Seals what the browser carries to an identity provider and back: nobody else can read or make it. */
export const giveSealed = (deps: Sealing, c: Context, name: string, what: object): void => {
  giveCookie(deps, c, name, deps.secrets.seal(JSON.stringify({ name, ...what })), FLOW_LIFE / 1000);
  c.header('Cache-Control', 'no-store');
};

/** Null when it is not there, or not what we sealed under that name. */
export const readSealed = <T extends z.ZodType>(
  deps: Sealing,
  c: Context,
  name: string,
  schema: T,
): z.infer<T> | null => {
  try {
    const found = JSON.parse(deps.secrets.unseal(getCookie(c, cookieName(deps, name)) ?? ''));
    return found.name === name ? schema.parse(found) : null;
  } catch {
    return null;
  }
};

export const giveSession = (deps: Deps, c: Context, token: string): void =>
  giveCookie(deps, c, SESSION, token, COOKIE_LIFE / 1000);

export const takeSession = (deps: Deps, c: Context): void => {
  deleteCookie(c, cookieName(deps, SESSION), { path: '/', secure: isHttps(deps) });
};

type Owner = Pick<Account, 'id' | 'passwordHash'>;

const DEVICE = 'device';
/** The seal is bound to the password: a thief who came in by it is a stranger again once it is changed. */
const seal = (deps: Deps, { id, passwordHash }: Owner, device: string): string =>
  deps.secrets.keyed('device', `${id} ${passwordHash} ${device}`);

/** This browser has signed in to that account: its tries are counted apart from strangers'. */
export const giveDevice = (deps: Deps, c: Context, account: Owner): void => {
  const id = newToken();
  giveCookie(deps, c, DEVICE, `${id}.${seal(deps, account, id)}`, A_YEAR);
};

/** The id that this browser's tries at that account are counted under; null for a stranger. */
export const deviceOf = (deps: Deps, c: Context, account: Owner | null): string | null => {
  const [id, sealed] = (getCookie(c, cookieName(deps, DEVICE)) ?? '').split('.');
  if (!id || !sealed || account === null) return null;
  return same(sealed, seal(deps, account, id)) ? digest(id) : null;
};
