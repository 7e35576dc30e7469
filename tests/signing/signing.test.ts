import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSigner, readSigningKeys, rotateKey } from '#server/signing/keys';
import { isSigned } from '../support/runner/signature';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MORNING = new Date('2026-03-02T08:00:00Z');
const NOON = new Date('2026-03-02T12:00:00Z');
const BYTES = Buffer.from('tout va bien');

describe('the key that signs', () => {
  it('is made once, and read by nobody else', async () => {
    const signers = await Promise.all([1, 2, 3].map(() => openSigner(folder, MORNING)));
    expect(new Set(signers.map(({ keyId }) => keyId)).size).toBe(1);
    const { mode } = await stat(join(folder, 'keys/signing.pem'));
    expect(mode & 0o777).toBe(0o600);
  });
  it('signs exact bytes', async () => {
    const signer = await openSigner(folder, MORNING);
    const signature = signer.sign(BYTES);
    expect(isSigned(signer, BYTES, signature)).toBe(true);
    expect(isSigned(signer, Buffer.from('tout va mal '), signature)).toBe(false);
    expect(isSigned(signer, BYTES, 'rien qui signe')).toBe(false);
  });
  it('gives way to another, and stays listed with the instant it stopped', async () => {
    const before = await openSigner(folder, MORNING);
    const signature = before.sign(BYTES);
    const { keyId } = await rotateKey(folder, NOON);
    expect((await openSigner(folder, NOON)).keyId).toBe(keyId);
    const keys = await readSigningKeys(folder);
    expect(keys.map(({ keyId, until }) => [keyId, until])).toEqual([
      [before.keyId, NOON],
      [keyId, null],
    ]);
    expect(isSigned(keys[0] ?? before, BYTES, signature)).toBe(true);
  });
});
