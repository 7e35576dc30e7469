import { earliest } from '../facts/intervals';
import { isBad, newestFirst, opinionsOf, type Statement, saidAt, stands } from '../facts/statements';
import { hasPassed, TIME_RULES, WITHIN } from '../facts/time-rules';
import { type Basis, HEALTHS, type Health, type OrganisationKind } from '../facts/vocabulary';
import type { Signal } from './damping';

/** One flow judged: how it is, why, since when, since when it is down (null unless down). */
export type Judgement = {
  health: Health;
  basis: Basis;
  since: Date | null;
  downSince: Date | null;
};

/**
 * What bears on one flow for one reader. `statements`: newest first, all with standing; `witness`: what is measured by
 * those who may bear witness to a statement; `reportedSince`: first report of an hour in alarm.
 */
export type Bearing = {
  statements: readonly Statement[];
  confirmed: ReadonlySet<string>;
  kindOf: (organisation: string) => OrganisationKind | undefined;
  signal: Signal | null;
  witness: (statement: string) => Signal | null;
  reportedSince: Date | null;
};

export const severity = (health: Health): number => HEALTHS.indexOf(health);

const operational = (basis: Basis): Judgement => ({
  health: 'operational',
  basis,
  since: null,
  downSince: null,
});

/** Evidence → health and basis (RULES.md 3): what is declared, then observed, then reported. */
export const judgeFlow = (bearing: Bearing, at: Date): Judgement =>
  withReports(withSignal(declaredHealth(bearing, at), bearing.signal), bearing.reportedSince);

const declaredHealth = (bearing: Bearing, at: Date): Judgement => {
  const opinions = opinionsOf(bearing.statements, at);
  const standing = opinions.filter((opinion) => stands(opinion, at));
  const bad = standing.filter(isBad);
  const good = standing.filter((opinion) => !isBad(opinion));
  const newestBad = bad[0];
  const newest = opinions[0];

  if (!newestBad && newest && isBad(newest)) {
    return {
      health: 'unknown',
      basis: 'lapsed',
      since: newest.effectiveAt,
      downSince: null,
    };
  }
  const since = sinceWhen(bearing.statements, bad, at);
  const back = returnSaid(good, newestBad, bearing);
  if (!back) {
    if (!newestBad) return operational('presumed');
    const milder = milderBy(partialReturn(standing, bearing), bad);
    return milder
      ? { health: milder, basis: 'announced', since: since.bad, downSince: null }
      : outage(newestBad, bad, good, since);
  }
  if (newestBad && bearing.kindOf(back.by) !== 'operator') {
    return {
      health: 'degraded',
      basis: 'contested',
      since: since.bad,
      downSince: null,
    };
  }
  const hasOutage = newestBad !== undefined || saidBadBefore(back, bearing.statements);
  if (hasOutage && !isConfirmed(back, bad, good, bearing, at)) {
    return {
      health: 'degraded',
      basis: 'announced',
      since: back.effectiveAt,
      downSince: null,
    };
  }
  return operational('declared');
};

/** Of the good opinions newer than the newest bad one: the newest by an operator, else the newest. */
const returnSaid = (
  good: readonly Statement[],
  newestBad: Statement | undefined,
  bearing: Bearing,
): Statement | undefined => {
  const newer = newestBad ? good.filter((opinion) => newestFirst(opinion, newestBad) < 0) : good;
  return newer.find((opinion) => bearing.kindOf(opinion.by) === 'operator') ?? newer[0];
};

/** The newest standing opinion by an operator, unless that operator has said something since that has lapsed. */
const partialReturn = (standing: readonly Statement[], bearing: Bearing): Statement | undefined => {
  const newest = standing.find(({ by }) => bearing.kindOf(by) === 'operator');
  return newest && bearing.statements.find(({ by }) => by === newest.by) === newest ? newest : undefined;
};

/**
 * What is left of an outage that an operator has answered since with something milder; null: it is as bad as before. What
 * is older than the answer and no worse never decides: the answer itself is as bad, or what contradicts it since. So a
 * colleague's later « degraded » brings no answered « down » back.
 */
const milderBy = (answer: Statement | undefined, bad: readonly Statement[]): Health | null => {
  if (!answer) return null;
  const worst = worstHealth(bad.filter((each) => saidAt(each) >= saidAt(answer)));
  return severity(worst) < severity(worstHealth(bad)) ? worst : null;
};

const worstHealth = (bad: readonly Statement[]): Health =>
  bad.reduce<Health>(
    (worst, { health }) => (severity(health) > severity(worst) ? health : worst),
    'operational',
  );

const outage = (
  newestBad: Statement,
  bad: readonly Statement[],
  good: readonly Statement[],
  since: { bad: Date | null; down: Date | null },
): Judgement => {
  const health = worstHealth(bad);
  const contested = good.some((opinion) => +saidAt(newestBad) - +saidAt(opinion) <= WITHIN.contest);
  return {
    health,
    basis: contested ? 'contested' : 'declared',
    since: since.bad,
    downSince: health === 'down' ? since.down : null,
  };
};

/** « Before » is by the instant said and includes it: at the same instant, fast to degrade. */
const saidBadBefore = (back: Statement, statements: readonly Statement[]): boolean =>
  statements.some((statement) => {
    const ahead = +saidAt(back) - +saidAt(statement);
    return isBad(statement) && ahead >= 0 && ahead <= WITHIN.outageBeforeReturn;
  });

const isConfirmed = (
  back: Statement,
  bad: readonly Statement[],
  good: readonly Statement[],
  bearing: Bearing,
  at: Date,
): boolean =>
  (bad.length === 0 && hasPassed(TIME_RULES.unopposedReturn, saidAt(back), at)) ||
  hasPassed(TIME_RULES.unansweredReturn, saidAt(back), at) ||
  good.some((each) => each.witness && each.by !== back.by && saidAt(each) >= saidAt(back)) ||
  bearing.confirmed.has(back.id) ||
  isWitnessed(back, bearing.witness(back.id));

const isWitnessed = (back: Statement, signal: Signal | null): boolean =>
  signal?.kind === 'healthy' && hasPassed(TIME_RULES.witness, saidAt(back), signal.last);

/** Earliest effectiveAt of the standing bad opinions and of the bad said strictly after the last operational one. */
const sinceWhen = (statements: readonly Statement[], bad: readonly Statement[], at: Date) => {
  const lastGood = statements.find((statement) => !isBad(statement));
  const run = statements.filter(
    (statement) =>
      isBad(statement) &&
      (lastGood
        ? saidAt(statement) > saidAt(lastGood)
        : !hasPassed(TIME_RULES.beginning, saidAt(statement), at)),
  );
  const bearing = [...bad, ...run];
  const from = (some: readonly Statement[]) => earliest(some.map((statement) => statement.effectiveAt));
  return {
    bad: from(bearing),
    down: from(bearing.filter((statement) => statement.health === 'down')),
  };
};

/** A probe can degrade or support; it never clears a declared outage by itself. */
const withSignal = (declared: Judgement, signal: Signal | null): Judgement => {
  if (signal?.kind === 'failing') {
    const alsoSaid = declared.health === 'down';
    return {
      health: 'down',
      basis: 'observed',
      since: earliest([signal.since, alsoSaid ? declared.since : null]),
      downSince: earliest([signal.since, alsoSaid ? declared.downSince : null]),
    };
  }
  if (declared.basis !== 'presumed' || !signal) return declared;
  if (signal.kind === 'stale' && !signal.isRelied) return declared;
  return signal.kind === 'healthy'
    ? operational('observed')
    : {
        health: 'unknown',
        basis: 'silent',
        since: signal.last,
        downSince: null,
      };
};

const withReports = (judged: Judgement, reportedSince: Date | null): Judgement =>
  reportedSince && judged.health === 'operational'
    ? {
        health: 'degraded',
        basis: 'reported',
        since: reportedSince,
        downSince: null,
      }
    : judged;
