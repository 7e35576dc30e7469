import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import type { SigningKey } from '#server/signing/sign';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import { isSigned } from '../support/runner/signature';
import { aDataset, aSaying, load } from '../support/world/datasets';

let database: Awaited<ReturnType<typeof createDatabase>>;
let doors: ReturnType<typeof openDoors>;
let ahead = 0;
const now = () => shift(new Date(), ahead);
beforeAll(async () => {
  database = await createDatabase();
  await load(database.db, aDataset());
  doors = openDoors(database, now);
});
afterAll(() => database.close());

const ask = async (path: string) => {
  const response = await doors.api.request(`/api/v1${path}`);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};
const key = async (): Promise<SigningKey> => {
  const { keyId, publicKey } = await doors.deps.signer();
  return { keyId, publicKey, since: now(), until: null, revokedAt: null };
};
const said = (bytes: Buffer) => JSON.parse(bytes.toString('utf8'));
const say = (health: string, id: string) =>
  load(database.db, {
    format: 'comptoir-dataset/1',
    statements: [aSaying({ id, health, effectiveAt: now().toISOString(), recordedAt: now().toISOString() })],
  });

describe('the snapshot', () => {
  it('is signed to the byte, in its own header and beside', async () => {
    const [file, signature] = await Promise.all([ask('/snapshot'), ask('/snapshot.sig')]);
    const header = file.response.headers.get('Snapshot-Signature') ?? '';
    expect(isSigned(await key(), file.bytes, header)).toBe(true);
    expect(signature.bytes.toString('utf8').trim()).toBe(header);
    expect(signature.response.headers.get('ETag')).toBe(file.response.headers.get('ETag'));
    expect(isSigned(await key(), Buffer.concat([file.bytes, Buffer.from(' ')]), header)).toBe(false);
  });
  it('says until when it is to be believed, by which key, and where the journal ends', async () => {
    const body = said((await ask('/snapshot')).bytes);
    expect(+new Date(body.validUntil) - +new Date(body.generatedAt)).toBe(15 * MINUTE);
    expect(body.keyId).toBe((await key()).keyId);
    const head = await database.db
      .selectFrom('auditHead')
      .select(['number', 'hash'])
      .executeTakeFirstOrThrow();
    expect(body.auditHead).toEqual({ number: Number(head.number), hash: head.hash });
    expect(body.boards).toHaveLength(13);
    expect(body.platforms.map(({ id }: { id: string }) => id)).toEqual(['north', 'south']);
  });
  it('stays the same file while nothing changes, for five minutes', async () => {
    const first = await ask('/snapshot');
    const again = await ask('/snapshot');
    expect(again.bytes.equals(first.bytes)).toBe(true);
    ahead += 5 * MINUTE - 2000;
    expect((await ask('/snapshot')).bytes.equals(first.bytes)).toBe(true);
    ahead += 3000;
    const later = await ask('/snapshot');
    expect(said(later.bytes).seq).toBe(said(first.bytes).seq);
    expect(said(later.bytes).generatedAt > said(first.bytes).generatedAt).toBe(true);
  });
  it('tells to whoever holds a number what changed since, and everything to whoever holds one it forgot', async () => {
    const { seq, boards } = said((await ask('/snapshot')).bytes);
    await say('down', 'since-1');
    const after = said((await ask(`/snapshot?since=${seq}`)).bytes);
    expect(after.seq).toBeGreaterThan(seq);
    expect(after.since).toBe(seq);
    const changed = after.boards.find(({ profession }: { profession: string }) => profession === 'optician');
    expect(changed.answers.map(({ mutuelle }: { mutuelle: string }) => mutuelle)).toEqual(['alba']);
    const nothing = said((await ask(`/snapshot?since=${after.seq}`)).bytes);
    expect(nothing.boards.flatMap(({ answers }: { answers: object[] }) => answers)).toEqual([]);
    const forgotten = said((await ask(`/snapshot?since=0`)).bytes);
    expect(forgotten.boards[0].platforms).toHaveLength(boards[0].platforms.length);
  });
});

describe('the ends of the journal that were signed', () => {
  it('are told newest first, each signed by itself, a page after the other', async () => {
    for (const id of ['head-1', 'head-2', 'head-3']) {
      await say('down', id);
      await ask('/snapshot');
    }
    const { heads } = said((await ask('/signed-heads')).bytes);
    expect(heads.length).toBeGreaterThanOrEqual(3);
    const { number, hash } = await database.db
      .selectFrom('auditHead')
      .select(['number', 'hash'])
      .executeTakeFirstOrThrow();
    expect(heads[0]).toMatchObject({ number: Number(number), head: hash });
    for (const { seq, number, head, signedAt, keyId, signature } of heads) {
      const line = `comptoir-head/1 ${seq} ${number} ${head} ${signedAt} ${keyId}`;
      expect(isSigned(await key(), Buffer.from(line), signature)).toBe(true);
      expect(isSigned(await key(), Buffer.from(line.replace(head, '0'.repeat(64))), signature)).toBe(false);
    }
    const found = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = said((await ask(`/signed-heads?limit=1${next && `&cursor=${next}`}`)).bytes);
      found.push(...page.heads);
      next = page.next;
    }
    expect(found).toEqual(heads);
  });
});
