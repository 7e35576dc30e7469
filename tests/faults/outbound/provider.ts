import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createOpenIdSignIn,
  createProSanteConnect,
  type Registration,
} from '#server/accounts/openid-sign-in';
import { fetchOutside } from '#server/outbound/outbound';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { HOSTS } from '../../support/peers/tricks';
import { ask } from '../kit/asking';
import type { Voice } from '../kit/people';
import type { Server } from '../kit/server';
import { tally } from '../kit/support';

type Way = { name: string; redirects?: string; aims?: Record<string, string> };

/** An identity provider turned against us: its discovery document sends us to the canary, by redirection or by what it names. */
export const callByProvider = async (port: number): Promise<{ calls: number; passed: string[] }> => {
  const canary = `http://127.0.0.1:${port}`;
  const ways: Way[] = [
    { name: 'discovery redirects', redirects: `${canary}/.well-known/openid-configuration` },
    { name: 'token endpoint', aims: { token_endpoint: `${canary}/token` } },
    { name: 'jwks', aims: { jwks_uri: `${canary}/jwks` } },
    { name: 'userinfo', aims: { userinfo_endpoint: `${canary}/me` } },
    { name: 'issuer', aims: { issuer: canary } },
  ];
  const passed: string[] = [];
  for (const way of ways) {
    const provider = await startProvider(way);
    const about = registered(provider.issuer);
    // As writers' organisations are asked, on a machine where tests may call it: it is the way that is at fault.
    const asked = createOpenIdSignIn({ ...about, acrValues: null, fetch: fetchOutside(outside(true)) });
    for (const connect of [createProSanteConnect(about), asked])
      if (await isFollowed(connect, provider.issuer)) passed.push(way.name);
    await provider.stop();
  }
  return { calls: 2 * ways.length, passed };
};

const registered = (issuer: string): Omit<Registration, 'acrValues'> => ({
  issuer,
  clientId: 'comptoir',
  clientSecret: 'secret',
  isLoopbackAllowed: true,
  redirectUri: 'http://127.0.0.1:1/api/v1/callback',
});
const outside = (isLoopbackAllowed: boolean): Outbound => ({
  isLoopbackAllowed,
  lookup: systemLookup,
  trusted: null,
});

const isFollowed = async (
  connect: ReturnType<typeof createProSanteConnect>,
  issuer: string,
): Promise<boolean> => {
  const begun = await connect.begin(new Date());
  if (!begun.ok) return false;
  const { state } = JSON.parse(begun.value.state);
  const callback = new URL(`http://127.0.0.1:1/?code=a&state=${state}&iss=${encodeURIComponent(issuer)}`);
  return (await connect.finish(callback, begun.value.state, new Date())).ok;
};

/** An organisation's provider that is itself the place not to be called, as each trick spells it. */
export const callAsIssuer = async (port: number): Promise<{ calls: number; passed: string[] }> => {
  const issuers = HOSTS.flatMap((host) => [`http://${host}:${port}`, `https://${host}:${port}`]).filter(
    (issuer) => URL.canParse(issuer),
  );
  const passed: string[] = [];
  for (const issuer of issuers) {
    const fetch = fetchOutside(outside(false));
    const provider = createOpenIdSignIn({ ...registered(issuer), acrValues: null, fetch });
    if ((await provider.reach()).ok || (await provider.begin(new Date())).ok) passed.push(issuer);
  }
  return { calls: issuers.length, passed };
};

/** The same settled by the desk over HTTP, tried, and gone to by somebody who signs in. */
export const settleAtServer = async ({ origin }: Server, voice: Voice, port: number) => {
  const path = '/api/v1/organisations/rof/provider';
  const statuses: number[] = [];
  const passed: string[] = [];
  let tried = 0;
  for (const issuer of HOSTS.flatMap((host) => [`http://${host}:${port}`, `https://${host}:${port}`])) {
    const body = { name: 'Piège', issuer, clientId: 'comptoir', clientSecret: 'secret' };
    const { status } = await ask(origin, { method: 'PUT', path, body, headers: voice });
    statuses.push(status);
    if (status !== 200) continue;
    tried += 1;
    const trial = await ask(origin, { method: 'POST', path: `${path}/trial`, headers: voice });
    if (trial.status !== 200 || trial.body.ok) passed.push(`${trial.status} ${issuer}`);
  }
  const start = '/api/v1/sign-in/start?organisation=rof';
  const gone = await ask(origin, { path: start });
  if (!gone.headers.get('Location')?.includes('fournisseur=indisponible')) passed.push(start);
  await ask(origin, { method: 'DELETE', path, headers: voice });
  return { asked: statuses.length, tried, passed, answers: tally(statuses) };
};

const startProvider = async ({ redirects, aims = {} }: Way) => {
  const server = createServer((request, response) => {
    if (redirects !== undefined) return void response.writeHead(302, { location: redirects }).end();
    if (!request.url?.startsWith('/.well-known')) return void response.writeHead(400).end('{}');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        ...aims,
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
};
