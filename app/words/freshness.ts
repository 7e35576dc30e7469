import type { Dating } from './instants';
import { fr } from './typography';

/** Why nothing confirms a page any more. */
export type Silence = 'offline' | 'database' | 'unread';

const SILENCES: Record<Silence, string> = {
  offline: 'Vous êtes hors ligne.',
  database: fr`Notre base ne répond pas, ou n'est plus vérifiable.`,
  unread: fr`Cette page n'est plus tenue à jour.`,
};

/** What is said of answers that were not confirmed for a quarter of an hour. `word`: an answer as it was. */
export const doubtWords = {
  head: ({ since }: Dating): string => fr`À vérifier : plus rien n'est confirmé ${since}.`,
  /** `said`: of a copy that nothing vouches for, why. */
  silence: (silence: Silence, said: string | null): string =>
    fr`${said ?? SILENCES[silence]} Ce qui suit était connu alors et a pu changer : avant d'accepter ou de refuser, demandez à l'opérateur imprimé sur la carte.`,
  was: (word: string): string => `(était ${word})`,
  wasAt: (word: string, { at }: Dating): string => fr`était ${word}, ${at}`,
  /** « étaient Oui, samedi 28 novembre à 05:57 ». */
  wereAt: (count: number, word: string, { at }: Dating): string => fr`${were(count)} ${word}, ${at}`,
  /** Follows a count: « 107 étaient Oui ». */
  were: (count: number, word: string): string => `${were(count)} ${word}`,
  /** « alors : portail web fermé ». */
  sentence: (words: string): string => fr`alors : ${words}`,
  why: (sentence: string): string => fr`Ce qui se lisait alors : « ${sentence} »`,
  /** « vu samedi 28 novembre à 05:57 ». */
  seen: ({ at }: Dating): string => `vu ${at}`,
  titled: 'à vérifier',
  filter: 'Filtrer par dernière réponse connue',
  advised: ({ at }: Dating): string => fr`Ce qui était conseillé, ${at}`,
  step: fr`Demandez à l'opérateur imprimé sur la carte avant d'accepter ou de refuser.`,
  stepRule: fr`Règle Comptoir : passé 15 minutes sans confirmation, une réponse ne vaut plus.`,
  noIncident: fr`Aucun incident n'était connu pour votre profession.`,
  noOpenIncident: fr`Aucun incident n'était ouvert pour votre profession ; ce qui était signalé se lit ci-dessous.`,
  noNotice: fr`Aucun avis n'était en cours pour votre profession.`,
  nobodySignalled: 'personne ne signalait rien',
  nobodySaid: fr`Personne n'avait rien dit.`,
  outageOver: 'La panne était finie.',
  untold: fr`heure passée, la suite n'est pas connue ici`,
  lastDays: ({ until }: Dating): string => `90 jours, ${until}`,
  ongoing: ({ on }: Dating): string => `, en cours ${on}`,
} as const;

const were = (count: number): string => (count < 2 ? 'était' : 'étaient');
