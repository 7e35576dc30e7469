import { appendFacts } from '#db/facts';
import { newId } from '#db/id';
import { isClosed, lockIncident } from '#db/incidents';
import type { UpdateBody } from '#server/contract/stories';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type Broken, brokenInstants } from '#server/domain/rules/statements';
import type { Action } from '#server/domain/speakers/scope';
import type { Refusal } from '../problems';
import { kept } from './rules';
import { say, type Words } from './say';
import { unknownIncident } from './second-person';
import { allowed, speakerOf } from './speaker';
import type { Writing } from './write';

/** Adds a step to an incident, with what it says of flows. `at`: where in the body it stands. */
export const addStep = async (
  writing: Writing,
  incident: string,
  { by, statements: claims, ...step }: UpdateBody,
  { at, action }: { at: string; action: Action },
): Promise<Result<Words & { update: object }, Refusal>> => {
  const { trx, writer, now } = writing;
  const found = await lockIncident(trx, incident, 'to-add');
  if (!found) return refuse(unknownIncident(incident));
  const sourceUrl = claims.find((claim) => claim.sourceUrl)?.sourceUrl ?? null;
  const speaker = await speakerOf(trx, writer, { by, sourceUrl });
  if (!speaker.ok) return speaker;
  const own = writer.organisation;
  const concerned = found.platforms.filter((platform) => own.platforms.includes(platform));
  const scope = allowed(writer, action, {
    platforms: concerned.length > 0 ? concerned : found.platforms,
    professions: own.professions,
    mutuelles: own.mutuelles,
  });
  if (!scope.ok) return scope;
  const isOver = await isClosed(trx, incident);
  const isPostmortem = step.stage === 'postmortem' && claims.length === 0;
  const closed: Broken[] = isOver && !isPostmortem ? [{ field: 'incident', rule: 'incident-closed' }] : [];
  const rules = kept([...closed, ...brokenInstants(step, now)].map((each) => ({ ...each, at })));
  if (!rules.ok) return rules;

  const effectiveAt = step.effectiveAt ?? now;
  const update = { ...step, effectiveAt, id: newId(), incident, by: speaker.value.id, recordedAt: now };
  const told = await appendFacts(trx, 'updates', action, [update]);
  const bodies = claims.map((claim) => ({
    ...claim,
    precision: claim.precision ?? 'minute',
    incident,
    update: update.id,
    effectiveAt,
    stage: step.stage,
    text: null,
    nextUpdateDue: claim.nextUpdateDue ?? step.nextUpdateDue,
  }));
  const said = await say(writing, speaker.value, action, bodies, (index) => `${at}/statements/${index}`);
  if (!said.ok) return said;
  const { statements, deeds } = said.value;
  return accept({ update: { ...update, statements }, statements, deeds: [...told, ...deeds] });
};
