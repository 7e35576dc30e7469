import type { Confidence, PlatformKind } from '#server/domain/facts/vocabulary';
import { fr, typeset } from './typography';

export const platformKindWords: Record<PlatformKind, { word: string; plural: string }> = {
  operator: { word: 'opérateur de tiers payant', plural: 'Opérateurs de tiers payant' },
  network: { word: 'réseau de soins', plural: 'Réseaux de soins' },
  concentrator: { word: 'concentrateur technique', plural: 'Concentrateurs' },
  infrastructure: { word: 'infrastructure partagée', plural: 'Infrastructures partagées' },
};

export const confidenceWords: Record<Confidence, string> = {
  high: 'fiabilité haute',
  medium: 'fiabilité moyenne',
  low: 'fiabilité basse',
};

/** Kinds of source are free text in the record; those of our directory have their French word. */
const SOURCE_KINDS: ReadonlyMap<string, string> = new Map([
  ['insurer-site', 'site de la mutuelle'],
  ['operator-site', fr`site de l'opérateur`],
  ['operator-site-via-third-party', fr`site de l'opérateur, relevé par un tiers`],
  ['third-party-portal-survey', 'relevé de portails par un tiers'],
  ['union-quoting-insurer', 'syndicat citant la mutuelle'],
  ['press', 'presse'],
  ['press-via-third-party', 'presse, relevée par un tiers'],
  ['press-low-quality', 'presse, peu sûre'],
]);

export const SOURCE_KIND_OPTIONS = [...SOURCE_KINDS].map(([value, label]) => ({ value, label }));

export const sourceKindWord = (kind: string | null): string =>
  kind === null ? 'source non précisée' : (SOURCE_KINDS.get(kind) ?? kind);

export const sourceWords = {
  source: fr`source :`,
  of: (whose: string): string => `, ${typeset(whose)}`,
} as const;
