import { restedOn } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import type { Incident } from '../facts/incidents';
import { ascending } from '../facts/intervals';
import { heardBy, ofIncident, retractedBy } from '../facts/recorded';
import { newestFirst, type Statement, saidAt } from '../facts/statements';
import {
  BOARD_GROUPS,
  FLOWS,
  type Flow,
  PAYMENTS,
  type Payment,
  PROFESSIONS,
  type Precision,
  type Profession,
  type Stage,
  type Verdict,
} from '../facts/vocabulary';
import { expectedBack, isOverdue, nextUpdateDue } from '../judgement/answer-details';
import { boardPlatforms } from '../judgement/board';
import { judgePlatform } from '../judgement/candidate';
import type { Judgement } from '../judgement/health';
import { severity } from '../judgement/health';
import type { Known } from '../judgement/known-facts';

/** An incident as told at an instant. `closedAt` null: open. `touched`: the flows its statements name, as judged. */
export type IncidentView = {
  incident: Incident;
  stage: Stage | null;
  startedAt: Date | null;
  startPrecision: Precision | null;
  closedAt: Date | null;
  expectedBack: Date | null;
  expectedBackBy: string | null;
  overdue: boolean;
  nextUpdateDue: Date | null;
  touched: readonly Touched[];
};
export type Touched = Pick<Judgement, 'health' | 'basis' | 'since'> & {
  platform: string;
  flow: Flow;
  /** As `since` was told; null: by nobody's word. */
  precision: Precision | null;
};

/** Those that nobody has closed by then. */
export const openAmong = (
  incidents: readonly Incident[],
  { closings }: Pick<Evidence, 'closings'>,
  known: Known,
): Incident[] => incidents.filter(({ id }) => heardBy(ofIncident(closings, id), known).length === 0);

/** The first to take effect, of those alike the first given. */
const firstOf = <F extends { effectiveAt: Date }>(facts: readonly F[]): F | undefined =>
  facts.reduce<F | undefined>(
    (first, each) => (first && first.effectiveAt <= each.effectiveAt ? first : each),
    undefined,
  );

/** With a profession, judged for it alone; without, the worst over professions. */
export const viewIncident = (
  known: Known,
  evidence: Evidence,
  incident: Incident,
  profession: Profession | null,
): IncidentView => {
  const { at, knownAt } = known;
  const heard = <F extends { incident: string | null; effectiveAt: Date; recordedAt: Date }>(
    facts: readonly F[],
  ) => heardBy(ofIncident(facts, incident.id), known);
  const retracted = retractedBy(evidence.retractions, knownAt);
  const statements = heard(evidence.statements).filter(({ id }) => !retracted.has(id));
  const updates = heard(evidence.updates);
  const closings = heard(evidence.closings);
  const first = firstOf([...statements, ...updates]);
  const closedAt = closings.map(({ effectiveAt }) => effectiveAt).sort(ascending)[0] ?? null;
  const spoken = closedAt ? [] : [...statements, ...updates].sort((a, b) => ascending(saidAt(b), saidAt(a)));
  const touched = closedAt ? [] : touchedBy(known, statements, profession);
  const back = expectedBack(known, scopesOf(statements, touched, profession));
  return {
    incident,
    stage: closedAt ? 'resolved' : (spoken.find((word) => word.stage)?.stage ?? null),
    startedAt: first?.effectiveAt ?? null,
    startPrecision: first ? ('precision' in first ? first.precision : 'minute') : null,
    closedAt,
    expectedBack: back?.at ?? null,
    expectedBackBy: back?.by ?? null,
    overdue: isOverdue(back?.at ?? null, at),
    nextUpdateDue: closedAt ? null : nextUpdateDue(spoken),
    touched,
  };
};

/** What is said of each flow that is touched, to each profession, of all mutuelles and of each one named; newest first. */
const scopesOf = (
  statements: readonly Statement[],
  touched: readonly Touched[],
  profession: Profession | null,
): Statement[][] => {
  const named = [...new Set(statements.flatMap(({ mutuelles }) => mutuelles ?? []))];
  const ordered = [...statements].sort(newestFirst);
  return touched.flatMap(({ platform, flow }) =>
    (profession ? [profession] : PROFESSIONS).flatMap((each) =>
      [null, ...named].map((mutuelle) =>
        ordered.filter(
          (said) =>
            said.platform === platform &&
            said.flows.includes(flow) &&
            (said.professions?.includes(each) ?? true) &&
            (said.mutuelles === null || (mutuelle !== null && said.mutuelles.includes(mutuelle))),
        ),
      ),
    ),
  );
};

const touchedBy = (
  known: Known,
  statements: readonly Statement[],
  profession: Profession | null,
): Touched[] => {
  const asked = profession ? [profession] : PROFESSIONS;
  const concerned = statements.filter(
    ({ professions }) => professions === null || asked.some((each) => professions.includes(each)),
  );
  const platforms = [...new Set(concerned.map(({ platform }) => platform))].sort(ascending);
  return platforms.flatMap((platform) => {
    const named = FLOWS.filter((flow) =>
      concerned.some((statement) => statement.platform === platform && statement.flows.includes(flow)),
    );
    return named.flatMap((flow) => {
      const worst = worstOver(known, platform, flow, asked);
      return worst && worst.health !== 'operational' ? [worst] : [];
    });
  });
};

const worstOver = (
  known: Known,
  platform: string,
  flow: Flow,
  professions: readonly Profession[],
): Touched | undefined =>
  professions
    .flatMap((profession) => {
      const judged = judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null });
      const shown = judged.flows.find((each) => each.flow === flow)?.shown;
      if (!shown) return [];
      const { health, basis, since, statements } = shown;
      const dating = statements.find((said) => since !== null && +said.effectiveAt === +since);
      return [{ platform, flow, health, basis, since, precision: dating?.precision ?? null }];
    })
    .sort((a, b) => severity(b.health) - severity(a.health))[0];

/** What an incident does to a profession: by which operators and networks, and the worst they come to. */
export type IncidentEffect = { platforms: readonly string[]; verdict: Verdict; payment: Payment };

/**
 * Over the platforms that an incident lists and those that rest on them for what is said not to work, of those that
 * serve the profession; null: none does. One on what no operator rests on changes no verdict, and has no effect either.
 */
export const effectOn = (
  known: Known,
  { platforms, flows }: Pick<Incident, 'platforms'> & { flows: readonly Flow[] },
  profession: Profession,
): IncidentEffect | null => {
  const question = { profession, card: { code: null, csr: null }, concentrator: null };
  const reached = (platform: string) =>
    platforms.includes(platform) ||
    flows.some((flow) => platforms.some((below) => restedOn(known.directory, [platform], flow).has(below)));
  const judged = boardPlatforms(known, question).filter(({ platform }) => reached(platform));
  const [worst] = [...judged].sort(
    (a, b) => BOARD_GROUPS.indexOf(a.verdict) - BOARD_GROUPS.indexOf(b.verdict),
  );
  const payment = PAYMENTS.findLast((each) => judged.some((platform) => platform.payment === each));
  if (!worst || !payment) return null;
  return { platforms: judged.map(({ platform }) => platform), verdict: worst.verdict, payment };
};
