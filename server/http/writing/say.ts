import { randomBytes } from 'node:crypto';
import type { AuditEntry } from '#db/audit';
import { type Db, newId } from '#db/database';
import { appendFacts, readFacts } from '#db/facts';
import { isClosed, lockIncident, lockOwnIncident } from '#db/incidents';
import { personsWhoSaid } from '#db/persons';
import { keepStatementSession, lockReturns } from '#db/statements';
import { dayInYear } from '#server/contract/calendar';
import type { StatementBody } from '#server/contract/statements';
import type { Organisation, Platform } from '#server/domain/facts/directory';
import type { Incident, Update } from '#server/domain/facts/incidents';
import { DAY, parisDay, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Statement } from '#server/domain/facts/statements';
import { outageStart } from '#server/domain/judgement/outage-start';
import { brokenIncident, brokenInstants, brokenScope, takenBack } from '#server/domain/rules/statements';
import { importedFrom } from '#server/domain/speakers/independence';
import type { Action } from '#server/domain/speakers/scope';
import { mayWitness, type Return, recordedApart } from '#server/domain/speakers/witness';
import type { Refusal } from '../kit/problems';
import { unknownId } from '../kit/suggestions';
import { sourceCheck } from './citations';
import { presentOf } from './present';
import { kept } from './rules';
import { allowed } from './speaker';
import { weighWitnesses } from './witnesses';
import type { Writing } from './write';

/** A statement as it will stand on record. */
type Said = Omit<StatementBody, 'by'> & { id: string; by: string; recordedAt: Date; witness: boolean };
export type Words = { statements: Said[]; entries: AuditEntry[] };

/**
 * Records statements in a speaker's name. A bad one without an incident joins its speaker's own open incident on that
 * platform; only where there is none does it open one.
 */
export const say = async (
  writing: Writing,
  speaker: Organisation,
  action: Action,
  bodies: readonly Body[],
  at: (index: number) => string = () => '',
): Promise<Result<Words, Refusal>> => {
  const entries: AuditEntry[] = [];
  const statements: Said[] = [];
  const ground = await groundOf(writing, bodies);
  for (const [index, body] of bodies.entries()) {
    const checked = await check(writing, ground, body, at(index));
    if (!checked.ok) return checked;
    const isAlone = body.incident === null && body.health !== 'operational';
    const joined = isAlone ? await ownIncident(writing, speaker.id, body.platform) : body.incident;
    const opened = isAlone && joined === null ? incidentOf(checked.value, writing.now) : null;
    if (opened) entries.push(...(await appendFacts(writing.trx, 'incidents', action, [opened])));
    const given = { ...body, id: newId(), incident: opened?.id ?? joined, by: speaker.id };
    const weighing = await weighed(writing, ground, given, at(index));
    if (!weighing.ok) return weighing;
    const { said, outageSince } = weighing.value;
    entries.push(...(await appendFacts(writing.trx, 'statements', action, [said])));
    const session = writing.writer.session?.tokenHash;
    if (session !== undefined && said.health !== 'operational')
      await keepStatementSession(writing.trx, said.id, session, writing.now);
    await weighWitnesses(writing, said, { platform: checked.value, outageSince });
    statements.push(said);
  }
  return accept({ statements, entries });
};

type Body = Omit<StatementBody, 'by'>;

/** With the instant it is recorded at, and whether it may confirm another speaker's return. `outageSince`: of a return. */
const weighed = async (
  writing: Writing,
  { returnsOf }: Ground,
  said: Omit<Said, 'recordedAt' | 'witness'>,
  at: string,
): Promise<Result<{ said: Said; outageSince: Date | null }, Refusal>> => {
  const { writer, now } = writing;
  if (said.health !== 'operational')
    return accept({ said: { ...said, recordedAt: now, witness: true }, outageSince: null });
  const returns = await returnsOf(said.platform);
  const recorded = { ...said, recordedAt: recordedApart(now, returns) };
  const known = await presentOf(writing, [said.platform]);
  const own = await ownWords(writing, takenBack(known, { ...recorded, storedAt: now, witness: true }), at);
  if (!own.ok) return own;
  const speaker = { person: writer.person, isByKey: writer.session === null };
  const outageSince = outageStart(known, recorded);
  const witness = mayWitness(recorded, speaker, returns, { now, outageSince });
  return accept({ said: { ...recorded, witness }, outageSince });
};

/** Only whoever gave the alerts takes them back alone. */
const ownWords = async ({ trx, writer }: Writing, alerts: readonly Statement[], at: string) => {
  const authors = await personsWhoSaid(
    trx,
    alerts.map(({ id }) => id),
  );
  const isOwn = alerts.every(({ id }) => authors.get(id)?.account === writer.person.account);
  return kept(isOwn ? [] : [{ field: 'health', rule: 'alert-of-a-colleague', at }]);
};

/** What statements are checked against, read once for all of one act; incidents are held against a closing. */
const groundOf = async (writing: Writing, bodies: readonly Body[]) => {
  const { trx, now } = writing;
  const named = (ids: readonly (string | null)[]) =>
    [...new Set(ids)].filter((id): id is string => id !== null).sort();
  const incidents = new Map<string, Incident & { isClosed: boolean }>();
  // Incidents are locked in one order, so that two writers who add to the same ones never wait for each other.
  for (const id of named(bodies.map(({ incident }) => incident))) {
    const incident = await lockIncident(trx, id, 'to-add');
    if (incident) incidents.set(id, { ...incident, isClosed: await isClosed(trx, id) });
  }
  const platforms = await readFacts(trx, 'platforms', named(bodies.map(({ platform }) => platform)));
  const updates = await readFacts(trx, 'updates', named(bodies.map(({ update }) => update)));
  const mutuelles = await readFacts(trx, 'mutuelles', named(bodies.flatMap((body) => body.mutuelles ?? [])));
  const returns = new Map<string, Promise<Return[]>>();
  return {
    platforms: platforms as ReadonlyMap<string, Platform>,
    updates: updates as ReadonlyMap<string, Update>,
    mutuelles,
    incidents,
    returnsOf: (platform: string) => {
      const known = returns.get(platform) ?? lockedReturns(trx, platform, now);
      returns.set(platform, known);
      return known;
    },
    checkSource: sourceCheck(writing),
  };
};
type Ground = Awaited<ReturnType<typeof groundOf>>;

const lockedReturns = async (trx: Db, platform: string, now: Date): Promise<Return[]> => {
  const standing = await lockReturns(trx, platform, now);
  const authors = await personsWhoSaid(
    trx,
    standing.map(({ id }) => id),
  );
  return standing.map((each) => ({ ...each, author: authors.get(each.id) ?? importedFrom(each.by) }));
};

const check = async (
  { writer, now }: Writing,
  { platforms, incidents, updates, mutuelles, checkSource }: Ground,
  body: Body,
  at: string,
): Promise<Result<Platform, Refusal>> => {
  const platform = platforms.get(body.platform);
  if (!platform) return refuse(unknownId('platform', body.platform, `${at}/platform`));
  const incident = body.incident === null ? null : incidents.get(body.incident);
  if (incident === undefined) return refuse(unknownId('incident', body.incident ?? '', `${at}/incident`));
  if (body.update !== null && updates.get(body.update)?.incident !== body.incident)
    return refuse(unknownId('update', body.update, `${at}/update`, body.incident ?? undefined));
  const unknown = body.mutuelles?.find((id) => !mutuelles.has(id));
  if (unknown !== undefined) return refuse(unknownId('mutuelle', unknown, `${at}/mutuelles`));
  const touched = { platforms: [platform.id], professions: body.professions, mutuelles: body.mutuelles };
  const scope = allowed(writer, 'statement', touched);
  if (!scope.ok) return scope;
  const broken = [
    ...brokenInstants(body, now),
    ...brokenScope(body, platform.flows),
    ...brokenIncident(body, incident, incident?.isClosed ?? false),
  ];
  const rules = kept(broken.map((each) => ({ ...each, at })));
  if (!rules.ok) return rules;
  const source = await checkSource(body.sourceUrl, `${at}/sourceUrl`);
  return source.ok ? accept(platform) : source;
};

/** An outage that was not spoken of for so long is over: what is said then is of another. */
const JOINED_WITHIN = 7 * DAY;

/** Where a speaker already speaks of a platform, in an incident that nobody closed; null: nowhere. */
const ownIncident = async ({ trx, now }: Writing, by: string, platform: string): Promise<string | null> => {
  const id = await lockOwnIncident(trx, { by, platform, saidAfter: shift(now, -JOINED_WITHIN) });
  return id !== null && !(await isClosed(trx, id)) ? id : null;
};

/** The longest beginning of a platform's id that leaves room, in an id, for the day and what tells two incidents apart. */
const MAX_PLATFORM_LENGTH = 80;

/** `viamedis-2026-11-28-1f3a9c`. */
export const newIncidentId = (platform: string, now: Date): string => {
  const beginning = platform.slice(0, MAX_PLATFORM_LENGTH).replace(/-+$/, '');
  return `${beginning}-${parisDay(now)}-${randomBytes(3).toString('hex')}`;
};

/** Named by its platform and day; whoever opened it says more in its steps. */
const incidentOf = ({ id, name }: Platform, now: Date) => ({
  id: newIncidentId(id, now),
  title: `${name} : incident du ${dayInYear(now)}`,
  cause: null,
  platforms: [id],
});
