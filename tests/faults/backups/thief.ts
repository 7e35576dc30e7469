import { createHash, createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createSecrets } from '#server/accounts/secrets';

/** Whoever holds a folder, the public list of professionals, and knows how we compute. */

/** All that is in a folder, files one after the other, whatever they are packed in. */
export const readAll = async (folder: string): Promise<Buffer> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const bytes = await readFile(join(parentPath, name));
        return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
      }),
    ),
  );
};

/** A secret, as it is or as one writes it down. */
export const isIn = (loot: Buffer, secret: Buffer): boolean =>
  [
    secret,
    ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(secret.toString(form))),
  ].some((form) => loot.includes(form));

/** Everything of 32 bytes in a text, which may be a salt: in hexadecimal, as PostgreSQL writes bytes, or in base64. */
const saltsIn = (text: string): Buffer[] => {
  const hexadecimal = [...text.matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)];
  const base64 = [...text.matchAll(/(?<![\w+/-])[\w+/-]{43}=?(?![\w+/-])/g)];
  const found = new Set([
    ...hexadecimal.map(([hex]) => Buffer.from(hex, 'hex').toString('base64')),
    ...base64.map(([encoded]) => Buffer.from(encoded.slice(0, 43), 'base64').toString('base64')),
  ]);
  return [...found].map((salt) => Buffer.from(salt, 'base64')).filter((salt) => salt.length === 32);
};

const FORMS = ['base64url', 'hex'] as const;

/**
 * The national numbers of whom something in the loot can only be the digest. `secretKey`: of a machine that the thief
 * has been through too, the worst case. Tried: each number, and what our key makes of it, with and without each salt.
 */
export const findReporters = (
  loot: Buffer,
  numbers: readonly string[],
  secretKey: string,
): { found: string[]; tried: number } => {
  const text = loot.toString('latin1');
  const digests = new Set(text.match(/[\w-]{43,64}/g));
  const salts = saltsIn(text);
  const { keyed } = createSecrets(secretKey);
  let tried = 0;
  const isThere = (digest: Buffer): boolean => {
    tried += 1;
    return FORMS.some((form) => digests.has(digest.toString(form)));
  };
  const found = numbers.filter((number) => {
    const subject = keyed('professional', number);
    return [number, subject].some(
      (who) =>
        isThere(Buffer.from(who, 'base64url')) ||
        isThere(createHash('sha256').update(who).digest()) ||
        salts.some((salt) => isThere(createHmac('sha256', salt).update(who).digest())),
    );
  });
  return { found, tried };
};
