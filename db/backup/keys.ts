import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { keyPath, type Manifest, secretOf } from './manifest';

/**
 * `keys.sealed` of a backup that was asked for them: what lets whoever holds it sign in our name. JSON, everything binary
 * in base64. `sealed` is AES-256-GCM over the JSON of `{ path in DATA_DIR: bytes in base64 }`, `tag` its 16 bytes, under
 * the 32 bytes that scrypt (N = `cost`, r = 8, p = 1) makes of the passphrase in UTF-8 and of `salt`; `nonce` is 12 bytes,
 * and what is authenticated beside is `format`.
 */
const SEALED = 'keys.sealed';
const FORMAT = 'comptoir-keys/1';
const COST = 2 ** 17;
const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const sealedFile = z.object({
  format: z.literal(FORMAT),
  cost: z.literal(COST),
  salt: base64,
  nonce: base64,
  tag: base64,
  sealed: base64,
});

type Keys = ReadonlyMap<string, Buffer>;

/** The secrets of a DATA_DIR, of which there is no other copy. */
const KEYS = ['secret.key', 'keys/signing.pem', 'keys/signing-keys.json'];

/** Seals the keys of `dataDir` into `folder`. Resolves to their paths; those that are not there have none. */
export const sealKeys = async (dataDir: string, folder: string, passphrase: string): Promise<string[]> => {
  const found = await Promise.all(KEYS.map((path) => readIfThere(join(dataDir, path))));
  const keys = KEYS.flatMap((path, index) => {
    const bytes = found[index];
    return bytes ? [[path, bytes.toString('base64')] as const] : [];
  });
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce);
  cipher.setAAD(Buffer.from(FORMAT));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(Object.fromEntries(keys))), cipher.final()]);
  const binary = { salt, nonce, tag: cipher.getAuthTag(), sealed };
  const entries = Object.entries(binary).map(([name, bytes]) => [name, bytes.toString('base64')]);
  const text = JSON.stringify({ format: FORMAT, cost: COST, ...Object.fromEntries(entries) }, null, 1);
  await writeFile(join(folder, SEALED), `${text}\n`, { mode: 0o600, flush: true });
  return keys.map(([path]) => path);
};

/** The keys of a backup; none in one that was taken without. Throws, with the cure, when the passphrase is not theirs. */
export const unsealKeys = async (
  folder: string,
  manifest: Manifest,
  passphrase: string | undefined,
): Promise<Keys> => {
  if (manifest.secrets.length === 0) return new Map();
  if (manifest.format === 'comptoir-backup/1') return readPlain(folder, manifest.secrets);
  if (passphrase === undefined)
    throw new Error(
      'Les clés de cette sauvegarde sont scellées : donnez leur phrase dans BACKUP_PASSPHRASE, ou dans le fichier que ' +
        'nomme BACKUP_PASSPHRASE_FILE ; ou « --without-keys » pour reprendre sans elles.',
    );
  const { salt, nonce, tag, sealed } = sealedFile.parse(
    JSON.parse(await readFile(join(folder, SEALED), 'utf8')),
  );
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce, {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(FORMAT));
  decipher.setAuthTag(tag);
  try {
    const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
    const keys = z.record(keyPath, base64).parse(JSON.parse(text));
    return new Map(Object.entries(keys));
  } catch (cause) {
    throw new Error('Cette phrase n’ouvre pas les clés de cette sauvegarde, ou leur fichier a changé.', {
      cause,
    });
  }
};

/** Puts keys back where there are none yet. Resolves to those that were already there, and stay. */
export const putKeys = async (dataDir: string, keys: Keys): Promise<string[]> => {
  const stay: string[] = [];
  for (const [path, bytes] of keys) {
    const file = join(dataDir, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      stay.push(path);
    });
  }
  return stay;
};

/** Backups once held their keys as they are. */
const readPlain = async (folder: string, paths: readonly string[]): Promise<Keys> =>
  new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(folder, secretOf(path)))] as const),
    ),
  );

const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cost = { N: COST, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

const readIfThere = (path: string): Promise<Buffer | null> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
