import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';

/**
 * Ed25519. `publicKey`: its SPKI, base64; `until`: when it stopped signing, null: it still does; `revokedAt`: since when
 * nothing it ever signed is to be believed.
 */
export type SigningKey = {
  keyId: string;
  publicKey: string;
  since: Date;
  until: Date | null;
  revokedAt: Date | null;
};

/** `sign`: a detached signature over these exact bytes, base64. */
export type Signer = { keyId: string; publicKey: string; sign(bytes: Buffer): string };

/** A new private key, PKCS#8 PEM. */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** Named by what it is: nobody can give another key the same name. */
const keyIdOf = (der: Buffer): string => createHash('sha256').update(der).digest('hex').slice(0, 16);

export const signerOf = (privateKey: string): Signer => {
  const key = createPrivateKey(privateKey);
  const der = spki(createPublicKey(key));
  return {
    keyId: keyIdOf(der),
    publicKey: der.toString('base64'),
    sign: (bytes) => sign(null, bytes, key).toString('base64'),
  };
};
