import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

export const CLIENT = { clientId: 'comptoir', clientSecret: 'a secret of the tests' };

/** The national number the provider knows a login by; whoever is not here has none, and is known by its login. */
export const NUMBERS: Record<string, string> = { claire: '899700218896' };

/** A real OpenID Connect provider on loopback, that remembers nothing; any login and password open it. `port` 0: a free one. */
export const startIdentityProvider = async (redirectUri: string, port = 0) => {
  const loud = silenceProvider();
  // @ts-expect-error: the package has no types.
  const { default: Provider } = await import('oidc-provider');
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    acrValues: ['eidas1'],
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'SubjectNameID'] },
    findAccount: (_: unknown, login: string) => ({
      accountId: login,
      claims: () => ({ sub: login, SubjectNameID: NUMBERS[login] }),
    }),
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [newKey()] },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      loud();
    },
  };
};

const newKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  use: 'sig',
});

/** It warns of what is on purpose here: memory, its own forms, defaults. Gives back what undoes it. */
const silenceProvider = (): (() => void) => {
  const { info, warn } = console;
  const quiet =
    (print: typeof warn) =>
    (...words: unknown[]) => {
      if (!String(words[0]).startsWith('oidc-provider')) print(...words);
    };
  console.info = quiet(info);
  console.warn = quiet(warn);
  return () => Object.assign(console, { info, warn });
};

type Cookie = { origin: string; path: string; name: string; value: string };

/** A browser without a screen: keeps cookies, follows nothing by itself. */
export const createVisitor = () => {
  let jar: Cookie[] = [];
  const visit = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const { origin, pathname } = new URL(address);
    const sent = jar.filter((each) => each.origin === origin && pathname.startsWith(each.path));
    const headers = new Headers(init.headers);
    headers.set('Cookie', sent.map(({ name, value }) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; path=([^;]+)/i.exec(line)?.[1] ?? '/';
      jar = jar.filter((each) => each.origin !== origin || each.path !== path || each.name !== name);
      if (!/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.push({ origin, path, name, value });
    }
    return response;
  };
  /** Follows redirects until a page, or until the address of a redirect holds `until`: that address, not visited. */
  const follow = async (address: string, until: string, init?: RequestInit): Promise<string | Response> => {
    const response = await visit(address, init);
    const location = response.headers.get('Location');
    if (!location) return response;
    const next = new URL(location, address).href;
    return next.includes(until) ? next : follow(next, until);
  };
  const cookies = () => jar;
  return { visit, follow, cookies };
};
export type Visitor = ReturnType<typeof createVisitor>;

/** Fills in the provider's forms, or cancels when `login` is null; resolves to the callback, not yet visited. */
export const passProvider = async (
  visitor: Visitor,
  address: string,
  login: string | null,
): Promise<string> => {
  const page = await visitor.follow(address, '/callback?');
  if (typeof page === 'string') return page;
  const html = await page.text();
  const [, submit = ''] = /action="([^"]+)"/.exec(html) ?? [];
  const [, prompt = ''] = /name="prompt" value="([^"]+)"/.exec(html) ?? [];
  const [, cancel = ''] = /href="([^"]+\/abort)"/.exec(html) ?? [];
  if (login === null) return passProvider(visitor, cancel, null);
  const body = new URLSearchParams({ prompt, login, password: 'any' });
  const next = await visitor.follow(submit, '/callback?', { method: 'POST', body });
  return typeof next === 'string' ? next : passProvider(visitor, next.url, login);
};

/** The same forms as somebody fills them in, from a page of ours that links there. */
export const fillForms = async (page: Page, link: string, login: string): Promise<void> => {
  // Its page asks for a font far away.
  await page.route(/^https:/, (route) => route.fulfill({ contentType: 'text/css', body: '' }));
  await page.getByRole('link', { name: link }).click();
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
};
