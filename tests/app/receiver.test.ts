import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECEIVER } from '#app/about/receiver';
import { openWords } from '#app/words/public-formats';
import { challenge } from '#server/delivery/webhook/challenge';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { systemLookup } from '#server/outbound/targets';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

/** A port that nothing listens on; it may be taken by another before us, and the test fails then, loudly. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
};

/** Once it answers anything. */
const listening = async (origin: string): Promise<void> => {
  for (;;) {
    const answered = await fetch(origin).catch(() => null);
    if (answered) return;
    await pause(50);
  }
};

/** The program as it is copied, running with what it is told. */
const useReceiver = (env: Record<string, string>) => {
  let folder: string;
  let program: ChildProcess;
  let origin: string;
  let written = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'comptoir-receiver-'));
    await writeFile(join(folder, 'recevoir.mjs'), RECEIVER);
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    program = spawn(process.execPath, ['recevoir.mjs'], {
      cwd: folder,
      env: { ...process.env, ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    program.stdout?.on('data', (chunk) => {
      written += chunk;
    });
    await listening(origin);
  });
  afterAll(async () => {
    program.kill();
    await once(program, 'exit');
    await rm(folder, { recursive: true, force: true });
  });
  return {
    origin: () => origin,
    written: () => written,
    send: (body: string, headers: Record<string, string>) =>
      fetch(origin, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
  };
};

const LOOPBACK = { isLoopbackAllowed: true, lookup: systemLookup, trusted: null };
const given = { outbound: LOOPBACK, words: openWords.channels, source: 'https://comptoir.example' };

/** What we ask of a new address, before its secret has been shown to anybody. */
const challenged = (url: string, secret: string) =>
  challenge(
    { ...given, now: () => new Date() },
    { url, shape: 'comptoir', secrets: [secret] },
    AbortSignal.timeout(10_000),
  );

describe('the receiver that /brancher prints, before its secret was shown', () => {
  const { origin, written, send } = useReceiver({});
  it('answers our challenge, whatever signs it', async () => {
    expect(await challenged(origin(), newWebhookSecret())).toEqual({ ok: true, value: null });
  });
  it('takes nothing else: what comes meanwhile comes again', async () => {
    for (const body of ['{"type":"comptoir.message","data":{}}', 'null', '5', '"text"', '', 'pas du JSON'])
      expect((await send(body, {})).status).toBe(401);
    expect(written()).toBe('');
  });
});

describe('the receiver that /brancher prints', () => {
  const { origin, written, send } = useReceiver({ COMPTOIR_SECRET: SECRET });
  const signed = (body: string, at = new Date()) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(+at / 1000)),
    'webhook-signature': new Webhook(SECRET).sign('msg_1', at, body),
  });

  it('is ten lines or fewer', () => {
    expect(RECEIVER.trim().split('\n').length).toBeLessThanOrEqual(10);
  });
  it('takes what we signed, and writes it', async () => {
    const body = JSON.stringify({ type: 'comptoir.change', data: { verdict: 'suspended' } });
    expect((await send(body, signed(body))).status).toBe(200);
    await expect.poll(written).toContain('comptoir.change {"verdict":"suspended"}');
  });
  it('answers a challenge that its secret signs', async () => {
    expect(await challenged(origin(), SECRET)).toEqual({ ok: true, value: null });
    expect(await challenged(origin(), newWebhookSecret())).toMatchObject({ refusal: { status: 401 } });
  });
  it('refuses what is not signed, what was changed, and what is old', async () => {
    const body = JSON.stringify({ type: 'comptoir.change', data: {} });
    const old = new Date(Date.now() - 3_600_000);
    for (const [sent, headers] of [
      [body, {}],
      [`${body} `, signed(body)],
      [body, signed(body, old)],
    ] as const)
      expect((await send(sent, headers)).status).toBe(401);
    const after = JSON.stringify({ type: 'comptoir.change', data: { still: 'here' } });
    expect((await send(after, signed(after))).status).toBe(200);
  });
});
