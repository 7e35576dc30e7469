import { describe, expect, it } from 'vitest';
import { checkSnapshot } from '#server/signing/check';
import { newPrivateKey, type SigningKey, signerOf } from '#server/signing/sign';

const signer = signerOf(newPrivateKey());
const KEY: SigningKey = { ...signer, since: new Date('2026-01-01T00:00:00Z'), until: null, revokedAt: null };

const aFile = (given: Record<string, unknown> = {}) =>
  Buffer.from(
    JSON.stringify({
      format: 'comptoir-snapshot/1',
      seq: 12,
      generatedAt: '2026-03-02T08:00:00.000Z',
      validUntil: '2026-03-02T08:15:00.000Z',
      keyId: signer.keyId,
      auditHead: { number: 3, hash: 'a'.repeat(64) },
      ...given,
    }),
  );
const check = (bytes: Buffer, given: Partial<Parameters<typeof checkSnapshot>[0]> = {}) =>
  checkSnapshot({ bytes, signature: signer.sign(bytes), keys: [KEY], seen: null, ...given });

describe('a snapshot found somewhere', () => {
  it('is believed when a known key signed these very bytes', async () => {
    expect(await check(aFile())).toMatchObject({ ok: true, value: { seq: 12 } });
  });

  const genuine = aFile();
  const stranger = signerOf(newPrivateKey());
  const forged = aFile({ keyId: stranger.keyId });
  const stopped = { ...KEY, until: new Date('2026-03-02T07:00:00Z') };
  it.each([
    ['a byte is changed', check(aFile({ seq: 13 }), { signature: signer.sign(genuine) }), 'octets'],
    ['a stranger signed it', check(forged, { signature: stranger.sign(forged) }), 'clé inconnue'],
    ['a stranger signed it under our name', check(genuine, { signature: stranger.sign(genuine) }), 'octets'],
    [
      'a stranger signed it under our key’s name',
      check(forged, { signature: stranger.sign(forged), keys: [{ ...KEY, keyId: stranger.keyId }] }),
      'clé inconnue',
    ],
    ['its key had stopped before', check(genuine, { keys: [stopped] }), 'arrêtée'],
    [
      'its key was revoked since',
      check(genuine, { keys: [{ ...stopped, until: null, revokedAt: new Date('2026-03-09T07:00:00Z') }] }),
      'révoquée',
    ],
    [
      'it says it is worth more than a quarter of an hour',
      check(aFile({ validUntil: '2026-03-02T08:15:00.001Z' })),
      'quinze minutes',
    ],
    ['a later one was seen', check(genuine, { seen: { seq: 13, generatedAt: '' } }), 'numéro 13'],
    [
      'a later one of the same number was seen',
      check(genuine, { seen: { seq: 12, generatedAt: '2026-03-02T08:01:00.000Z' } }),
      'déjà vu',
    ],
    ['it is something else', check(Buffer.from('{}')), 'comptoir-snapshot/1'],
    ['it lacks what a state has', check(aFile({ auditHead: null })), 'comptoir-snapshot/1'],
  ])('is refused when %s', async (_why, checked, word) => {
    expect(await checked).toMatchObject({ ok: false, refusal: expect.stringContaining(word) });
  });
});
