import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A row of the fault matrix: what is broken, what must hold, and what was measured just now. */
export type Row = {
  id: string;
  broken: string;
  target: string;
  /** It is run when it is asked for by its name, and only then. */
  isLong?: boolean;
  run(): Promise<{ measured: string; isMet: boolean }>;
};

export const isQuick = process.argv.includes('--quick');
/** `usual` times, or what `FAULTS_KILLS` says, or a tenth of it when in a hurry. */
export const times = (usual: number): number =>
  Number(process.env.FAULTS_KILLS) || (isQuick ? Math.max(3, usual / 10) : usual);

export const progress = (id: string, text: string): void => {
  process.stderr.write(`${id}  ${new Date().toISOString().slice(11, 19)}  ${text}\n`);
};

/** What must be undone whatever happens: last made, first undone. */
const undone: (() => Promise<unknown>)[] = [];
export const atEnd = (undo: () => Promise<unknown>): void => void undone.push(undo);
const undoEach = async (downTo: number): Promise<void> => {
  while (undone.length > downTo)
    await undone
      .pop()?.()
      .catch((error: unknown) => progress('—', `à nettoyer à la main : ${error}`));
};
let undoing: Promise<void> = Promise.resolve();
/** One at a time: whoever asks while it is being done waits for it. */
export const undoAll = (downTo = 0): Promise<void> => {
  undoing = undoing.then(() => undoEach(downTo));
  return undoing;
};
/** Does some work, then undoes what it left to undo, and nothing that was made before it. */
export const undoneAfter = async <T>(work: () => Promise<T>): Promise<T> => {
  const before = undone.length;
  try {
    return await work();
  } finally {
    await undoAll(before);
  }
};

export const between = (least: number, most: number): number => least + Math.random() * (most - least);
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
export const worst = (values: readonly number[]): number => Math.max(...values);
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** A folder that PostgreSQL may enter even when root made it; gone at the end. */
export const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-faults-'));
  await chmod(folder, 0o755);
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** Counts by what they are: `{ '201': 40, '409': 2 }`. */
export const tally = (words: Iterable<string | number>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};
export const result = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([word, count]) => `${count} × ${word}`)
    .join(', ') || 'none';
