import { type Basis, FLOWS, HEALTHS, type Reason } from '#server/domain/facts/vocabulary';
import { basisWords } from './bases';
import { flowHealth } from './flows';
import { doubtWords } from './freshness';
import { capital, lowered } from './typography';

const PLAIN: Record<
  Exclude<Reason, `${string}-${'degraded' | 'maintenance' | 'unknown' | 'down'}`>,
  string
> = {
  presumed: 'Aucun incident signalé',
  declared: 'Déclaré en marche',
  observed: 'Constaté en marche',
  unaffected: 'Incident en cours, sans effet pour vous',
  'different-platforms': 'Selon l’opérateur de la carte',
  'some-mutuelles': 'Selon la mutuelle',
  'no-convention': 'Opérateur non connu',
};

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(PLAIN),
  ...FLOWS.flatMap((flow) =>
    HEALTHS.map((health): [string, string] => [`${flow}-${health}`, capital(flowHealth(flow, health))]),
  ),
]);

/** One short line of a board: « Prise en charge coupée », « Prise en charge perturbée, signalé par des confrères ». */
export const reasonSentence = (reason: Reason | string, basis: Basis | null = null): string => {
  const sentence = SENTENCES.get(reason) ?? reason;
  return basis === 'reported' ? `${sentence}, ${basisWords.reported}` : sentence;
};

/** The same as it may be shown: past its time « alors : prise en charge coupée ». */
export const shownReason = (
  { reason, basis }: { reason: Reason | string; basis: Basis | null },
  isDoubted: boolean,
): string => {
  const sentence = reasonSentence(reason, basis);
  return isDoubted ? doubtWords.sentence(lowered(sentence)) : sentence;
};
