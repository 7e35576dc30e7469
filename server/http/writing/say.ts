import { randomBytes } from 'node:crypto';
import type { Deed } from '#db/audit';
import { appendFacts, readFact } from '#db/facts';
import { newId } from '#db/id';
import { isClosed, lockIncident } from '#db/incidents';
import { lockReturns } from '#db/statements';
import type { StatementBody } from '#server/contract/statements';
import type { Organisation, Platform } from '#server/domain/directory';
import type { Update } from '#server/domain/incidents';
import { parisDay } from '#server/domain/intervals';
import { accept, type Result, refuse } from '#server/domain/result';
import type { Action } from '#server/domain/scope';
import { brokenIncident, brokenInstants, brokenScope, echoes } from '#server/domain/writing';
import { unknownId } from '../kit/suggestions';
import type { Refusal } from '../problems';
import { type CheckSource, sourceCheck } from './citations';
import { kept } from './rules';
import { allowed } from './speaker';
import type { Writing } from './write';

/** A statement as it will stand on record. */
type Said = Omit<StatementBody, 'by'> & { id: string; by: string; recordedAt: Date };
export type Words = { statements: Said[]; deeds: Deed[] };

/** Records statements in a speaker's name, one incident for all; a bad one without an incident opens one. */
export const say = async (
  writing: Writing,
  speaker: Organisation,
  action: Action,
  bodies: readonly Omit<StatementBody, 'by'>[],
  at: (index: number) => string = () => '',
): Promise<Result<Words, Refusal>> => {
  const deeds: Deed[] = [];
  const statements: Said[] = [];
  const checkSource = sourceCheck(writing);
  for (const [index, body] of bodies.entries()) {
    const checked = await check(writing, speaker, body, at(index), checkSource);
    if (!checked.ok) return checked;
    const opened = body.incident === null && body.health !== 'operational';
    const incident = opened ? incidentOf(checked.value, writing.now) : null;
    if (incident) deeds.push(...(await appendFacts(writing.trx, 'incidents', action, [incident])));
    const said = {
      ...body,
      id: newId(),
      incident: incident?.id ?? body.incident,
      by: speaker.id,
      recordedAt: writing.now,
    };
    deeds.push(...(await appendFacts(writing.trx, 'statements', action, [said])));
    statements.push(said);
  }
  return accept({ statements, deeds });
};

const check = async (
  { trx, writer, now }: Writing,
  speaker: Organisation,
  body: Omit<StatementBody, 'by'>,
  at: string,
  checkSource: CheckSource,
): Promise<Result<Platform, Refusal>> => {
  const platform = (await readFact(trx, 'platforms', body.platform)) as Platform | undefined;
  if (!platform) return refuse(unknownId('platform', body.platform, `${at}/platform`));
  const incident = body.incident === null ? null : await lockIncident(trx, body.incident, 'to-add');
  if (incident === undefined) return refuse(unknownId('incident', body.incident ?? '', `${at}/incident`));
  if (body.update !== null) {
    const update = (await readFact(trx, 'updates', body.update)) as Update | undefined;
    if (!update || update.incident !== body.incident)
      return refuse(unknownUpdate(`${at}/update`, body.update));
  }
  for (const id of body.mutuelles ?? []) {
    if (!(await readFact(trx, 'mutuelles', id))) return refuse(unknownId('mutuelle', id, `${at}/mutuelles`));
  }
  const touched = { platforms: [platform.id], professions: body.professions, mutuelles: body.mutuelles };
  const scope = allowed(writer, 'statement', touched);
  if (!scope.ok) return scope;
  const broken = [
    ...brokenInstants(body, now),
    ...brokenScope(body, platform.flows),
    ...brokenIncident(body, incident, incident !== null && (await isClosed(trx, incident.id))),
  ];
  const rules = kept(broken.map((each) => ({ ...each, at })));
  if (!rules.ok) return rules;
  const source = await checkSource(body.sourceUrl, `${at}/sourceUrl`);
  if (!source.ok) return source;
  if (body.health !== 'operational') return accept(platform);
  const standing = await lockReturns(trx, platform.id, now);
  const echoed = echoes({ ...body, by: speaker.id }, writer.person, standing, now);
  return echoed.length > 0 ? refuse(ECHO) : accept(platform);
};

const unknownUpdate = (pointer: string, id: string): Refusal => ({
  kind: 'unknown-id',
  pointer,
  detail: `Point inconnu de cet incident : « ${id} ».`,
  near: [],
});

const ECHO: Refusal = {
  kind: 'not-second-person',
  detail:
    'Vous, ou quelqu’un dont vous n’êtes pas la deuxième personne, avez déjà dit ce retour au nom d’une autre organisation : il se confirmerait seul.',
  cure: 'Faites dire celui-ci par une autre personne : que vous n’avez pas invitée, et qui ne vous a pas invité.',
};

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

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
  title: `${name} : incident du ${day.format(now)}`,
  cause: null,
  platforms: [id],
});
