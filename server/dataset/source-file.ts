import { createHash } from 'node:crypto';
import { csvTextOf } from '#server/contract/csv-text';
import type { Fault } from '#server/contract/dataset';
import type { Result } from '#server/domain/facts/result';
import { type ReadFile, readFileAs } from './file';

const BEGINNING = 200;

/** The directory, as an address may tell it; who speaks, and what is said, come from nobody's address. */
const DIRECTORY = ['platforms', 'mutuelles', 'conventions'] as const;

/** What an address answers: a dataset of the directory when it begins as one, else a list of conventions. */
export const readSourceFile = (bytes: Uint8Array, isReplacing: boolean): Result<ReadFile, Fault[]> => {
  const isJson = csvTextOf(bytes.subarray(0, BEGINNING)).trimStart().startsWith('{');
  return readFileAs(isJson ? 'source.json' : 'source.csv', bytes, { isReplacing, only: DIRECTORY });
};

export const digestOfSource = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
