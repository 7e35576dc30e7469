import type { z } from 'zod';
import type { snapshot } from '#server/contract/snapshot';
import { type Checked, type CheckingKey, checkState } from '#server/contract/snapshot-check';

/** What this browser remembers for a page of somebody else; nothing where it may not. */
export const kept = {
  read: (name: string): string | null => {
    try {
      return localStorage.getItem(`comptoir ${name}`);
    } catch {
      return null;
    }
  },
  write: (name: string, text: string): void => {
    try {
      localStorage.setItem(`comptoir ${name}`, text);
    } catch {
      // Without storage each page load starts anew.
    }
  },
};

/** `GET /api/v1/snapshot`. */
export type State = z.infer<typeof snapshot>;
/** `origin`: where the script comes from. `mirror`: a published folder to read instead. `pinned`: the only keys believed. */
export type Source = { origin: string; mirror: string | null; pinned: readonly CheckingKey[] | null };
/** `sentAgo`: its age on arrival in milliseconds, from the `Age` header; 0 without one. */
export type Reading = { checked: Checked<State>; sentAgo: number };

/** Fetches the signed state, checks it and stores its number. Throws when nothing can be read. */
export const readState = async ({ origin, mirror, pinned }: Source): Promise<Reading> => {
  const file = mirror === null ? `${origin}/api/v1/snapshot` : `${mirror}/snapshot.json`;
  const [answer, keys] = await Promise.all([ask(file), pinned ?? keysOf(origin)]);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  // A published folder sends no header of ours: its signature stands beside it.
  const signature = answer.headers.get('Snapshot-Signature') ?? (await signatureOf(file));
  const seen = { seq: Number(kept.read(file) ?? 0), generatedAt: '' };
  const checked = await checkState<State>({ bytes, signature, keys, seen });
  if ('state' in checked && checked.isSigned) kept.write(file, String(checked.state.seq));
  return { checked, sentAgo: Number(answer.headers.get('Age') ?? 0) * 1000 };
};

const ask = async (address: string): Promise<Response> => {
  // Revalidate each time: a cached copy is reused only if the server confirms it.
  const answer = await fetch(address, { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`${address} ${answer.status}`);
  return answer;
};

const signatureOf = async (file: string): Promise<string> => {
  try {
    return await (await ask(`${file}.sig`)).text();
  } catch {
    return '';
  }
};

/** The keys the origin lists; when it does not answer, those it listed last. */
const keysOf = async (origin: string): Promise<readonly CheckingKey[]> => {
  const address = `${origin}/api/v1/signing-keys`;
  try {
    const text = await (await ask(address)).text();
    const { keys } = JSON.parse(text);
    kept.write(address, text);
    return keys;
  } catch {
    return JSON.parse(kept.read(address) ?? '{"keys":[]}').keys;
  }
};
