import { changeConnector, listAsked } from '#db/connectors';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '#server/http/deps';
import { takeSummary } from '#server/inbound/intake';
import { keepable, maskedIn, readPayload } from '#server/inbound/payload';
import { componentsOfSummary } from '#server/inbound/statuspage';
import type { Answered } from '#server/outbound/outbound';
import { readSecured } from '#server/outbound/secured';

const AS_WHOM = { 'user-agent': 'Comptoir (branchements)', accept: 'application/json' };
const UNCHANGED = 304;
/** After so many failures in a row it is asked once in the hour. */
const LONGEST = 60;

type Reading = Pick<Deps, 'db' | 'now' | 'outbound'>;
type Connector = Awaited<ReturnType<typeof listAsked>>[number];

/** Each minute; while it fails, after 2, 4, 8 minutes, and so on up to an hour. */
export const isDue = ({ askedAt, failures }: Pick<Connector, 'askedAt' | 'failures'>, now: Date): boolean => {
  if (askedAt === null) return true;
  const minutes = failures === 0 ? 1 : Math.min(2 ** failures, LONGEST);
  // The job comes each minute, and a little late: who asked at its last turn is asked again at this one.
  return askedAt <= shift(now, -(minutes - 0.5) * MINUTE);
};

const conditionOf = ({ entityTag, modified }: Connector): Record<string, string> => ({
  ...(entityTag === null ? {} : { 'if-none-match': entityTag }),
  ...(modified === null ? {} : { 'if-modified-since': modified }),
});

/** What it says; the refusal says why nothing can be made of it. */
const saidIn = ({ bytes }: Answered) => {
  const sent = jsonIn(bytes);
  if (sent === undefined) return refuse('ce n’est pas du JSON');
  const components = keepable(componentsOfSummary(sent));
  const alerts = readPayload(sent)?.alerts;
  return components && alerts && components.body !== 'null'
    ? accept({ components, alerts })
    : refuse('ce n’est pas le summary.json d’une page Statuspage');
};

/** Masked, as what is sent. */
const jsonIn = (bytes: Buffer): unknown => {
  try {
    return maskedIn(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
};

const askSummary = async ({ db, now, outbound }: Reading, connector: Connector, signal: AbortSignal) => {
  const { id, summaryUrl, failures } = connector;
  const headers = { ...AS_WHOM, ...conditionOf(connector) };
  const read = await readSecured(outbound, { url: summaryUrl ?? '', headers, signal }, [200, UNCHANGED]);
  const askedAt = now();
  const heard = await takeRead(db, id, read, askedAt);
  if (!heard.ok) return changeConnector(db, id, { askedAt, failure: heard.refusal, failures: failures + 1 });
  await changeConnector(db, id, { askedAt, failure: null, failures: 0, ...heard.value });
};

/** The tags are kept with what they are of: what could not be read is asked for whole again. */
const takeRead = async (
  db: Reading['db'],
  id: string,
  read: Result<Answered, string>,
  now: Date,
): Promise<Result<{ entityTag?: string | null; modified?: string | null }, string>> => {
  if (!read.ok) return read;
  if (read.value.status === UNCHANGED) return accept({});
  const said = saidIn(read.value);
  if (!said.ok) return said;
  await takeSummary(db, id, said.value, now);
  const { fields } = read.value;
  return accept({
    entityTag: fields.get('etag')?.[0] ?? null,
    modified: fields.get('last-modified')?.[0] ?? null,
  });
};

/** Asks the pages of organisations that had them asked. What they say makes drafts, as what is sent does. */
export const readSummaries = async (reading: Reading, signal: AbortSignal): Promise<void> => {
  const { db, now } = reading;
  const accidents: unknown[] = [];
  const due = (await listAsked(db)).filter((each) => isDue(each, now()));
  const ask = async (connector: Connector) => {
    try {
      await askSummary(reading, connector, signal);
    } catch (error) {
      // One that cannot be read keeps none of the others from it, and waits as they do.
      accidents.push(error);
      const failed = { askedAt: now(), failure: 'la lecture a échoué ici', failures: connector.failures + 1 };
      if (!signal.aborted) await changeConnector(db, connector.id, failed);
    }
  };
  // A slow page keeps the others from nothing but a place.
  for (let from = 0; from < due.length && !signal.aborted; from += AT_ONCE)
    await Promise.all(due.slice(from, from + AT_ONCE).map(ask));
  if (accidents.length > 0) throw accidents[0];
};
const AT_ONCE = 8;
