import type { Evidence } from '#server/domain/facts/evidence';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { ofIncident } from '#server/domain/facts/recorded';
import { openAmong, viewIncident } from '#server/domain/incidents/views';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { type LettersGiven, type OwedLetter, type People, TOLD_FOR } from './letter';

/** A point is recalled so long before it is due, and told as late so long after. */
const BEFORE = 15 * MINUTE;
const AFTER = 5 * MINUTE;

/** A point that is due soon, or late, to all who may speak for who promised it. */
export const pointsOwed = async (
  { readModel, words, origin }: LettersGiven,
  { accounts }: People,
  now: Date,
): Promise<OwedLetter[]> => {
  const { directory, evidence, at, knownAt } = await readModel.read({ at: null, knownAt: null });
  const known = knownFacts(directory, evidence, at, knownAt);
  return openAmong(evidence.incidents, evidence, known).flatMap((incident): OwedLetter[] => {
    const due = viewIncident(known, evidence, incident, null).nextUpdateDue;
    const kind = due === null ? null : kindAt(due, now);
    if (due === null || kind === null) return [];
    const by = new Set(promisesOf(evidence, incident.id, due).map((word) => word.by));
    const { id, title } = incident;
    const said =
      kind === 'point-due' ? words.pointDue({ title, due }, now) : words.pointLate({ title, due }, now);
    return accounts
      .filter(({ organisation }) => by.has(organisation))
      .map((account) => ({
        kind,
        subject: `${id} ${due.toISOString()}`,
        recipient: account.id,
        to: account.email,
        said,
        why: 'writer',
        url: `${origin}/espace/incidents/${encodeURIComponent(id)}`,
      }));
  });
};

const promisesOf = ({ statements, updates }: Evidence, incident: string, due: Date): { by: string }[] =>
  [...ofIncident(statements, incident), ...ofIncident(updates, incident)].filter(
    ({ nextUpdateDue }) => nextUpdateDue !== null && +nextUpdateDue === +due,
  );

const kindAt = (due: Date, now: Date): 'point-due' | 'point-late' | null => {
  if (now < due) return shift(due, -BEFORE) <= now ? 'point-due' : null;
  return shift(due, AFTER) <= now && now < shift(due, TOLD_FOR) ? 'point-late' : null;
};
