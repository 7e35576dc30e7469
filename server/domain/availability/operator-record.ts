import type { Directory } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import { ascending, MINUTE, shift } from '../facts/intervals';
import { isBad, type Statement, saidAt, standsUntil } from '../facts/statements';
import { TIME_RULES } from '../facts/time-rules';
import { type Flow, PROFESSIONS, type Profession } from '../facts/vocabulary';
import { changePoints } from '../judgement/change-points';
import { type Known, knownFacts } from '../judgement/known-facts';
import { type Link, linksAbout } from '../judgement/links';
import { signalFor } from '../judgement/measured';
import { evidenceFor, weighingWithin } from '../judgement/subject';

/** What the operator of a platform said of its flow and did not take back, oldest first by the instant said. */
export const operatorWords = (
  directory: Directory,
  { statements, retractions }: Evidence,
  platform: string,
  flow: Flow,
): Statement[] => {
  const retracted = new Set(retractions.map((retraction) => retraction.statement));
  return statements
    .filter((statement) => {
      const speaker = directory.organisations.get(statement.by);
      return (
        statement.platform === platform &&
        statement.flows.includes(flow) &&
        statement.mutuelles === null &&
        !retracted.has(statement.id) &&
        speaker?.kind === 'operator' &&
        speaker.platforms.includes(platform)
      );
    })
    .sort((a, b) => ascending(saidAt(a), saidAt(b)));
};

/**
 * A flow measured failing, `to` null: still. `declaredAt`: when its operator first said so, null: never; before it was
 * measured: no delay. `delay`: whole minutes.
 */
export type MeasuredFailure = {
  flow: Flow;
  since: Date;
  to: Date | null;
  declaredAt: Date | null;
  delay: number | null;
};

type Period = { from: Date; to: Date };
type Spell = { since: Date; to: Date | null };

/** Failures of a platform's flow that began in a period. */
export const failuresOf = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  flow: Flow,
  period: Period,
): MeasuredFailure[] => {
  const spells = spellsOf(directory, evidence, platform, flow, period);
  const words = operatorWords(directory, evidence, platform, flow);
  return spells
    .map((spell, index) => {
      const declared = declarationOf(spell, words, spells[index + 1]?.since ?? period.to);
      const delay = declared && Math.max(0, Math.round((+saidAt(declared) - +spell.since) / MINUTE));
      return { flow, ...spell, declaredAt: declared ? saidAt(declared) : null, delay: delay ?? null };
    })
    .filter(({ since }) => since >= period.from);
};

const TOGETHER = 20;

/** Moments in order, with what weighs on each of some. */
function* momentsIn(evidence: Evidence, moments: readonly Date[], knownAt: Date) {
  for (let rank = 0; rank < moments.length; rank += TOGETHER) {
    const some = moments.slice(rank, rank + TOGETHER);
    const [from, to] = [some[0] ?? knownAt, some.at(-1) ?? knownAt];
    const weighing = weighingWithin(evidence, { from, to }, knownAt);
    for (const moment of some) yield { moment, weighing };
  }
}

/** From the first failure of a run to when the signal says something else. */
const spellsOf = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  flow: Flow,
  { from, to }: Period,
): Spell[] => {
  const isOfFlow = (each: { platform: string; flow: Flow }) =>
    each.platform === platform && each.flow === flow;
  const series = evidence.series.filter(isOfFlow);
  if (series.length === 0) return [];
  const maintenances = evidence.maintenances.filter((window) => window.platform === platform);
  const measured = { ...evidence, statements: [], alarms: [], series, maintenances };
  const spells: Spell[] = [];
  const grounds = { directory, evidence: measured, conventions: [], knownAt: to };
  for (const { moment, weighing } of momentsIn(measured, [from, ...changePoints(grounds, from, to)], to)) {
    // A probe measures for everybody: the profession only chooses the windows that freeze it, here those of pharmacists.
    const signal = signalFor(knownFacts(directory, weighing, moment, to), platform, flow, 'pharmacist');
    const last = spells.at(-1);
    if (signal?.kind === 'failing') {
      if (last && +last.since === +signal.since) last.to = null;
      else if (!last || last.to) spells.push({ since: signal.since, to: null });
    } else if (last && !last.to) last.to = moment;
  }
  return spells;
};

/** The first bad word that is about this failure: said before the next one, and not of an outage since over. */
const declarationOf = (
  { since, to }: Spell,
  words: readonly Statement[],
  until: Date,
): Statement | undefined =>
  words.find(
    (word) =>
      isBad(word) &&
      saidAt(word) < until &&
      (to === null || word.effectiveAt <= to) &&
      standsUntil(word) > since &&
      !words.some((other) => !isBad(other) && saidAt(other) > saidAt(word) && saidAt(other) <= since),
  );

/**
 * A return that read « annoncé, non confirmé ». `confirmedAt`: when it first read operational to all it was announced
 * to; null: not yet, or it did not hold. `delay`: whole minutes.
 */
export type AnnouncedReturn = {
  flow: Flow;
  announcedAt: Date;
  confirmedAt: Date | null;
  delay: number | null;
};

/** Without another voice a return is confirmed within a day, or lapses within seven. */
const WATCHED = TIME_RULES.unopposedReturn.lasts + TIME_RULES.standing.lasts;

type Place = { directory: Directory; evidence: Evidence; platform: string; flow: Flow };

/** Returns announced by the operator in a period, judged at each moment as it was known then. */
export const returnsOf = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  flow: Flow,
  { from, to }: { from: Date; to: Date },
): AnnouncedReturn[] => {
  const place = { directory, evidence: evidenceOn(evidence, platform, flow), platform, flow };
  const returns: AnnouncedReturn[] = [];
  for (const word of operatorWords(directory, evidence, platform, flow)) {
    const announcedAt = saidAt(word);
    const isRepeated = returns.some(({ confirmedAt }) => confirmedAt !== null && announcedAt < confirmedAt);
    if (isBad(word) || announcedAt < from || announcedAt > to || isRepeated) continue;
    const end = shift(announcedAt, WATCHED);
    const until = end < to ? end : to;
    // Whoever knew it then knows it since: what was over stays so.
    const weighing = weighingWithin(place.evidence, { from: announcedAt, to: until }, announcedAt);
    const near = { ...place, evidence: weighing };
    const announced = announcedTo(near, word);
    if (announced.length === 0) continue;
    const confirmedAt = confirmationOf(near, announced, announcedAt, until);
    const delay = confirmedAt && Math.round((+confirmedAt - +announcedAt) / MINUTE);
    returns.push({ flow, announcedAt, confirmedAt, delay });
  }
  return returns;
};

/** What bears on a flow of a platform by itself, whatever it rests on. */
const evidenceOn = (evidence: Evidence, platform: string, flow: Flow): Evidence => {
  const isOfFlow = (each: { platform: string; flow: Flow }) =>
    each.platform === platform && each.flow === flow;
  const statements = evidence.statements.filter(
    (each) => each.platform === platform && each.flows.includes(flow),
  );
  const said = new Set(statements.map(({ id }) => id));
  const incidents = new Set(statements.map(({ incident }) => incident));
  return {
    ...evidence,
    statements,
    confirmations: evidence.confirmations.filter(({ statement }) => said.has(statement)),
    retractions: evidence.retractions.filter(({ statement }) => said.has(statement)),
    closings: evidence.closings.filter(({ incident }) => incidents.has(incident)),
    maintenances: evidence.maintenances.filter((window) => window.platform === platform),
    series: evidence.series.filter(isOfFlow),
    alarms: evidence.alarms.filter(isOfFlow),
  };
};

const linkAt = (known: Known, { platform, flow }: Place, profession: Profession): Link | undefined => {
  const listed = known.directory.platforms.get(platform)?.flows ?? [];
  if (!listed.includes(flow)) return undefined;
  return linksAbout(known, { platform, flows: [flow], professions: [profession], mutuelles: null })[0];
};

/** The professions to whom it read as announced when it was said. */
const announcedTo = (place: Place, word: Statement): readonly Profession[] => {
  const known = knownFacts(place.directory, place.evidence, saidAt(word), saidAt(word));
  return (word.professions ?? PROFESSIONS).filter(
    (profession) => linkAt(known, place, profession)?.basis === 'announced',
  );
};

const confirmationOf = (
  place: Place,
  professions: readonly Profession[],
  announcedAt: Date,
  until: Date,
): Date | null => {
  const grounds = { directory: place.directory, evidence: place.evidence, conventions: [], knownAt: null };
  for (const moment of changePoints(grounds, announcedAt, until)) {
    const known = knownFacts(place.directory, place.evidence, moment, moment);
    const links = professions.flatMap((profession) => linkAt(known, place, profession) ?? []);
    if (links.every(({ health }) => health === 'operational')) return moment;
    if (links.some(isBroken)) return null;
  }
  return null;
};

/** It did not hold: the outage is said, or measured, again. */
const isBroken = ({ health, basis }: Link): boolean =>
  health !== 'operational' && basis !== 'announced' && basis !== 'contested';

/** How soon an operator says what is measured, and how soon what it announces holds. Newest first; medians in minutes. */
export type OperatorRecord = {
  failures: readonly MeasuredFailure[];
  /** Of those declared; null: none was. */
  declaredAfter: number | null;
  returns: readonly AnnouncedReturn[];
  /** Of those confirmed; null: none was. */
  confirmedAfter: number | null;
};

export const operatorRecord = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  period: { from: Date; to: Date },
): OperatorRecord => {
  const relevant = evidenceFor(directory, evidence, { concentrator: null }, { platform });
  const flows = directory.platforms.get(platform)?.flows ?? [];
  const failures = flows
    .flatMap((flow) => failuresOf(directory, relevant, platform, flow, period))
    .sort((a, b) => ascending(b.since, a.since));
  const returns = flows
    .flatMap((flow) => returnsOf(directory, relevant, platform, flow, period))
    .sort((a, b) => ascending(b.announcedAt, a.announcedAt));
  return { failures, declaredAfter: medianDelay(failures), returns, confirmedAfter: medianDelay(returns) };
};

const medianDelay = (some: readonly { delay: number | null }[]): number | null => {
  const sorted = some.flatMap(({ delay }) => (delay === null ? [] : [delay])).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};
