import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ageOf, doubtOf } from '#app/widget/age';
import { checkState } from '#server/contract/snapshot-check';
import { MINUTE } from '#server/domain/facts/intervals';
import { newPrivateKey, signerOf } from '#server/signing/sign';

const signer = signerOf(newPrivateKey());
const other = signerOf(newPrivateKey());
const MADE = '2026-03-02T13:32:00.000Z';
const LATER = '2026-03-05T00:00:00.000Z';
const stateOf = (more: object = {}) =>
  Buffer.from(
    JSON.stringify({
      format: 'comptoir-snapshot/1',
      seq: 7,
      generatedAt: MADE,
      keyId: signer.keyId,
      boards: [],
      validUntil: '2026-03-02T13:47:00.000Z',
      ...more,
    }),
  );
const keyOf = ({ publicKey }: { publicKey: string }, until: string | null = null) => ({ publicKey, until });

describe('what the element checks of a state', () => {
  const good = stateOf();
  const asked = { signature: signer.sign(good), keys: [keyOf(other), keyOf(signer)], seen: null };
  const found = async (bytes: Buffer, more: object = {}) => {
    const checked = await checkState({ ...asked, bytes: new Uint8Array(bytes), ...more });
    return 'refused' in checked ? checked.refused.why : `${checked.isSigned}`;
  };

  it('believes the exact bytes, signed by a key it knows', async () => {
    expect(await found(good)).toBe('true');
    expect(
      await found(good, { signature: `${asked.signature}\n`, seen: { seq: 7, generatedAt: MADE } }),
    ).toBe('true');
  });
  it('refuses each byte changed', async () => {
    for (let place = 0; place < good.length; place += 1) {
      const changed = Buffer.from(good);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(await found(changed), `octet ${place}`).toMatch(/^(signature|key|form)$/);
    }
  });
  it.each([
    ['a signature by another key', good, { signature: other.sign(good) }, 'signature'],
    ['no signature', good, { signature: '' }, 'signature'],
    ['what is no signature', good, { signature: '«»' }, 'signature'],
    ['an unknown key', good, { keys: [keyOf(other)] }, 'key'],
    ['no key at all', good, { keys: [] }, 'key'],
    ['a key stopped before', good, { keys: [keyOf(signer, '2026-03-01T00:00:00Z')] }, 'stopped'],
    [
      'a key revoked since, whatever the date',
      good,
      { keys: [{ ...keyOf(signer), revokedAt: LATER }] },
      'revoked',
    ],
    ['a number lower than one seen', good, { seen: { seq: 8, generatedAt: '' } }, 'older'],
    ['another format', stateOf({ format: 'else' }), {}, 'form'],
    ['what is not JSON', Buffer.from('{'), {}, 'form'],
  ])('refuses %s', async (_, bytes, more, refused) => {
    expect(await found(bytes, more)).toBe(refused);
  });
  it.each([
    ['more than a quarter of an hour', '2026-03-02T13:47:00.001Z'],
    ['until the end of the century', '2099-12-31T00:00:00.000Z'],
    ['for no time that can be read', 'toujours'],
  ])('refuses a state that says it is worth something %s, signed though it is', async (_, validUntil) => {
    const bytes = stateOf({ validUntil });
    expect(await found(bytes, { signature: signer.sign(bytes) })).toBe('worth');
  });
  it('refuses a state without a number, signed though it is', async () => {
    const bytes = stateOf({ seq: undefined });
    expect(await found(bytes, { signature: signer.sign(bytes), seen: { seq: 0, generatedAt: '' } })).toBe(
      'older',
    );
  });
});

describe('the age of a state', () => {
  it('is never worth more than a quarter of an hour, whatever a page was given to say', () => {
    const clocks = { now: Date.parse(MADE) + 15 * MINUTE + 1, running: 0 };
    const forged = { generatedAt: MADE, validUntil: '2099-12-31T00:00:00.000Z' };
    expect(doubtOf(forged, { sentAgo: 0, receivedAt: 0 }, clocks)).toBe('due');
    expect(doubtOf(forged, { sentAgo: 0, receivedAt: 0 }, { ...clocks, now: clocks.now - 1 })).toBeNull();
  });
  const state = { generatedAt: MADE, validUntil: '2026-03-02T13:47:00.000Z' };
  const made = Date.parse(MADE);
  it.each([
    ['by the reader’s clock', 3 * MINUTE, 0, 3 * MINUTE, null],
    ['by the time that ran, when that clock is late', -60 * MINUTE, 4 * MINUTE, 4 * MINUTE, 'clocks'],
    ['in doubt past what it is worth', 16 * MINUTE, 0, 16 * MINUTE, 'due'],
    ['in doubt when it ran that long, whatever the clock', -60 * MINUTE, 16 * MINUTE, 16 * MINUTE, 'due'],
    ['never less than nothing', -2 * MINUTE, 0, 0, null],
  ] as const)('is %s', (_, ahead, running, age, doubt) => {
    const clocks = { now: made + ahead, running };
    const came = { sentAgo: 0, receivedAt: 0 };
    expect(ageOf(state, came, clocks)).toBe(age);
    expect(doubtOf(state, came, clocks)).toBe(doubt);
  });
  it('is in doubt when its instants cannot be read', () => {
    const clocks = { now: made, running: 0 };
    expect(doubtOf({ generatedAt: 'hier', validUntil: '' }, { sentAgo: 0, receivedAt: 0 }, clocks)).toBe(
      'due',
    );
  });
});

it('weighs no more than 8 kB on the page of somebody else', async () => {
  const script = await readFile(join(import.meta.dirname, '../../app/build/client/widget.js'));
  const weight = gzipSync(script, { level: 9 }).length;
  process.stdout.write(`widget.js : ${weight} octets gz\n`);
  expect(weight).toBeLessThanOrEqual(8_000);
});
