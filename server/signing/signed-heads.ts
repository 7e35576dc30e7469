import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '#server/domain/facts/intervals';
import { writeAtomically } from '../write-atomically';

/**
 * An end of the journal that was signed, with the number of the state that bore it. `signature`: Ed25519, base64, of
 * `headText`.
 */
export type SignedHead = {
  seq: number;
  generatedAt: string;
  keyId: string;
  number: number;
  hash: string;
  signature: string;
};

/** Exactly what is signed of a head, in UTF-8. */
export const headText = ({ seq, number, hash, generatedAt, keyId }: Omit<SignedHead, 'signature'>): string =>
  `comptoir-head/1 ${seq} ${number} ${hash} ${generatedAt} ${keyId}`;

/** Beside the database, which whoever rewrites the journal is master of. */
const FILE = 'signed-heads';
/** Past it, the last of each day is enough: any later row of a chain holds the earlier ones. */
const EACH = 30 * DAY;

export const dayOf = ({ generatedAt }: Pick<SignedHead, 'generatedAt'>): string => generatedAt.slice(0, 10);

/** Thins heads older than thirty days before the last to the last of each UTC day. */
export const thinned = (heads: readonly SignedHead[]): SignedHead[] => {
  const limit = +new Date(heads.at(-1)?.generatedAt ?? 0) - EACH;
  return heads.filter((head, index) => {
    const next = heads[index + 1];
    return +new Date(head.generatedAt) >= limit || !next || dayOf(next) !== dayOf(head);
  });
};

/** Every head that is kept here, oldest first. A last line cut by a crash is none. */
export const readSignedHeads = async (dataDir: string): Promise<SignedHead[]> => {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

export type SignedHeads = { list(): Promise<readonly SignedHead[]>; keep(head: SignedHead): Promise<void> };

/** Read once: nobody else writes there. */
export const signedHeadsIn = (dataDir: string): SignedHeads => {
  let held: SignedHead[] | null = null;
  const lineOf = (head: SignedHead) => `${JSON.stringify(head)}\n`;
  const list = async (): Promise<SignedHead[]> => {
    held ??= await readSignedHeads(dataDir);
    return held;
  };
  return {
    list,
    async keep(head) {
      const before = await list();
      const last = before.at(-1);
      const isNewDay = last !== undefined && dayOf(last) !== dayOf(head);
      const kept = isNewDay ? thinned([...before, head]) : [...before, head];
      if (kept.length <= before.length)
        await writeAtomically(join(dataDir, FILE), Buffer.from(kept.map(lineOf).join('')), 0o600);
      else await appendFile(join(dataDir, FILE), lineOf(head), { mode: 0o600 });
      held = kept;
    },
  };
};
