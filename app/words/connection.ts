import { dayNumber } from '#server/contract/calendar';
import { apartWords } from '#server/contract/clock';
import { ago, datingOf } from './instants';
import { fr } from './typography';

/** In place of a part of a page that failed. */
export const partWords = {
  beside: fr`Cette partie ne s'affiche pas. Le reste de la page est juste ; rechargez pour réessayer.`,
  answer: fr`La réponse ne s'affiche pas. Rechargez la page ; si cela dure, appelez l'opérateur imprimé sur la carte avant d'accepter ou de refuser.`,
  reference: (reference: string): string => fr`Référence à donner : ${reference}.`,
};

/** How a page stands with the server; in the header, in a word and a detail. */
export type LinkKind = 'read' | 'live' | 'following' | 'offline' | 'remembered';
export type LinkWords = { tone: '' | 'is-late' | 'is-off'; word: string; detail: string };

/** Two refreshes of a board missed. */
const LATE_MS = 75_000;

type Link = {
  kind: LinkKind;
  /** When what is shown was so, and the present, in milliseconds. */
  knownAt: number;
  now: number;
  isDoubtful: boolean;
  /** Without a script nobody counts on: then only what stays true is said. */
  isCounting: boolean;
};

export const linkWords = ({ kind, knownAt, now, isDoubtful, isCounting }: Link): LinkWords => {
  const known = new Date(knownAt);
  const present = new Date(now);
  const dating = datingOf(known, dayNumber(present));
  const doubt = isDoubtful ? ', à vérifier' : '';
  switch (kind) {
    case 'remembered': {
      const age = isCounting && !isDoubtful ? `, ${ago(known, present)}` : '';
      return { tone: 'is-off', word: 'Base injoignable', detail: `état ${dating.of}${age}${doubt}` };
    }
    case 'offline': {
      // Until the page counts, nobody knows what day it is.
      const copied = isCounting ? dating : datingOf(known, dayNumber(known) + 1);
      return { tone: 'is-off', word: 'Hors ligne', detail: `copie ${copied.of}${doubt}` };
    }
    case 'read':
      return isDoubtful
        ? { tone: 'is-late', word: 'À vérifier', detail: `page lue ${dating.at}` }
        : { tone: '', word: 'À jour', detail: dating.at };
    case 'live':
    case 'following': {
      if (isDoubtful) return { tone: 'is-late', word: 'À vérifier', detail: `mis à jour ${dating.at}` };
      const age = isCounting ? ago(known, present) : dating.at;
      return isCounting && now - knownAt > LATE_MS
        ? { tone: 'is-late', word: 'En retard', detail: fr`dernière mise à jour ${age}` }
        : { tone: '', word: kind === 'live' ? 'En direct' : 'À jour', detail: `vérifié ${age}` };
    }
  }
};

/** Of a page shown without its database, still within its time: what it was true at. */
export const awayWords = (knownAt: number, now: number): string =>
  fr`notre base ne répond pas, ou n'est plus vérifiable. Vous voyez le dernier état connu, celui ${datingOf(new Date(knownAt), dayNumber(new Date(now))).of} ; il a pu changer depuis.`;

/** `by`: milliseconds that our machine's clock is ahead. */
export const clockWords = (by: number): string =>
  fr`l'horloge de notre machine est ${apartWords({ by })} sur ce que nous avions écrit. Les réponses suivent l'heure d'avant ; comparez l'heure de cette page à la vôtre.`;

export const connectionWords = {
  clock: 'Heure à vérifier',
  clockHead: fr`Heure à vérifier :`,
  goingAway: fr`Pas de réseau : la page demandée s'ouvrira quand il reviendra. Celle-ci reste, avec son heure.`,
  blindSince: fr`Nos sondes n'ont plus accès au réseau depuis le `,
  blindEffect: fr` : ce qui n'est que mesuré n'est plus à jour.`,
  away: 'Base injoignable',
  awayHead: fr`Base injoignable :`,
  lastRead: (instant: string): string => fr`À vérifier : cette page a été lue le ${instant}.`,
} as const;
