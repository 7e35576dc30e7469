import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalText, checkAttestation } from '#server/contract/attestation-check';
import { signedAttestation } from '#server/contract/attestations';
import { checkAttestationText } from '#server/signing/attestation';
import { newPrivateKey, type SigningKey, signerOf } from '#server/signing/sign';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import { isSigned } from '../support/runner/signature';
import { aDataset, aSaying, load } from '../support/world/datasets';

/** `PROPERTY_RUNS=10000` forges more. */
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 1_000) };
const AT = '20240202T110000Z';
const ID = `optician.mutuelle.alba.${AT}`;

let database: Awaited<ReturnType<typeof createDatabase>>;
let doors: ReturnType<typeof openDoors>;
beforeAll(async () => {
  database = await createDatabase();
  await load(database.db, aDataset({ statements: [aSaying()] }));
  doors = openDoors(database, () => new Date());
});
afterAll(() => database.close());

const ask = async (id: string) => {
  const response = await doors.api.request(`/api/v1/attestations/${id}`);
  return { status: response.status, text: await response.text() };
};
const given = async (id = ID) => {
  const { status, text } = await ask(id);
  expect(status).toBe(200);
  return { text, file: signedAttestation.parse(JSON.parse(text)) };
};
const keyOf = async (more: Partial<SigningKey> = {}): Promise<SigningKey> => {
  const { keyId, publicKey } = await doors.deps.signer();
  return { keyId, publicKey, since: new Date('2024-01-01T00:00:00Z'), until: null, revokedAt: null, ...more };
};
const asRead = async (more: Partial<SigningKey> = {}) => {
  const { keyId, publicKey, until, revokedAt } = await keyOf(more);
  return [
    { keyId, publicKey, until: until?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null },
  ];
};
const refusedFor = async (text: string, id: string | null = ID, more: Partial<SigningKey> = {}) => {
  const checked = await checkAttestation({ text, keys: await asRead(more), id });
  return 'refused' in checked ? checked.refused.why : null;
};

describe('an attestation', () => {
  it('says what the board said then, with its statements, its sources and when they came here', async () => {
    const { file } = await given();
    const { answer, stored, auditHead } = file.attestation;
    const asked = await doors.get('/api/v1/answers/optician/alba?at=2024-02-02T11:00:00Z');
    expect(answer).toEqual(asked.body);
    expect(answer).toMatchObject({
      verdict: 'restricted',
      at: '2024-02-02T11:00:00.000Z',
      reconstituted: true,
    });
    expect(stored.map(({ statement }) => statement)).toEqual(answer.voices.map(({ statement }) => statement));
    expect(stored).toHaveLength(1);
    const head = await database.db
      .selectFrom('auditHead')
      .select(['number', 'hash'])
      .executeTakeFirstOrThrow();
    expect(auditHead).toEqual({ number: Number(head.number), hash: head.hash });
  });

  it('answers for an operator too', async () => {
    const { file } = await given(`optician.platform.north.${AT}`);
    const asked = await doors.get('/api/v1/answers/optician/platforms/north?at=2024-02-02T11:00:00Z');
    expect(file.attestation.answer).toEqual(asked.body);
  });

  it('is signed over its canonical bytes, and believed here and by the command', async () => {
    const { text, file } = await given();
    const bytes = Buffer.from(canonicalText(file.attestation));
    expect(isSigned(await keyOf(), bytes, file.signature)).toBe(true);
    expect(await refusedFor(text)).toBeNull();
    expect(await checkAttestationText(`${text}\n`, [await keyOf()])).toMatchObject({
      ok: true,
      value: { id: ID },
    });
  });

  it('keeps the end of the journal that it signs', async () => {
    const { file } = await given();
    expect((await doors.deps.heads.list()).at(-1)).toMatchObject({
      number: file.attestation.auditHead.number,
      seq: file.attestation.seq,
    });
  });

  it.each([
    ['an instant to come', 'optician.mutuelle.alba.20990101T000000Z', 400, 'à venir'],
    ['before the year 2000', 'optician.mutuelle.alba.19991231T000000Z', 400, 'l’an 2000'],
    ['an unknown mutuelle', `optician.mutuelle.albe.${AT}`, 404, 'alba'],
    ['an unknown operator', `optician.platform.nord.${AT}`, 404, 'north'],
    ['an unknown profession', `opticien.mutuelle.alba.${AT}`, 404, 'attestation'],
    ['something else', 'hier', 404, 'optician.mutuelle.alan'],
  ])('of %s is refused in words', async (_what, id, status, word) => {
    const { status: got, text } = await ask(id);
    expect([got, text]).toEqual([status, expect.stringContaining(word)]);
  });
});

describe('a forged attestation', () => {
  it('is refused, whichever byte was changed, left out or added', async () => {
    const { text } = await given();
    const forged = fc
      .tuple(
        fc.nat(text.length - 1),
        fc.constantFrom('change', 'drop', 'add'),
        fc.integer({ min: 32, max: 126 }),
      )
      .map(([at, how, code]) => {
        const rest = how === 'add' ? at : at + 1;
        return text.slice(0, at) + (how === 'drop' ? '' : String.fromCharCode(code)) + text.slice(rest);
      })
      .filter((changed) => changed.trimEnd() !== text);
    await fc.assert(
      fc.asyncProperty(forged, async (changed) => {
        expect(await refusedFor(changed, null)).not.toBeNull();
      }),
      RUNS,
    );
  });

  it('is refused when a fact of it was changed and signed by anybody else', async () => {
    const { file } = await given();
    const stranger = signerOf(newPrivateKey());
    const answer = { ...file.attestation.answer, verdict: 'possible' as const };
    const forge = (keyId: string) => {
      const attestation = { ...file.attestation, keyId, answer };
      const signature = stranger.sign(Buffer.from(canonicalText(attestation)));
      return canonicalText({ attestation, signature });
    };
    expect(await refusedFor(forge(file.attestation.keyId))).toBe('signature');
    expect(await refusedFor(forge(stranger.keyId))).toBe('key');
  });

  it.each([
    ['key', { keyId: 'x', publicKey: signerOf(newPrivateKey()).publicKey }],
    ['stopped', { until: new Date('2026-01-01T00:00:00Z') }],
    ['revoked', { revokedAt: new Date('2099-01-01T00:00:00Z') }],
  ])('is refused for its %s', async (why, key) => {
    const { text } = await given();
    expect(await refusedFor(text, ID, key)).toBe(why);
  });

  it('is refused where another question was asked, whoever signed it', async () => {
    const { text } = await given(`optician.mutuelle.alba.20240101T110000Z`);
    expect(await refusedFor(text)).toBe('question');
    const { file } = await given();
    const signer = await doors.deps.signer();
    const attestation = { ...file.attestation, id: `optician.mutuelle.alba.20240101T110000Z` };
    const signature = signer.sign(Buffer.from(canonicalText(attestation)));
    expect(await refusedFor(canonicalText({ attestation, signature }), null)).toBe('question');
  });

  it('is refused when it is not to the byte as it was given, for two readers to read the same', async () => {
    const { text, file } = await given();
    const twice = text.replace(
      '{"attestation":',
      '{"attestation":{"format":"comptoir-attestation/1"},"attestation":',
    );
    expect(JSON.parse(twice)).toEqual(JSON.parse(text));
    expect(await refusedFor(twice)).toBe('form');
    expect(await refusedFor(JSON.stringify(file, null, 2))).toBe('form');
    expect(await refusedFor(canonicalText({ ...file, more: 1 }))).toBe('form');
    expect(await refusedFor('[]')).toBe('form');
    expect(await refusedFor('')).toBe('form');
  });
});
