import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newPrivateKey, type Signer, type SigningKey, signerOf } from './sign';

/** `DATA_DIR/keys`: what signs snapshots, 0600, and the public keys of all that ever signed here. */
const PRIVATE = 'signing.pem';
const LIST = 'signing-keys.json';

const folderOf = (dataDir: string): string => join(dataDir, 'keys');

/** The key that signs now, made at the first start. Read again each time, so that a rotation is seen at once. */
export const openSigner = async (dataDir: string, now: Date): Promise<Signer> => {
  const path = join(folderOf(dataDir), PRIVATE);
  const held = await readFile(path, 'utf8').catch(absent);
  const signer = signerOf(held ?? (await makeKey(path)));
  const keys = await readSigningKeys(dataDir);
  if (!keys.some(({ keyId }) => keyId === signer.keyId)) await list(dataDir, signer, now);
  return signer;
};

/** Whether a start will go on signing with a key that is there. */
export const hasSigningKey = async (dataDir: string): Promise<boolean> =>
  (await readFile(join(folderOf(dataDir), PRIVATE)).catch(absent)) !== null;

/** Linked, not renamed: of two that start at once the first wins, and both read its key. */
const makeKey = async (path: string): Promise<string> => {
  const draft = await draftOf(path, newPrivateKey());
  try {
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  await chmod(path, 0o600);
  return readFile(path, 'utf8');
};

/** Every key that signed here, oldest first. */
export const readSigningKeys = async (dataDir: string): Promise<SigningKey[]> => {
  const text = await readFile(join(folderOf(dataDir), LIST), 'utf8').catch(absent);
  if (text === null) return [];
  const kept: Listed[] = JSON.parse(text);
  return kept.map((key) => ({
    ...key,
    since: new Date(key.since),
    until: instantOf(key.until),
    revokedAt: instantOf(key.revokedAt),
  }));
};

/** A list of before keys could be revoked says nothing of it. */
type Listed = {
  keyId: string;
  publicKey: string;
  since: string;
  until: string | null;
  revokedAt?: string | null;
};

const instantOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

/** Another key signs from now on; those before stay listed, with the instant they stopped. */
export const rotateKey = async (dataDir: string, now: Date): Promise<Signer> => {
  const path = join(folderOf(dataDir), PRIVATE);
  const privateKey = newPrivateKey();
  const signer = signerOf(privateKey);
  // Listed first: no reader meets a signature by a key that nobody lists.
  await list(dataDir, signer, now);
  await rename(await draftOf(path, privateKey), path);
  return signer;
};

/**
 * Nothing that key signed is to be believed from now on; where it is the one that signs, another takes its place at
 * once. Resolves to the one that signs.
 */
export const revokeSigningKey = async (dataDir: string, keyId: string, now: Date): Promise<Signer> => {
  const current = await openSigner(dataDir, now);
  const signer = current.keyId === keyId ? await rotateKey(dataDir, now) : current;
  const keys = (await readSigningKeys(dataDir)).map((key) =>
    key.keyId === keyId ? { ...key, until: key.until ?? now, revokedAt: key.revokedAt ?? now } : key,
  );
  await keepList(dataDir, keys);
  return signer;
};

const list = async (dataDir: string, { keyId, publicKey }: Signer, now: Date): Promise<void> => {
  const before = (await readSigningKeys(dataDir)).filter((key) => key.keyId !== keyId);
  await keepList(dataDir, [
    ...before.map((key) => ({ ...key, until: key.until ?? now })),
    { keyId, publicKey, since: now, until: null, revokedAt: null },
  ]);
};

const keepList = async (dataDir: string, keys: readonly SigningKey[]): Promise<void> => {
  const path = join(folderOf(dataDir), LIST);
  await rename(await draftOf(path, `${JSON.stringify(keys, null, 2)}\n`), path);
};

/** Written whole beside, to be put in place at once. */
const draftOf = async (path: string, text: string): Promise<string> => {
  const folder = dirname(path);
  // Closed itself; what is above stays open to PostgreSQL and to whoever serves the published folder.
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 }).catch(async (error: unknown) => {
    await rm(draft, { force: true });
    throw error;
  });
  return draft;
};

const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};
