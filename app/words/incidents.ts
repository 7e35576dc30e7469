import type { Flow, Precision, Stage } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { since } from './instants';
import { fr, listed } from './typography';

export const stageWords: Record<Stage, string> = {
  investigating: 'cause recherchée',
  identified: 'cause identifiée',
  monitoring: 'retour sous surveillance',
  resolved: 'résolu',
  postmortem: 'bilan publié',
};

/** The last stage published. « Résolu » is only a statement until the incident is closed. */
export const stagePhrase = (stage: Stage | null, isClosed: boolean): string => {
  if (stage === null) return 'non précisée';
  return stage === 'resolved' && !isClosed ? 'dit résolu, pas encore clos' : stageWords[stage];
};

/** Causes are free text in the record; those the trade names often have their French word. */
export const causesNamed: readonly (readonly [string, string])[] = [
  ['cyberattack', 'cyberattaque'],
  ['outage', 'panne'],
  ['hardware', 'panne matérielle'],
  ['software', 'panne logicielle'],
  ['network', 'panne de réseau'],
  ['bank', 'incident bancaire'],
  ['maintenance', 'maintenance'],
  ['human-error', 'erreur humaine'],
];
const CAUSES = new Map(causesNamed);

export const causeWord = (cause: string | null): string =>
  cause === null ? 'non précisée' : (CAUSES.get(cause) ?? cause);

type Since = { flow: Flow; since: string | null; precision: Precision | null };

/** Flows that are what they are since one same moment, as it is written; the earliest first. */
export type SinceGroup = { flows: string; since: string; precision: Precision | undefined };
type Write = (instant: string, precision?: Precision) => string;

/**
 * « Depuis » says of what: « portail web » since one day, « prise en charge » since another. `write`: how a moment is
 * written; what is written alike is one group.
 */
export const sinceOfWhat = (flows: readonly Since[], write: Write): SinceGroup[] => {
  const dated = flows
    .flatMap(({ flow, since, precision }) =>
      since === null ? [] : [{ flow, since, precision: precision ?? undefined }],
    )
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
  const firsts = dated.filter(({ flow }, index) => dated.findIndex((each) => each.flow === flow) === index);
  const groups = new Map<string, Omit<SinceGroup, 'flows'> & { flows: Flow[] }>();
  for (const { flow, since, precision } of firsts) {
    const written = write(since, precision);
    const group = groups.get(written);
    if (group) group.flows.push(flow);
    else groups.set(written, { since, precision, flows: [flow] });
  }
  return [...groups.values()].map((group) => ({
    ...group,
    flows: listed(group.flows.map((flow) => flowWords[flow].inList)),
  }));
};

/** « portail web depuis le 29 janvier, prise en charge depuis le 1er février »; null when all began together. */
export const sinceSentence = (flows: readonly Since[]): string | null => {
  const groups = sinceOfWhat(flows, since);
  if (groups.length < 2) return null;
  return groups.map((group) => `${group.flows} ${since(group.since, group.precision)}`).join(', ');
};

export const incidentWords = {
  running: 'Incidents en cours',
  since: 'Depuis',
  /** Before a moment, after what began then. */
  sinceThe: (precision: Precision | undefined): string => (precision === 'week' ? 'depuis la ' : 'depuis '),
  back: 'Retour',
  nextUpdate: 'Prochain point',
  notAnnounced: 'non annoncé',
  cause: 'Cause',
  payment: 'Paiement',
  overdue: ', dépassé',
  ago: (ago: string): string => ` (${ago})`,
  see: fr`Voir l'incident`,
  isClosed: 'Clos.',
  nothingCut: fr`Plus rien de coupé ; pas encore clos.`,
  closed: 'Clos',
  stage: 'Étape',
  backExpected: 'Retour attendu',
  backUndated: 'aucune date annoncée',
} as const;
