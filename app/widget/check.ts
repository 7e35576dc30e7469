import type { z } from 'zod';
import type { signingKeys, snapshot } from '#server/contract/snapshot';

export type State = z.infer<typeof snapshot>;
/** Ed25519, SPKI, base64; `until`: when it stopped signing. */
export type Key = Pick<z.infer<typeof signingKeys>['keys'][number], 'publicKey' | 'until'>;
export type Refused = 'form' | 'key' | 'signature' | 'older';
/** `isSigned` false: this browser cannot tell. */
export type Checked = { state: State; isSigned: boolean } | { refused: Refused };

type Given = { bytes: ArrayBuffer; signature: string; keys: readonly Key[]; seen: number };

/** The rules of `server/live/snapshot-check.ts`, with what a browser has; `seen`: the highest number believed here. */
export const check = async ({ bytes, signature, keys, seen }: Given): Promise<Checked> => {
  const state = parsed(bytes);
  if (state?.format !== 'comptoir-snapshot/1') return { refused: 'form' };
  const isSigned = await verified(bytes, signature, keys, state);
  if (typeof isSigned === 'string') return { refused: isSigned };
  if (!(state.seq >= seen)) return { refused: 'older' };
  return { state, isSigned };
};

const parsed = (bytes: ArrayBuffer): State | null => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
};

/** False: no Ed25519 in this browser, or none on a page without https. */
const verified = async (
  bytes: ArrayBuffer,
  signature: string,
  keys: readonly Key[],
  { keyId, generatedAt }: State,
): Promise<boolean | 'key' | 'signature'> => {
  try {
    for (const { publicKey, until } of keys) {
      const spki = decoded(publicKey);
      // Asked first: a browser that cannot verify has no opinion of keys either.
      const key = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
      if ((await keyIdOf(spki)) !== keyId) continue;
      if (until !== null && !(Date.parse(generatedAt) <= Date.parse(until))) return 'key';
      return (await crypto.subtle.verify('Ed25519', key, decoded(signature), bytes)) || 'signature';
    }
    return 'key';
  } catch (error) {
    const isUnable = !globalThis.crypto?.subtle || (error as Error).name === 'NotSupportedError';
    return isUnable ? false : 'signature';
  }
};

const decoded = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64.trim()), (each) => each.charCodeAt(0));

/** Named by what it is, as `server/live/signing.ts` does. */
const keyIdOf = async (spki: Uint8Array<ArrayBuffer>): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', spki)).slice(0, 8)]
    .map((each) => each.toString(16).padStart(2, '0'))
    .join('');
