import type { Basis, Flow, Health } from '#server/domain/facts/vocabulary';
import { fr } from './typography';

type FlowWords = {
  /** Heads a line of a table. */
  name: string;
  /** Inside a list: « droits en ligne, virements ». */
  inList: string;
  /** Inside a sentence, with its article. */
  the: string;
  verb: 'est' | 'sont';
  operational: string;
  degraded: string;
  down: string;
};

export const flowWords: Record<Flow, FlowWords> = {
  idb: {
    name: 'Droits en ligne',
    inList: 'droits en ligne',
    the: 'les droits en ligne',
    verb: 'sont',
    operational: 'en marche',
    degraded: 'perturbés',
    down: 'coupés',
  },
  clc: {
    name: 'Calcul de la part',
    inList: 'calcul de la part',
    the: 'le calcul de la part',
    verb: 'est',
    operational: 'en marche',
    degraded: 'perturbé',
    down: 'coupé',
  },
  pec: {
    name: 'Prise en charge',
    inList: 'prise en charge',
    the: 'la prise en charge',
    verb: 'est',
    operational: 'en marche',
    degraded: 'perturbée',
    down: 'coupée',
  },
  dre: {
    name: 'Facturation',
    inList: 'facturation',
    the: 'la facturation',
    verb: 'est',
    operational: 'en marche',
    degraded: 'perturbée',
    down: 'coupée',
  },
  arl: {
    name: 'Accusé de réception',
    inList: 'accusé de réception',
    the: fr`l'accusé de réception`,
    verb: 'est',
    operational: 'en marche',
    degraded: 'perturbé',
    down: 'coupé',
  },
  noemie: {
    name: 'Retours de paiement',
    inList: 'retours de paiement',
    the: 'les retours de paiement',
    verb: 'sont',
    operational: 'en marche',
    degraded: 'retardés',
    down: 'coupés',
  },
  virement: {
    name: 'Virements',
    inList: 'virements',
    the: 'les virements',
    verb: 'sont',
    operational: 'en marche',
    degraded: 'retardés',
    down: 'suspendus',
  },
  portail: {
    name: 'Portail web',
    inList: 'portail web',
    the: 'le portail web',
    verb: 'est',
    operational: 'ouvert',
    degraded: 'perturbé',
    down: 'fermé',
  },
  carte: {
    name: 'Carte acceptée',
    inList: 'carte',
    the: 'la carte',
    verb: 'est',
    operational: 'acceptée',
    degraded: 'acceptée avec difficulté',
    down: 'refusée',
  },
};

export const stateOf = (flow: Flow, health: Exclude<Health, 'unknown'>): string =>
  health === 'maintenance' ? 'en maintenance' : flowWords[flow][health];

/** « prise en charge coupée », « virements retardés ». */
export const flowHealth = (flow: Flow, health: Health): string =>
  health === 'unknown'
    ? fr`${flowWords[flow].inList} : sans nouvelle`
    : `${flowWords[flow].inList} ${stateOf(flow, health)}`;

export type HealthWord = { word: string; sign: string; className: string };

/** `fill`: its colour in a drawing. `said`: « dit en marche », of what somebody says. */
export const healthWords: Record<Health, HealthWord & { fill: string; said: string }> = {
  operational: {
    word: 'Marche',
    sign: 'sign-possible',
    className: 'is-possible',
    fill: 'var(--color-possible-fill)',
    said: 'en marche',
  },
  degraded: {
    word: 'Dégradé',
    sign: 'sign-restricted',
    className: 'is-restricted',
    fill: 'var(--color-restricted-fill)',
    said: 'perturbé',
  },
  maintenance: {
    word: 'Maintenance',
    sign: 'sign-maintenance',
    className: 'is-none',
    fill: 'var(--color-unknown-fill)',
    said: 'en maintenance',
  },
  unknown: {
    word: 'Inconnu',
    sign: 'sign-unknown',
    className: 'is-unknown',
    fill: 'var(--color-unknown-fill)',
    said: 'sans nouvelle',
  },
  down: {
    word: 'Coupé',
    sign: 'sign-suspended',
    className: 'is-suspended',
    fill: 'var(--color-suspended-fill)',
    said: 'coupé',
  },
};

/** Nothing was signalled, which is no proof that it works: a small ring, never a full disc. */
export const presumedWord: HealthWord & { short: string } = {
  word: 'Rien de signalé',
  short: 'RAS',
  sign: 'sign-presumed',
  className: 'quiet',
};

export const healthWordOf = (health: Health, basis: Basis): HealthWord =>
  health === 'operational' && basis === 'presumed' ? presumedWord : healthWords[health];

export const basisWords: Record<Basis, string> = {
  presumed: 'aucun incident signalé',
  declared: 'déclaré',
  observed: 'constaté',
  announced: 'retour annoncé, non confirmé',
  contested: 'sources en désaccord',
  reported: 'signalé par des confrères',
  lapsed: 'sans nouvelle',
  silent: 'sans mesure',
};
