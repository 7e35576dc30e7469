import { basisWords } from './flows';
import { counted, fr } from './typography';

/** What our element says on the page of somebody else. `ago`: « il y a 3 min ». */
export const widgetWords = {
  title: 'Tiers payant, par opérateur',
  whole: 'Voir le tableau entier',
  frame: 'Tiers payant',
  likely: (count: number): string =>
    fr`${counted(count, 'mutuelle')} sans convention connue ici : leur opérateur probable se lit sur la carte.`,
  /** What a « Oui » that nobody said rests on. */
  basisOf: (reason: string): string =>
    reason === 'unaffected' ? 'incident sans effet pour vous' : basisWords.presumed,
  lastKnown: (word: string): string => fr`dernier état connu : ${word}`,
  ago: (minutes: number): string => (minutes < 1 ? fr`il y a moins d'une minute` : fr`il y a ${minutes} min`),
  verified: (ago: string): string => `Vérifié ${ago}.`,
  unsigned: (ago: string): string =>
    fr`Signature non vérifiée : ce navigateur ne sait pas le faire. État reçu ${ago}.`,
  /** `since`: « depuis samedi 28 novembre à 05:57 ». */
  toCheck: (since: string): string => fr`À vérifier : plus rien n'est confirmé ${since}.`,
  clocksApart: fr`À vérifier : l'horloge de cet appareil ou la nôtre se trompe.`,
  refused: {
    form: fr`Non vérifiable : ce qui est reçu n'est pas un état.`,
    profession: fr`Non vérifiable : rien n'y est dit de cette profession.`,
    key: fr`Non vérifiable : signé d'une clé inconnue.`,
    stopped: fr`Non vérifiable : signé d'une clé qui ne sert plus.`,
    revoked: fr`Non vérifiable : signé d'une clé révoquée.`,
    worth: fr`Non vérifiable : se dit valable plus longtemps qu'un état ne l'est.`,
    signature: fr`Non vérifiable : la signature n'est pas celle de ce qui est reçu.`,
    older: fr`Non vérifiable : plus ancien que ce qui a déjà été vu ici.`,
    unable: fr`Non vérifiable : ce navigateur ne sait pas vérifier la signature d'une copie.`,
    unread: fr`Non vérifiable : rien n'a pu être lu.`,
  },
} as const;
