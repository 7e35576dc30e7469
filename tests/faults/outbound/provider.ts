import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProSanteConnect } from '#server/accounts/pro-sante-connect';

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
    const connect = createProSanteConnect({
      ...{ issuer: provider.issuer, clientId: 'comptoir', clientSecret: 'secret' },
      ...{ redirectUri: 'http://127.0.0.1:1/api/v1/professionals/callback', isLoopbackAllowed: true },
    });
    const begun = await connect.begin(new Date());
    if (begun.ok) {
      const { state } = JSON.parse(begun.value.state);
      const callback = new URL(
        `http://127.0.0.1:1/?code=a&state=${state}&iss=${encodeURIComponent(provider.issuer)}`,
      );
      const finished = await connect.finish(callback, begun.value.state, new Date());
      if (finished.ok) passed.push(way.name);
    }
    await provider.stop();
  }
  return { calls: ways.length, passed };
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
