import { type Convention, conventionsFor } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import type { Update } from '../facts/incidents';
import { ascending, latest } from '../facts/intervals';
import { isNoticeInForce, type Notice, reaches, speaksTo } from '../facts/notices';
import { heardBy } from '../facts/recorded';
import { isBad, newestFirst, opinionsOf, type Statement, saidAt, stands } from '../facts/statements';
import type { AdviceCode, OrganisationKind, Profession } from '../facts/vocabulary';
import { adviceByRules } from './advice';
import { answerFor, answerForOperator, type Judged, type Question } from './answer';
import type { JudgedFlow, JudgedPlatform } from './candidate';
import { type Known, knownOf, type Voice, voicesOn } from './known-facts';
import type { Link } from './links';
import { signalFor } from './measured';
import { type PlatformPayments, paymentsOf } from './payment-days';
import { isAdvised, platformsReached } from './reach';

/** « Back on Friday », « next word at 14:00 »: what was promised and not yet kept. */

const latestSaidFirst = (a: Statement | Update, b: Statement | Update): number =>
  ascending(saidAt(b), saidAt(a)) || ascending(b.id, a.id);

/** When a flow should be back, and who says so. */
export type ExpectedBack = { at: Date; by: string };

const PROMISING: readonly OrganisationKind[] = ['authority', 'press', 'mutuelle'];

/**
 * From the newest standing bad opinion by an operator that gives one, of one speaker an opinion on each flow; else by
 * an authority, the press or a mutuelle (RULES.md 7). `onFlows`: the statements that bear on each flow, newest first.
 */
export const expectedBack = (known: Known, onFlows: readonly (readonly Statement[])[]): ExpectedBack | null =>
  bestPromise(
    known,
    onFlows.flatMap((statements) => promisesIn(statements, known.at)),
  );

/** Standing bad opinions that say when it should be back. */
const promisesIn = (statements: readonly Statement[], at: Date): Statement[] =>
  opinionsOf(statements, at).filter(
    (opinion) => isBad(opinion) && stands(opinion, at) && opinion.expectedBack,
  );

const bestPromise = (known: Known, promises: readonly Statement[]): ExpectedBack | null => {
  const newest = [...promises].sort(newestFirst);
  const kindOf = ({ by }: Statement) => known.directory.organisations.get(by)?.kind;
  const promise =
    newest.find((each) => kindOf(each) === 'operator') ??
    newest.find((each) => PROMISING.some((kind) => kind === kindOf(each)));
  return promise?.expectedBack ? { at: promise.expectedBack, by: promise.by } : null;
};

/** The promise said last. It is kept, and no longer due, once its author has spoken again at its instant or later. */
export const nextUpdateDue = (said: readonly (Statement | Update)[]): Date | null => {
  const [promise] = said.filter((word) => word.nextUpdateDue).sort(latestSaidFirst);
  const due = promise?.nextUpdateDue;
  if (!promise || !due) return null;
  return said.some((word) => word.by === promise.by && saidAt(word) >= due) ? null : due;
};

export const isOverdue = (promised: Date | null, at: Date): boolean => promised !== null && promised <= at;

/** What an answer says beside its verdict (RULES.md 7). `by` null: a rule's advice. */
export type AnswerDetails = {
  expectedBack: Date | null;
  expectedBackBy: string | null;
  overdue: boolean;
  nextUpdateDue: Date | null;
  advice: readonly {
    code: AdviceCode;
    by: string | null;
    noticeId: string | null;
  }[];
  notices: readonly Notice[];
  voices: readonly Voice[];
  payments: readonly PlatformPayments[];
  /** Instant of the newest evidence used; null when everything is presumed. */
  freshness: Date | null;
  /** It rests on a fact that entered this database after `knownAt`. */
  reconstituted: boolean;
};

export const describeAnswer = (known: Known, evidence: Evidence, question: Question, mutuelle: string) => {
  const judged = answerFor(known, question, mutuelle);
  const conventions = conventionsFor(
    known.directory,
    mutuelle,
    question.profession,
    known.day,
    question.card,
  );
  return {
    ...judged,
    ...tell(known, evidence, question, judged, conventions, mutuelle),
  };
};

export const describeOperator = (known: Known, evidence: Evidence, question: Question, platform: string) => {
  const judged = answerForOperator(known, question, platform);
  return { ...judged, ...tell(known, evidence, question, judged, [], null) };
};

/** When it should be back: only of what does not work, over every link it hangs on. */
export const expectedBackOf = (known: Known, candidates: readonly JudgedPlatform[]): ExpectedBack | null =>
  bestPromise(
    known,
    troubled(candidates).flatMap(({ links }) => links.flatMap((link) => promisesOf(known, link))),
  );

/** A link is judged anew as soon as something of its statements turns: what it promises is kept by it. */
const promisesOf = (known: Known, link: Link): readonly Statement[] => {
  const kept = promises.get(link) ?? promisesIn(link.statements, known.at);
  promises.set(link, kept);
  return kept;
};

const promises = new WeakMap<Link, readonly Statement[]>();

const troubled = (candidates: readonly JudgedPlatform[]): JudgedFlow[] =>
  candidates.flatMap(({ flows }) => flows.filter(({ shown }) => shown.health !== 'operational'));

const statementsOf = (flow: JudgedFlow) => flow.links.flatMap((link) => link.statements);

const tell = (
  known: Known,
  evidence: Evidence,
  question: Question,
  judged: Judged,
  conventions: readonly Convention[],
  mutuelle: string | null,
): AnswerDetails => {
  const flows = judged.candidates.flatMap((candidate) => candidate.flows);
  const platforms = [...new Set(flows.flatMap((flow) => flow.links.map((link) => link.platform)))];
  const bearing = flows.flatMap(statementsOf);
  const incidents = new Set(
    troubled(judged.candidates)
      .flatMap(statementsOf)
      .map(({ incident }) => incident),
  );
  const updates = heardBy(evidence.updates, known).filter(({ incident }) => incidents.has(incident));
  const back = expectedBackOf(known, judged.candidates);
  const notices = noticesFor(known, evidence, question, judged, mutuelle);
  const situation = {
    ...question,
    verdict: judged.verdict,
    at: known.at,
    candidates: judged.candidates,
    conventions,
    causes: evidence.incidents.filter(({ id }) => incidents.has(id)).map(({ cause }) => cause),
  };
  return {
    expectedBack: back?.at ?? null,
    expectedBackBy: back?.by ?? null,
    overdue: isOverdue(back?.at ?? null, known.at),
    nextUpdateDue: nextUpdateDue([...troubled(judged.candidates).flatMap(statementsOf), ...updates]),
    advice: [
      ...adviceByRules(situation).map((code) => ({
        code,
        by: null,
        noticeId: null,
      })),
      ...notices
        .filter((notice) => isAdvised(notice, judged.verdict))
        .flatMap(({ advice, by, id }) => (advice ? [{ code: advice, by, noticeId: id }] : [])),
    ],
    notices,
    voices: voicesOn(known, platforms, mutuelle),
    payments: paymentsOf(
      known,
      evidence.payments,
      [...judged.candidates, ...judged.likely].map(({ platform }) => platform),
      { profession: question.profession, mutuelle },
    ),
    freshness: latest([...bearing.map(saidAt), ...measuredInstants(known, flows, question.profession)]),
    reconstituted: platforms.some((platform) => knownOf(known, platform).isReconstituted),
  };
};

/** Newest first. */
const noticesFor = (
  known: Known,
  evidence: Evidence,
  { profession, concentrator }: Question,
  { candidates, likely }: Judged,
  mutuelle: string | null,
): Notice[] => {
  const platforms = platformsReached(known, candidates, likely, concentrator);
  return evidence.notices
    .filter((notice) => isNoticeInForce(notice, known.at, known.knownAt))
    .filter((notice) => speaksTo(notice, known.directory.organisations.get(notice.by), profession))
    .filter((notice) => reaches(notice, platforms, mutuelle))
    .sort((a, b) => +b.publishedAt - +a.publishedAt || (a.id < b.id ? -1 : 1));
};

const measuredInstants = (
  known: Known,
  flows: readonly JudgedFlow[],
  profession: Profession,
): (Date | null)[] =>
  flows.flatMap(({ flow, links }) =>
    links.map(({ platform }) => signalFor(known, platform, flow, profession)?.last ?? null),
  );
