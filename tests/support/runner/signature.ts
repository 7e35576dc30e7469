import { createPublicKey, verify } from 'node:crypto';

/** Whether a key signed these exact bytes, as OpenSSL has it: our own check goes by WebCrypto. */
export const isSigned = ({ publicKey }: { publicKey: string }, bytes: Buffer, signature: string): boolean => {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  return verify(null, bytes, key, Buffer.from(signature.trim(), 'base64'));
};
