import type { Directory } from './directory';
import type { Evidence } from './evidence';
import { MINUTE } from './intervals';
import { changePoints } from './judgement/change-points';
import { knownFacts } from './known';
import { signalFor } from './measured';
import { operatorWords } from './operator-words';
import { isBad, type Statement, saidAt, standsUntil } from './statements';
import type { Flow } from './vocabulary';

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
  for (const moment of [from, ...changePoints(grounds, from, to)]) {
    const signal = signalFor(knownFacts(directory, measured, moment, to), platform, flow, 'pharmacist');
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
