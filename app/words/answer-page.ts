import type { Backlog } from '#server/contract/answers';
import type { AdviceCode, DeclaredHealth, Flow, Profession } from '#server/domain/facts/vocabulary';
import { flowWords, healthWords } from './flows';
import { day, moment } from './instants';
import { professionWords } from './professions';
import { fr, listed, of } from './typography';

const FOR_ONE: Record<Profession, string> = {
  pharmacist: 'un pharmacien',
  optician: 'un opticien',
  physician: 'un médecin',
  dentist: 'un dentiste',
  audiologist: 'un audioprothésiste',
  nurse: 'un infirmier',
  physiotherapist: 'un kinésithérapeute',
  midwife: 'une sage-femme',
  laboratory: 'un laboratoire',
  radiologist: 'un radiologue',
  'medical-transport': 'un transporteur sanitaire',
  'health-centre': 'un centre de santé',
  hospital: 'un établissement',
};

/** Why a rule says so, when it is not plain. */
export const adviceNote: Partial<Record<AdviceCode, string>> = {
  'no-prior-agreement-no-tiers-payant': fr`pas d'accord préalable, pas de tiers payant`,
  'amo-part-continues': 'seule la part complémentaire est concernée',
  'use-paper-card': fr`les droits en ligne ne permettent plus de la vérifier`,
};

export const answerPageWords = {
  since: 'Depuis',
  backExpected: 'Retour attendu',
  backUndated: 'aucune date annoncée',
  backLate: fr`heure passée sans retour déclaré`,
  nextUpdate: 'Prochain point',
  notAnnounced: 'non annoncé',
  updateLate: 'dépassé',
  accordingTo: fr`D'après`,
  newest: fr`dernier élément : `,
  attestation: fr`Attestation : ce que dit le tableau à cet instant, signé`,
  reconstituted: 'Établi après coup',
  fromLaterFacts: fr`d'après des faits que nous avons reçus plus tard`,
  late: (late: string, when: string): string => fr`${late} (${when})`,
  backToBoard: (profession: string): string => fr`← ${profession} : toutes les mutuelles`,
  sheet: 'Fiche à imprimer',
  patientNote: 'Note pour le patient',
  card: 'La carte',
  backlog: 'À reprendre',
  backlogOver: fr`La panne est finie ; ceci reste affiché sept jours.`,
  drawing: fr`Dessin d'une carte de tiers payant : le logo de l'opérateur est souvent en bas à droite, le numéro AMC en haut.`,
  amcNumber: 'N° AMC',
  holdsFor: (operator: string): string => `Vaut pour une carte ${operator}`,
  whereToLook: 'Où regarder sur la carte',
  logoHere: 'logo ici',
  /** Follows the name of a platform, as the words of a link. */
  forAll: ' pour toutes les professions',
  flowStates: 'État de chaque échange',
  flowsAsTable: fr`L'état de chaque échange, en tableau`,
  flowsCaption: fr`L'état de chaque échange par période, la plus récente d'abord`,
  flow: 'Échange',
  period: 'Période',
  state: 'État',
  lastDays: '90 derniers jours',
  answersAsTable: 'La réponse par période, en tableau',
  answersCaption: fr`La réponse par période, la plus récente d'abord`,
  answer: 'Réponse',
  payment: 'Paiement',
  whatToDo: 'Que faire',
  nothingSpecial: fr`Rien de particulier : faites comme d'habitude.`,
  otherNotices: 'Autres avis en cours',
  noUnionNotice: 'Aucun avis de votre syndicat à cette heure.',
  ruleNote: (note: string): string => fr`Règle Comptoir : ${note}`,
  rule: 'Règle Comptoir',
  disputed: 'Vos syndicats ne donnent pas le même conseil',
  advised: 'Ce que chacun conseille',
  allShown: 'Nous montrons chacun, sans choisir.',
  readNotice: fr`lire l'avis`,
  noticeBy: (name: string): string => ` de ${name}`,
  exceptions: fr`La réponse n'est pas la même pour ces mutuelles`,
  forCode: (code: string): string => `Pour le code ${code} de la carte`,
  allCards: 'Voir toutes les cartes',
  code: (code: string): string => `code ${code} sur la carte`,
  conventionWith: (platform: string): string => `convention avec ${platform}`,
  checkOperator: ' Opérateur à vérifier sur la carte.',
  flowsOf: (platform: string, profession: Profession): string =>
    fr`Échanges ${of(platform)} pour ${FOR_ONE[profession]}, ce qui décide en premier`,
  whoSays: 'Qui le dit',
  effect: 'Effet sur la réponse',
  why: 'Pourquoi',
  /** The flows nobody spoke of, in one line; `alone`: there are no others. */
  quietFlows: (count: number, alone: boolean): string => {
    if (count === 1) return alone ? 'Le seul échange' : fr`L'autre`;
    return alone ? `Les ${count} échanges` : `Les ${count} autres`;
  },
} as const;

type Said = { professions: readonly Profession[] | null; health: DeclaredHealth; stands: boolean };

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
  return `Dit ${healthWords[health].said} pour les ${plurals} ; rien de dit pour vous.`;
};

export const statementWords = {
  title: 'Qui dit quoi',
  none: fr`Personne n'a rien dit : aucun incident signalé.`,
  /** Where something is known without a word: measures, a window of maintenance. */
  nobody: fr`Personne n'a rien dit.`,
  /** Between when it holds from and when it was said. */
  saidLater: ', dit ',
  older: (count: number): string => `Plus ancien (${count})`,
  /** After words that several links share: whose this one is, for whoever hears it alone. */
  ofWhom: (name: string): string => `, ${name}`,
} as const;

/** What to do again once a flow is back, by flow; those that leave nothing to do are not here. */
const TASKS: Partial<Record<Flow, string>> = {
  pec: 'Redemandez les prises en charge mises de côté',
  dre: 'Envoyez les factures gardées',
  virement: 'Vérifiez les virements, jour par jour',
};

/** « Envoyez les factures gardées (facturation de Viamedis) ». */
export const backlogTask = ({ flow }: Backlog, platform: string): string =>
  fr`${TASKS[flow] ?? `Reprenez ${flowWords[flow].the}`} (${flowWords[flow].inList} ${of(platform)})`;

/** « du 29 janvier, 15:00 au 14 février, 9:00 ». */
export const backlogSpan = ({ from, to }: Backlog): string => fr`du ${moment(from)} au ${moment(to)}`;

const MOST_DAYS = 6;

/** « jours concernés : 29 janvier, 30 janvier »; of many only the first and the last. A week-end has none. */
export const backlogDays = (days: readonly string[]): string => {
  const [first, ...others] = days;
  const last = others.at(-1);
  if (first === undefined) return 'aucun jour ouvré concerné';
  if (last === undefined) return fr`jour concerné : ${day(first)}`;
  return days.length <= MOST_DAYS
    ? fr`jours concernés : ${days.map(day).join(', ')}`
    : fr`${days.length} jours ouvrés concernés : du ${day(first)} au ${day(last)}`;
};
