import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import { readSignedHeads, signedHeadsIn } from '#server/signing/signed-heads';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-heads-'));
});
afterAll(() => rm(folder, { recursive: true }));

const FIRST = new Date('2026-01-05T01:00:00Z');
const aHead = (number: number, generatedAt: Date) => ({
  seq: number,
  number,
  hash: String(number).repeat(64),
  keyId: 'a',
  signature: 'b',
  generatedAt: generatedAt.toISOString(),
});

it('keeps each end that was signed for thirty days, then the last of each day, whoever opens it again', async () => {
  const heads = signedHeadsIn(folder);
  for (const [number, at] of [0, 10 * HOUR, DAY, DAY + HOUR, 10 * DAY, 10 * DAY + HOUR].entries())
    await heads.keep(aHead(number + 1, shift(FIRST, at)));
  const numbers = async () => (await readSignedHeads(folder)).map(({ number }) => number);
  expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6]);
  await heads.keep(aHead(7, shift(FIRST, 35 * DAY)));
  expect(await numbers()).toEqual([2, 4, 5, 6, 7]);
  await signedHeadsIn(folder).keep(aHead(8, shift(FIRST, 45 * DAY)));
  expect(await numbers()).toEqual([2, 4, 6, 7, 8]);
  expect((await signedHeadsIn(folder).list()).map(({ number }) => number)).toEqual(await numbers());
  expect((await stat(join(folder, 'signed-heads'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, 'signed-heads'), 'utf8')).toMatch(/\n$/);
});
