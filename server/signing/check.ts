import { readFile, rename, writeFile } from 'node:fs/promises';
import { keptSigningKeys, snapshot } from '#server/contract/snapshot';
import { type CheckingKey, checkState, type Refused, type Seen } from '#server/contract/snapshot-check';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { SigningKey } from './sign';

const head = snapshot.pick({
  format: true,
  seq: true,
  generatedAt: true,
  validUntil: true,
  keyId: true,
  auditHead: true,
});
export type SnapshotHead = ReturnType<typeof head.parse>;

type Given = {
  bytes: Buffer;
  signature: string;
  keys: readonly SigningKey[];
  seen: Seen | null;
};

/** Whether a snapshot file is to be believed; refused with why, in French. */
export const checkSnapshot = async ({
  bytes,
  signature,
  keys,
  seen,
}: Given): Promise<Result<SnapshotHead, string>> => {
  const checked = await checkState({
    bytes: new Uint8Array(bytes),
    signature,
    keys: checkingKeys(keys),
    seen,
  });
  if ('refused' in checked) return refuse(whyOf(checked.refused));
  if (!checked.isSigned) return refuse(UNABLE);
  const read = head.safeParse(checked.state);
  return read.success ? accept(read.data) : refuse(NO_STATE);
};

/** The keys as the check reads them, here and in browsers. */
export const checkingKeys = (keys: readonly SigningKey[]): CheckingKey[] =>
  keys.map((key) => ({
    ...key,
    until: key.until?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }));

export const UNABLE = 'ce Node ne sait pas vérifier une signature Ed25519';
const NO_STATE = 'ce n’est pas un état « comptoir-snapshot/1 »';

export const whyOf = (refused: Refused): string => {
  switch (refused.why) {
    case 'form':
      return NO_STATE;
    case 'key':
      return `clé inconnue : ${refused.keyId}`;
    case 'signature':
      return 'la signature n’est pas celle de ces octets';
    case 'stopped':
      return `signé par une clé arrêtée depuis ${refused.until}`;
    case 'revoked':
      return `signé par une clé révoquée le ${refused.at} : rien de ce qu’elle a signé n’est à croire`;
    case 'worth':
      return 'il se dit valable plus de quinze minutes : aucun état ne l’est';
    case 'older':
      return `plus ancien que le numéro ${refused.than.seq} de ${refused.than.generatedAt}, déjà vu`;
  }
};

/** Checks a file and its `.sig`; what is believed is remembered in its `.seen`, and nothing older is believed after. */
export const checkFile = async (
  file: string,
  keys: readonly SigningKey[],
): Promise<Result<SnapshotHead, string>> => {
  const bytes = await readFile(file);
  const signature = await readFile(`${file}.sig`, 'utf8').catch(() => null);
  if (bytes.length === 0) return refuse('il est vide');
  if (signature === null)
    return refuse(`ce n’est pas une attestation, et un état a sa signature à côté (${file}.sig)`);
  const checked = await checkSnapshot({ bytes, signature, keys, seen: await readSeen(file) });
  if (checked.ok) await remember(file, checked.value);
  return checked;
};

/** The keys of an answer of `GET /api/v1/signing-keys` kept in a file. */
export const readKeys = async (file: string): Promise<SigningKey[]> => {
  const read = keptSigningKeys.safeParse(jsonIn(await readFile(file, 'utf8')));
  if (!read.success) throw new Error(`${file} : ce n’est pas une réponse de GET /api/v1/signing-keys.`);
  const { keys } = read.data;
  return keys.map(({ since, until, revokedAt, ...key }) => ({
    ...key,
    since: new Date(since),
    until: until === null ? null : new Date(until),
    revokedAt: revokedAt ? new Date(revokedAt) : null,
  }));
};

const readSeen = async (file: string): Promise<Seen | null> => {
  const text = await readFile(`${file}.seen`, 'utf8').catch(() => null);
  if (text === null) return null;
  const seen = jsonIn(text) as Seen | null;
  // Taken for none, it would let what is older be believed.
  if (seen === null)
    throw new Error(`${file}.seen : illisible. Ôtez-le pour croire ce fichier sans le comparer.`);
  return seen;
};

/** Null: it is no JSON. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const remember = async (file: string, { seq, generatedAt }: SnapshotHead): Promise<void> => {
  await writeFile(`${file}.seen.new`, JSON.stringify({ seq, generatedAt }));
  await rename(`${file}.seen.new`, `${file}.seen`);
};
