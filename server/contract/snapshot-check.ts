/** Whether a state file is to be believed, without asking anyone: in browsers, and wherever Node runs. */

/** The head of a state file, which tells one state from another. */
type Head = { format: string; seq: number; generatedAt: string; validUntil: string; keyId: string };

/**
 * Ed25519, SPKI, base64; `until`: when it stopped signing, null: it still does; `revokedAt`: nothing it ever signed is
 * to be believed, whatever the date it bears. Absent: from a list of before keys could be revoked.
 */
export type CheckingKey = { publicKey: string; until: string | null; revokedAt?: string | null };

/** No state is worth longer than this, whatever it says of itself. In milliseconds. */
export const LONGEST_WORTH = 15 * 60_000;

/** The head of the last file believed, so that an older one is refused. */
export type Seen = { seq: number; generatedAt: string };

export type Refused =
  /** It is no state. */
  | { why: 'form' }
  | { why: 'key'; keyId: string }
  | { why: 'stopped'; until: string }
  | { why: 'revoked'; at: string }
  /** It would be worth longer than any state is. */
  | { why: 'worth' }
  | { why: 'signature' }
  | { why: 'older'; than: Seen };

/** `isSigned` false: this browser has no Ed25519, or none on a page without https, and cannot tell. */
export type Checked<S extends Head> = { state: S; isSigned: boolean } | { refused: Refused };

type Given = {
  bytes: Uint8Array<ArrayBuffer>;
  signature: string;
  keys: readonly CheckingKey[];
  seen: Seen | null;
};

export const checkState = async <S extends Head>({
  bytes,
  signature,
  keys,
  seen,
}: Given): Promise<Checked<S>> => {
  const state = parsed<S>(bytes);
  if (state?.format !== 'comptoir-snapshot/1') return { refused: { why: 'form' } };
  const isSigned = await signedBy(bytes, signature, keys, state);
  if (typeof isSigned === 'object') return { refused: isSigned };
  if (!(worthOf(state) <= LONGEST_WORTH)) return { refused: { why: 'worth' } };
  return seen && isOlder(state, seen) ? { refused: { why: 'older', than: seen } } : { state, isSigned };
};

const parsed = <S>(bytes: Uint8Array): S | null => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
};

const worthOf = ({ generatedAt, validUntil }: Head): number =>
  Date.parse(validUntil) - Date.parse(generatedAt);

/** A state without a number is older than any. */
const isOlder = ({ seq, generatedAt }: Head, seen: Seen): boolean =>
  !(seq >= seen.seq) || (seq === seen.seq && generatedAt < seen.generatedAt);

/** Whether one of the keys signed these bytes, at an instant when it might; false: this browser cannot tell. */
export const signedBy = async (
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
  keys: readonly CheckingKey[],
  { keyId, generatedAt }: Pick<Head, 'keyId' | 'generatedAt'>,
): Promise<boolean | Exclude<Refused, { why: 'worth' | 'older' }>> => {
  try {
    for (const { publicKey, until, revokedAt } of keys) {
      const spki = decoded(publicKey);
      // Importing comes first: a browser that cannot verify has no opinion of keys either.
      const key = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
      if ((await keyIdOf(spki)) !== keyId) continue;
      if (revokedAt) return { why: 'revoked', at: revokedAt };
      if (!(await crypto.subtle.verify('Ed25519', key, decoded(signature), bytes)))
        return { why: 'signature' };
      return until === null || Date.parse(generatedAt) <= Date.parse(until) || { why: 'stopped', until };
    }
    return { why: 'key', keyId };
  } catch (error) {
    const isUnable = !globalThis.crypto?.subtle || (error as Error).name === 'NotSupportedError';
    return isUnable ? false : { why: 'signature' };
  }
};

const decoded = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64.trim()), (each) => each.charCodeAt(0));

/** A key is named by what it is: nobody can give another the same name. */
const keyIdOf = async (spki: Uint8Array<ArrayBuffer>): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', spki)).slice(0, 8)]
    .map((each) => each.toString(16).padStart(2, '0'))
    .join('');
