import type { Db } from '#db/database';
import { changeSource, dueSources, lockSource } from '#db/sources';
import type { Fault } from '#server/contract/dataset';
import { importWith } from '#server/dataset/load';
import { digestOfSource, readSourceFile } from '#server/dataset/source-file';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '#server/http/deps';
import { readSecured } from '#server/outbound/secured';

const AS_WHOM = { 'user-agent': 'Comptoir (annuaire)' };

type Reading = Pick<Deps, 'db' | 'now' | 'outbound'>;
type Source = { id: string; url: string; isReplacing: boolean };

const said = (faults: readonly Fault[]): string => {
  const [first, ...others] = faults;
  const more = others.length === 0 ? '' : ` (et ${others.length} de plus)`;
  return `${first?.path ?? ''} : ${first?.message ?? ''}${more}`;
};

/** Whether what it says would change the record; the refusal says what is wrong in it. */
const changesRecord = async (
  db: Db,
  bytes: Buffer,
  isReplacing: boolean,
): Promise<Result<boolean, string>> => {
  const read = readSourceFile(bytes, isReplacing);
  if (!read.ok) return refuse(said(read.refusal));
  const tried = await importWith(db, read.value.load, { dryRun: true });
  return tried.ok ? accept(tried.value.entries.length > 0) : refuse(said(tried.refusal));
};

const NOTHING = { waiting: null, waitingDigest: null, waitingSince: null };

/** Reads one, and keeps what it says for the desk when that is news. */
const readSource = async (reading: Reading, { id, url, isReplacing }: Source, signal: AbortSignal) => {
  const { db, now, outbound } = reading;
  const read = await readSecured(outbound, { url, headers: AS_WHOM, signal });
  const isNews = read.ok ? await changesRecord(db, read.value.bytes, isReplacing) : read;
  await db.transaction().execute(async (trx) => {
    const source = await lockSource(trx, id);
    if (!source) return;
    const readAt = now();
    if (!read.ok || !isNews.ok) {
      const failure = isNews.ok ? null : isNews.refusal;
      return changeSource(trx, id, { readAt, failure });
    }
    const waitingDigest = digestOfSource(read.value.bytes);
    const waiting =
      isNews.value && waitingDigest !== source.putAsideDigest
        ? {
            waiting: read.value.bytes,
            waitingDigest,
            waitingSince: waitingDigest === source.waitingDigest ? source.waitingSince : readAt,
          }
        : NOTHING;
    await changeSource(trx, id, { readAt, failure: null, ...waiting });
  });
};

/** Reads each address once a day, and again within the hour while it fails. Nothing is loaded by it. */
export const readSources = async (reading: Reading, signal: AbortSignal): Promise<void> => {
  const { db, now } = reading;
  const at = now();
  const accidents: unknown[] = [];
  for (const source of await dueSources(db, shift(at, -DAY), shift(at, -HOUR))) {
    if (signal.aborted) return;
    try {
      await readSource(reading, source, signal);
    } catch (error) {
      // One that cannot be read keeps none of the others from it, and waits its hour as they do.
      accidents.push(error);
      if (!signal.aborted)
        await changeSource(db, source.id, { readAt: now(), failure: 'la lecture a échoué ici' });
    }
  }
  if (accidents.length > 0) throw accidents[0];
};
