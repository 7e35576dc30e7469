import { readFile, rename, writeFile } from 'node:fs/promises';
import { keptSigningKeys } from '#server/contract/snapshot';
import type { Seen } from '#server/contract/snapshot-check';
import { type Result, refuse } from '#server/domain/facts/result';
import type { SigningKey } from './signing';
import { checkSnapshot, type SnapshotHead } from './snapshot-check';

/** Checks a file and its `.sig`; what is believed is remembered in its `.seen`, and nothing older is believed after. */
export const checkFile = async (
  file: string,
  keys: readonly SigningKey[],
): Promise<Result<SnapshotHead, string>> => {
  const bytes = await readFile(file);
  const signature = await readFile(`${file}.sig`, 'utf8').catch(() => null);
  if (signature === null) return refuse(`pas de signature à côté (${file}.sig)`);
  const checked = await checkSnapshot({ bytes, signature, keys, seen: await readSeen(file) });
  if (checked.ok) await remember(file, checked.value);
  return checked;
};

/** The keys of an answer of `GET /api/v1/signing-keys` kept in a file. */
export const readKeys = async (file: string): Promise<SigningKey[]> => {
  const { keys } = keptSigningKeys.parse(JSON.parse(await readFile(file, 'utf8')));
  return keys.map(({ since, until, revokedAt, ...key }) => ({
    ...key,
    since: new Date(since),
    until: until === null ? null : new Date(until),
    revokedAt: revokedAt ? new Date(revokedAt) : null,
  }));
};

const readSeen = async (file: string): Promise<Seen | null> => {
  const text = await readFile(`${file}.seen`, 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
};

const remember = async (file: string, { seq, generatedAt }: SnapshotHead): Promise<void> => {
  await writeFile(`${file}.seen.new`, JSON.stringify({ seq, generatedAt }));
  await rename(`${file}.seen.new`, `${file}.seen`);
};
