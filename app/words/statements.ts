import type { DeclaredHealth, Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from './professions';
import { fr, listed } from './typography';

type Said = { professions: readonly Profession[] | null; health: DeclaredHealth; stands: boolean };

const SAID: Record<DeclaredHealth, string> = {
  operational: 'en marche',
  degraded: 'perturbé',
  maintenance: 'en maintenance',
  down: 'coupé',
};

/** What a reader must know before taking a voice for himself; empty when it is for him and still stands. */
export const scopeSentence = (voice: Said, profession: Profession | null): string =>
  [audienceSentence(voice, profession), voice.stands ? '' : 'Trop ancien : ne compte plus.']
    .filter(Boolean)
    .map((sentence) => fr`${sentence}`)
    .join(' ');

const audienceSentence = ({ professions, health }: Said, profession: Profession | null): string => {
  if (professions === null) return '';
  const plurals = listed(professions.map((each) => professionWords[each].plural));
  if (profession === null) return `Pour les ${plurals}.`;
  if (professions.includes(profession)) return '';
  return `Dit ${SAID[health]} pour les ${plurals} ; rien de dit pour vous.`;
};

export const statementWords = {
  title: 'Qui dit quoi',
  none: fr`Personne n'a rien dit : aucun incident signalé.`,
  /** Between when it holds from and when it was said. */
  saidLater: ', dit ',
  older: (count: number): string => `Plus ancien (${count})`,
  /** After words that several links share: whose this one is, for whoever hears it alone. */
  ofWhom: (name: string): string => `, ${name}`,
} as const;
