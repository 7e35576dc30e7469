import type { Incident } from '../facts/incidents';
import { MINUTE, parisDay, shift } from '../facts/intervals';
import type { PaymentDay } from '../facts/payment-days';
import { isBad, newestFirst, type Statement, saidAt, stands } from '../facts/statements';
import { hasPassed, TIME_RULES, WITHIN } from '../facts/time-rules';
import { type DeclaredHealth, type Flow, PROFESSIONS, type Profession } from '../facts/vocabulary';
import type { Known } from '../judgement/known-facts';
import { linksAbout } from '../judgement/links';

/** The rules that bind writers. A refusal names the field and the rule. */
export type Rule =
  | 'effective-in-future'
  | 'expected-back-in-past'
  | 'next-update-in-past'
  | 'valid-until-in-past'
  | 'short-lived-return'
  | 'alert-of-a-colleague'
  | 'incident-closed'
  | 'incident-other-platform'
  | 'flow-not-on-platform'
  | 'nobody-concerned'
  | 'window-backwards'
  | 'window-over'
  | 'payment-ahead'
  | 'payment-too-old'
  | 'promise-over';
export type Broken = { field: string; rule: Rule };

/** A clock may be ahead by this much. */
const CLOCK = 5 * MINUTE;
/** How long one may take back a slip alone. */
export const UNDO = 10 * MINUTE;

type Instants = {
  effectiveAt?: Date;
  expectedBack?: Date | null;
  nextUpdateDue?: Date | null;
  validUntil?: Date | null;
  health?: DeclaredHealth;
};

const past = (instant: Date | null | undefined, now: Date): boolean =>
  instant !== null && instant !== undefined && instant <= now;

/** Promises lie ahead, facts do not. */
export const brokenInstants = (said: Instants, now: Date): Broken[] => [
  ...(said.effectiveAt && said.effectiveAt > shift(now, CLOCK)
    ? [{ field: 'effectiveAt', rule: 'effective-in-future' as const }]
    : []),
  ...(past(said.expectedBack, now)
    ? [{ field: 'expectedBack', rule: 'expected-back-in-past' as const }]
    : []),
  ...(past(said.nextUpdateDue, now)
    ? [{ field: 'nextUpdateDue', rule: 'next-update-in-past' as const }]
    : []),
  ...(past(said.validUntil, now) ? [{ field: 'validUntil', rule: 'valid-until-in-past' as const }] : []),
  ...(isShortLivedReturn(said, now) ? [{ field: 'validUntil', rule: 'short-lived-return' as const }] : []),
];

/**
 * A return that lapses takes the outage it hides with it, and then nothing is said: it must last the day in which it
 * can be contradicted (RULES.md 3, « G is confirmed »), or one person would turn a board green with it.
 */
const isShortLivedReturn = ({ health, effectiveAt, validUntil }: Instants, now: Date): boolean =>
  health === 'operational' &&
  validUntil instanceof Date &&
  !hasPassed(
    TIME_RULES.unopposedReturn,
    saidAt({ effectiveAt: effectiveAt ?? now, recordedAt: now }),
    validUntil,
  );

type Scope = {
  platform: string;
  flows: readonly Flow[];
  professions: readonly Profession[] | null;
};

/** What is said must be about something: flows the platform lists, and somebody concerned. */
export const brokenScope = (scope: Scope, listed: readonly Flow[]): Broken[] => [
  ...(scope.flows.length === 0 || scope.flows.some((flow) => !listed.includes(flow))
    ? [{ field: 'flows', rule: 'flow-not-on-platform' as const }]
    : []),
  ...(scope.professions?.length === 0 ? [{ field: 'professions', rule: 'nobody-concerned' as const }] : []),
];

export const brokenIncident = (
  scope: Pick<Scope, 'platform'>,
  incident: Incident | null,
  closed: boolean,
): Broken[] => [
  ...(closed ? [{ field: 'incident', rule: 'incident-closed' as const }] : []),
  ...(incident && !incident.platforms.includes(scope.platform)
    ? [{ field: 'platform', rule: 'incident-other-platform' as const }]
    : []),
];

export const brokenWindow = ({ from, to }: { from: Date; to: Date }, now: Date): Broken[] => [
  ...(from >= to ? [{ field: 'to', rule: 'window-backwards' as const }] : []),
  ...(to <= now ? [{ field: 'to', rule: 'window-over' as const }] : []),
];

const OLDEST_PAYMENT = '2000-01-01';

/** Of a day that has come, in Paris; what is promised is for today or later. */
export const brokenPayment = (
  { day, expectedOn, professions }: Pick<PaymentDay, 'day' | 'expectedOn' | 'professions'>,
  now: Date,
): Broken[] => {
  const today = parisDay(now);
  return [
    ...(day > today ? [{ field: 'day', rule: 'payment-ahead' as const }] : []),
    ...(day < OLDEST_PAYMENT ? [{ field: 'day', rule: 'payment-too-old' as const }] : []),
    ...(expectedOn !== null && expectedOn < today
      ? [{ field: 'expectedOn', rule: 'promise-over' as const }]
      : []),
    ...(professions?.length === 0 ? [{ field: 'professions', rule: 'nobody-concerned' as const }] : []),
  ];
};

/** Said by slip: whoever said it, in the session in which it was said. Any other is a colleague, a second person. */
export type Slip = { isAuthor: boolean; isSameSession: boolean };

/** Bad for good only by one's own hand and at once: after that a second person must agree. */
export const mayRetractAlone = (
  statement: Statement,
  { isAuthor, isSameSession }: Slip,
  now: Date,
): boolean => !isBad(statement) || (isAuthor && isSameSession && +now - +statement.recordedAt <= UNDO);

/**
 * The alerts of one's own organisation that a return would take away with nothing to answer them: what an operator had
 * said before them, or an alert longer ago than a return answers, would make the board green without anybody's
 * confirmation, now or as soon as nobody else contradicts. Whoever gave them may; a colleague's is a retraction.
 */
export const takenBack = (known: Known, said: Statement): Statement[] =>
  linksAbout(known, said).flatMap(({ statements }) => {
    const isBefore = (alert: Statement) =>
      statements.some(
        (each) => each.by !== said.by && isReturnByOperator(known, each) && newestFirst(alert, each) < 0,
      );
    return ownAlerts(statements, said, known.at).filter((alert) => isBefore(alert) || !answers(said, alert));
  });

const isReturnByOperator = ({ directory, at }: Known, statement: Statement): boolean =>
  !isBad(statement) &&
  stands(statement, at) &&
  directory.organisations.get(statement.by)?.kind === 'operator';

const answers = (back: Statement, alert: Statement): boolean =>
  +saidAt(back) - +saidAt(alert) <= WITHIN.outageBeforeReturn;

/** Those since the speaker's last return. */
const ownAlerts = (statements: readonly Statement[], said: Statement, at: Date): Statement[] => {
  const own = statements.filter(({ by }) => by === said.by);
  const lastReturn = own.findIndex((each) => !isBad(each));
  const alerts = own.slice(0, lastReturn < 0 ? own.length : lastReturn);
  return alerts.filter((alert) => stands(alert, at) || answers(said, alert));
};

/** A flow that keeps an incident open: what its statements name and is not operational. */
export type StillTouched = { platform: string; flow: Flow; profession: Profession };

/** Every (platform, flow, profession) the statements name must judge operational: on its own link, nobody else's. */
export const stillTouched = (known: Known, statements: readonly Statement[]): StillTouched[] => {
  const touched = new Map<string, StillTouched>();
  for (const { platform, flows, professions, mutuelles } of statements) {
    for (const flow of flows) {
      for (const profession of professions ?? PROFESSIONS) {
        const about = { platform, flows: [flow], professions: [profession], mutuelles };
        const judged = linksAbout(known, about);
        if (judged.every(({ health }) => health === 'operational')) continue;
        touched.set(`${platform} ${flow} ${profession}`, { platform, flow, profession });
      }
    }
  }
  return [...touched.values()];
};
