import type { Db } from '#db/database';
import { changeSource, dueSources, lockSource } from '#db/sources';
import type { Fault } from '#server/contract/dataset';
import { importWith } from '#server/dataset/load';
import { digestOfSource, readSourceFile } from '#server/dataset/source-file';
import { DAY, HOUR, SECOND, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '#server/http/deps';
import { callOutside } from '#server/outbound/outbound';
import { ResponseFault } from '#server/outbound/response-fault';
import { REFUSAL_SAYS } from '#server/outbound/targets';

const PATIENCE = 30 * SECOND;
const MAX_BYTES = 1024 * 1024;
const AS_WHOM = { 'user-agent': 'Comptoir (annuaire)' };

type Reading = Pick<Deps, 'db' | 'now' | 'outbound'>;
type Source = { id: string; url: string; isReplacing: boolean };

class NotSecured extends Error {}

/** The whole of what an address answers; the refusal says in French why there is none. */
const fetched = async (
  { outbound }: Reading,
  url: string,
  signal: AbortSignal,
): Promise<Result<Buffer, string>> => {
  const headersFor = (hop: URL) => {
    if (hop.protocol !== 'https:') throw new NotSecured();
    return AS_WHOM;
  };
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const answered = await callOutside(outbound, {
      url,
      signal: within,
      headersFor,
      maxBytes: MAX_BYTES + 1,
    });
    if (!answered.ok) return refuse(REFUSAL_SAYS[answered.refusal]);
    const { status, bytes } = answered.value;
    if (status !== 200) return refuse(`l’adresse répond ${status}`);
    return bytes.length > MAX_BYTES ? refuse('le fichier dépasse 1 Mo') : accept(bytes);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ResponseFault) return refuse(`l’adresse répond mal : ${error.message}`);
    return refuse(
      error instanceof NotSecured ? 'l’adresse mène ailleurs, sans https' : 'l’adresse ne répond pas',
    );
  }
};

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
  const { db, now } = reading;
  const bytes = await fetched(reading, url, signal);
  const isNews = bytes.ok ? await changesRecord(db, bytes.value, isReplacing) : bytes;
  await db.transaction().execute(async (trx) => {
    const source = await lockSource(trx, id);
    if (!source) return;
    const readAt = now();
    if (!bytes.ok || !isNews.ok) {
      const failure = isNews.ok ? null : isNews.refusal;
      return changeSource(trx, id, { readAt, failure });
    }
    const waitingDigest = digestOfSource(bytes.value);
    const waiting =
      isNews.value && waitingDigest !== source.putAsideDigest
        ? {
            waiting: bytes.value,
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
