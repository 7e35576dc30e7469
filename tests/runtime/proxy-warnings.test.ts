import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readEnv } from '#server/env';
import { createProxyWarnings } from '#server/runtime/proxy-warnings';

const opened: { close: () => void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

/** A server that looks at who asks it. `told`: what its log was told. */
const aServer = async (trusted: string, publicUrl?: string) => {
  const result: [string, object | undefined][] = [];
  const look = createProxyWarnings({
    trusted: readEnv({ TRUSTED_PROXIES: trusted } as never).TRUSTED_PROXIES,
    publicUrl,
    warn: (what, about) => result.push([what, about]),
  });
  const server = createServer((request, response) => {
    look(request);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(server);
  const { port } = server.address() as AddressInfo;
  const ask = (headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${port}/`, { headers });
  return { result, ask };
};
const FORWARDED = { 'X-Forwarded-For': '192.0.2.77' };

describe('the log of the machine', () => {
  it('is told once of a header from a proxy that is not trusted, and where to name it', async () => {
    const { result, ask } = await aServer('172.18.0.0/16', 'https://comptoir.example');
    await ask();
    expect(result).toEqual([]);
    await ask(FORWARDED);
    await ask(FORWARDED);
    expect(result).toEqual([[expect.stringContaining('TRUSTED_PROXIES'), { network: 'local' }]]);
    expect(JSON.stringify(result)).not.toContain('192.0.2');
  });
  it('is told once of a proxy that speaks while nobody said what its readers call us', async () => {
    const { result, ask } = await aServer('127.0.0.1');
    await ask(FORWARDED);
    await ask(FORWARDED);
    expect(result).toEqual([[expect.stringContaining('PUBLIC_URL manque'), undefined]]);
  });
  it('is told nothing when all is set', async () => {
    const { result, ask } = await aServer('127.0.0.1', 'https://comptoir.example');
    await ask(FORWARDED);
    await ask();
    expect(result).toEqual([]);
  });
});
