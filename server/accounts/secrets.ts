import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Seals and digests that only this service can make; `purpose` keeps one use from serving another. */
export type Secrets = {
  seal(text: string): string;
  /** Throws when the text was sealed with another key, or touched. */
  unseal(sealed: string): string;
  keyed(purpose: string, text: string): string;
};

const FILE = 'secret.key';

/** The key given, else the one kept in `DATA_DIR`, made at the first start with mode 0600. */
export const secretKey = async (given: string | undefined, dataDir: string): Promise<string> => {
  // Read first: where nothing can be written any more, what is there serves all the same.
  const kept = given ?? (await readSecretKey(dataDir));
  if (kept !== null) return kept;
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  const draft = `${path}.${process.pid}`;
  try {
    await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    // Linked, not renamed: of two that start at once the first wins, and both read its key.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(path, 'utf8')).trim();
};

/** The one kept in `DATA_DIR`; null: none was made there. */
export const readSecretKey = (dataDir: string): Promise<string | null> =>
  readFile(join(dataDir, FILE), 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );

const derived = (key: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, 'comptoir', purpose, 32));

/** Of the few purposes there are: deriving costs more than what is done with it. */
const derivedOnce = (key: string) => {
  const known = new Map<string, Buffer>();
  return (purpose: string): Buffer => {
    const own = known.get(purpose) ?? derived(key, purpose);
    known.set(purpose, own);
    return own;
  };
};

export const createSecrets = (key: string): Secrets => {
  const sealing = derived(key, 'seal');
  const digesting = derivedOnce(key);
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    keyed: (purpose, text) => createHmac('sha256', digesting(purpose)).update(text).digest('base64url'),
  };
};

/** 256 bits nobody guesses. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** How a token of 256 bits is kept: it needs no salt, and reading the table gives nothing away. */
export const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
