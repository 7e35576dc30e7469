import type { Evidence } from '../facts/evidence';
import { ascending } from '../facts/intervals';
import { heardBy, ofIncident, retractedBy } from '../facts/recorded';
import { type Statement, saidAt } from '../facts/statements';
import type { Profession, Stage } from '../facts/vocabulary';

/** One thing said in an incident: an update with its statements, a statement that belongs to none, or the closing. */
export type IncidentUpdate = {
  id: string;
  by: string;
  stage: Stage;
  text: string | null;
  effectiveAt: Date;
  recordedAt: Date;
  statements: readonly Statement[];
  isClosing: boolean;
};

/** Whether a statement is for those who ask. */
export type Concerns = (statement: Statement) => boolean;

export const concernsProfession =
  (asked: Profession | null) =>
  ({ professions }: Pick<Statement, 'professions'>): boolean =>
    asked === null || professions === null || professions.includes(asked);

type Said = Omit<IncidentUpdate, 'stage'> & { stage: Stage | null };
type UpdateFacts = Pick<Evidence, 'statements' | 'updates' | 'closings' | 'retractions'>;

/**
 * What was told of an incident by then, oldest first by the instant said, of what concerns those who ask.
 * A step without a stage keeps the one before, or is investigating. Empty: nothing was told yet.
 */
export const updatesOf = (
  facts: UpdateFacts,
  incident: string,
  asked: { at: Date; knownAt: Date },
  concerns: Concerns,
): IncidentUpdate[] => {
  const heard = <F extends { incident: string | null; effectiveAt: Date; recordedAt: Date }>(
    facts: readonly F[],
  ) => heardBy(ofIncident(facts, incident), asked);
  const retracted = retractedBy(facts.retractions, asked.knownAt);
  const all = heard(facts.statements);
  const concerned = all.filter((each) => !retracted.has(each.id) && concerns(each));
  const said = [
    ...updatesSaid(heard(facts.updates), all, concerned),
    ...aloneSaid(concerned, new Set(heard(facts.updates).map(({ id }) => id))),
  ];
  if (said.length === 0) return [];
  const [closing] = heard(facts.closings).sort((a, b) => ascending(a.effectiveAt, b.effectiveAt));
  const closed: Said[] = closing
    ? [
        {
          ...closing,
          id: `${incident}.closing`,
          stage: 'resolved',
          text: closing.note,
          statements: [],
          isClosing: true,
        },
      ]
    : [];
  return staged([...said, ...closed].sort(oldestFirst));
};

/** Whether it is over, and nothing was said of it after its closing: its last update is that. */
export const isSettled = (
  { statements, updates, closings }: Omit<UpdateFacts, 'retractions'>,
  incident: string,
  asked: { at: Date; knownAt: Date },
): boolean => {
  const [closing] = heardBy(ofIncident(closings, incident), asked).sort((a, b) =>
    ascending(a.effectiveAt, b.effectiveAt),
  );
  if (!closing) return false;
  const closedAt = saidAt(closing);
  return ![...ofIncident(statements, incident), ...ofIncident(updates, incident)].some(
    (said) => saidAt(said) > closedAt,
  );
};

/** An update that spoke of others only is not for those who ask; one that spoke of no flow is for all. */
const updatesSaid = (
  updates: Evidence['updates'],
  all: readonly Statement[],
  concerned: readonly Statement[],
): Said[] =>
  updates.flatMap((update) => {
    const own = concerned.filter((statement) => statement.update === update.id);
    const spokeOfOthers = own.length === 0 && all.some((statement) => statement.update === update.id);
    return spokeOfOthers ? [] : [{ ...update, ...wordsOf(update, own), statements: own, isClosing: false }];
  });

const wordsOf = (
  { stage, text }: { stage: Stage | null; text: string | null },
  own: readonly Statement[],
) => ({
  stage: stage ?? own.find((statement) => statement.stage)?.stage ?? null,
  text: text ?? own.find((statement) => statement.text)?.text ?? null,
});

const aloneSaid = (statements: readonly Statement[], updates: ReadonlySet<string>): Said[] =>
  statements
    .filter(({ update }) => update === null || !updates.has(update))
    .map((statement) => ({ ...statement, statements: [statement], isClosing: false }));

const oldestFirst = (a: Said, b: Said): number =>
  ascending(saidAt(a), saidAt(b)) ||
  Number(a.isClosing) - Number(b.isClosing) ||
  ascending(a.effectiveAt, b.effectiveAt) ||
  ascending(a.id, b.id);

const staged = (said: readonly Said[]): IncidentUpdate[] => {
  let stage: Stage = 'investigating';
  return said.map((step) => {
    stage = step.stage ?? stage;
    return { ...step, stage };
  });
};
