import type { Directory } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import { ascending, DAY, earliest, parisDay, shift } from '../facts/intervals';
import { TIME_RULES } from '../facts/time-rules';
import { type Flow, MODEL_OF, type Profession } from '../facts/vocabulary';
import type { Question } from '../judgement/answer';
import type { JudgedFlow } from '../judgement/candidate';
import { changePoints } from '../judgement/change-points';
import { knownFacts } from '../judgement/known-facts';
import { answerOf, conventionsOn, evidenceFor, type Subject, weighingWithin } from '../judgement/subject';

/** What an outage that is over left to do: from when to when, and for transfers the working days concerned (none: []). */
export type Backlog = { platform: string; flow: Flow; from: Date; to: Date; days: string[] | null };

/** Invoices kept are sent, prises en charge put aside are asked again, transfers are checked; the rest is not replayed. */
const REPLAYED: readonly Flow[] = ['pec', 'dre', 'virement'];

type Times = { at: Date; knownAt: Date };
type Moment = { moment: Date; flows: ReadonlyMap<string, JudgedFlow> };

/**
 * Outages ended in the week before `at`, of flows that work again, by platform. `covers`: how far back the evidence goes;
 * null: some outage began earlier than that.
 */
export const backlogOf = (
  directory: Directory,
  evidence: Evidence,
  question: Question,
  subject: Subject,
  { at, knownAt }: Times,
  covers = TIME_RULES.backlogReach.lasts,
): Backlog[] | null => {
  const weighingSince = (reach: number): Evidence => {
    const weighing = weighingWithin(evidence, { from: shift(at, -reach), to: at }, knownAt);
    return evidenceFor(directory, weighing, question, subject);
  };
  const relevant = weighingSince(TIME_RULES.backlog.lasts);
  if (!hasAnythingHappened(relevant)) return [];
  const judged = (moment: Date, of: Evidence = relevant) => {
    const { candidates } = answerOf(knownFacts(directory, of, moment, knownAt), question, subject);
    return new Map(
      candidates.flatMap(({ platform, flows }) =>
        flows.map((each) => [`${platform} ${each.flow}`, { ...each, platform }] as const),
      ),
    );
  };
  const present = judged(at);
  const working = [...present].filter(([, { flow, shown }]) => {
    return isReplayed(flow, question.profession) && shown.health === 'operational';
  });
  if (working.length === 0) return [];
  const conventions = conventionsOn(directory, subject);
  const moments = (reach: number): Moment[] => {
    const from = shift(at, -reach);
    const weighing = reach === TIME_RULES.backlog.lasts ? relevant : weighingSince(reach);
    const changes = changePoints({ directory, evidence: weighing, conventions, knownAt }, from, at);
    return [from, ...changes].map((moment) => ({ moment, flows: judged(moment, weighing) }));
  };
  const lately = moments(TIME_RULES.backlog.lasts);
  const over = working.filter(([key, { flow }]) => lastOutage(lately, key, flow) !== null);
  // What began before is looked for further and further back: most outages last hours.
  let [reach, longer] = [TIME_RULES.backlog.lasts, lately];
  while (reach < TIME_RULES.backlogReach.lasts && over.some(([key]) => !isBegun(longer, key))) {
    if (reach >= covers) return null;
    reach = Math.min(2 * reach, TIME_RULES.backlogReach.lasts);
    longer = moments(reach);
  }
  return over
    .flatMap(([key, { flow, platform }]) => {
      const outage = lastOutage(longer, key, flow);
      const days = outage && flow === 'virement' ? workingDays(outage.from, outage.to) : null;
      return outage ? [{ platform, flow, ...outage, days }] : [];
    })
    .sort((a, b) => ascending(a.platform, b.platform) || ascending(+a.from, +b.from));
};

const isReplayed = (flow: Flow, profession: Profession): boolean =>
  REPLAYED.includes(flow) && (flow !== 'pec' || MODEL_OF[profession] !== 'simple');

const hasAnythingHappened = ({ statements, maintenances, series }: Evidence): boolean =>
  statements.length > 0 || maintenances.length > 0 || series.length > 0;

/** Whether a moment at which it worked comes before its last trouble: nothing earlier says more of that. */
const isBegun = (moments: readonly Moment[], key: string): boolean => {
  const last = moments.findLastIndex(({ flows }) => isTroubled(flows.get(key)));
  return moments.slice(0, Math.max(0, last)).some(({ flows }) => !isTroubled(flows.get(key)));
};

/** From the `since` of what was judged then to the first moment it worked. */
const lastOutage = (moments: readonly Moment[], key: string, flow: Flow): { from: Date; to: Date } | null => {
  const last = moments.findLastIndex(({ flows }) => isTroubled(flows.get(key)));
  const end = moments[last + 1];
  if (last < 0 || !end) return null;
  const working = moments.slice(0, last).findLastIndex(({ flows }) => !isTroubled(flows.get(key)));
  const trouble = moments.slice(working + 1, last + 1);
  if (!trouble.some(({ flows }) => leavesWork(flow, flows.get(key)))) return null;
  const from = earliest(trouble.map(({ moment, flows }) => flows.get(key)?.shown.since ?? moment));
  return from && { from, to: end.moment };
};

const isTroubled = (judged: JudgedFlow | undefined): boolean =>
  judged !== undefined && judged.shown.health !== 'operational' && judged.shown.basis !== 'silent';

/** Slow is not lost, but for a transfer; a return being confirmed follows an outage. */
const leavesWork = (flow: Flow, judged: JudgedFlow | undefined): boolean => {
  if (!judged || !isTroubled(judged)) return false;
  const { health, basis } = judged.shown;
  return health !== 'degraded' || flow === 'virement' || basis === 'announced' || basis === 'contested';
};

const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short' });

/** Banks transfer from Monday to Friday. */
const workingDays = (from: Date, to: Date): string[] => {
  const days: string[] = [];
  for (
    let day = parisDay(from);
    day <= parisDay(to);
    day = parisDay(shift(new Date(`${day}T12:00:00Z`), DAY))
  )
    if (!['Sat', 'Sun'].includes(weekday.format(new Date(`${day}T12:00:00Z`)))) days.push(day);
  return days;
};
