import { readFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { MINUTE, SECOND } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { writeAtomically } from '../write-atomically';
import { boardOf } from './boards';
import type { CachedState, DiskCache } from './read-model';
import { guarded } from './tasks';

type Given = {
  file: string;
  /** The version of the schema that the facts on file must have, to be read by this program. */
  schema: string;
  failed: (error: unknown) => void;
};

/** Changes this close together are written once. */
const DEBOUNCE_MS = SECOND;
/** While nothing changes, the file is no older than this: it is what says how fresh a start without the database is. */
const RETRY_MS = MINUTE;

/** The record as last read, in a file: what a server that starts without its database answers from, dated. */
export const openDiskCache = async ({ file, schema, failed }: Given): Promise<DiskCache> => {
  const last = await read(file, schema).catch((error: unknown) => {
    failed(error);
    return null;
  });
  let written: Pick<CachedState, 'version' | 'confirmedAt'> | null = null;
  let latest: CachedState | null = null;
  const write = async (kept: CachedState): Promise<void> => {
    latest = null;
    written = kept;
    await writeAtomically(file, serialize({ schema, kept }), 0o600);
  };
  const isWritten = ({ version, confirmedAt }: CachedState): boolean =>
    written?.version === version && +confirmedAt - +written.confirmedAt < RETRY_MS;
  return {
    last,
    keep(kept) {
      const isAwaited = latest !== null;
      if (!isAwaited && isWritten(kept)) return;
      latest = kept;
      if (!isAwaited)
        setTimeout(
          guarded(() => latest && write(latest), failed),
          DEBOUNCE_MS,
        ).unref();
    },
  };
};

/** Null when there is none. Throws on one that cannot be judged: half a record would be silence, which reads as well. */
const read = async (file: string, schema: string): Promise<CachedState | null> => {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  const found: { schema: string; kept: CachedState } = deserialize(bytes);
  if (found.schema !== schema)
    throw new Error(`${file} est d’une autre version (${found.schema}) : il n’est pas lu.`);
  const { kept } = found;
  const judged = { ...kept, at: kept.confirmedAt, knownAt: kept.confirmedAt, age: 0 };
  for (const profession of PROFESSIONS) boardOf(judged, profession);
  return kept;
};
