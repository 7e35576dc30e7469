import type { SessionRecord } from '#server/contract/accounts';
import { type DeclaredHealth, type Flow, STAGES, type Stage } from '#server/domain/facts/vocabulary';
import { flowWords, healthWords } from './flows';
import { causesNamed, stageWords } from './incidents';
import { longMoment } from './instants';
import { capital, counted, fr } from './typography';

type Option = { value: string; label: string };

/** What a cell may become, worst first; a return is never simply « marche »: it is said, then confirmed. */
export const afterOptions: readonly Option[] = [
  { value: 'down', label: healthWords.down.word },
  { value: 'degraded', label: healthWords.degraded.word },
  { value: 'maintenance', label: healthWords.maintenance.word },
  { value: 'operational', label: 'Rétabli' },
] satisfies readonly { value: DeclaredHealth; label: string }[];

/** Stages of an incident that is not over; what comes after its end is a report of its own. */
export const stageOptions: readonly Option[] = [
  { value: '', label: 'Non dite' },
  ...STAGES.filter((stage) => stage !== 'postmortem').map((stage) => ({
    value: stage,
    label: capital(stageWords[stage]),
  })),
];

export const OTHER_CAUSE = 'autre';
export const causeOptions: readonly Option[] = [
  { value: '', label: 'Pas encore connue' },
  ...causesNamed.map(([value, word]) => ({ value, label: capital(word) })),
  { value: OTHER_CAUSE, label: fr`Autre, en clair` },
];

export const flowOptionsOf = (flows: readonly Flow[]): Option[] =>
  flows.map((flow) => ({ value: flow, label: flowWords[flow].name }));

/** « 7 changements sur 63 cases ». */
export const changesSentence = (changes: number, cells: number): string =>
  fr`${counted(changes, 'changement')} sur ${counted(cells, 'case')}`;

type Kind = NonNullable<SessionRecord['organisation']>['kind'];

/** What « rétabli » will read, and how it becomes certain (RULES.md 3). */
export const returnWarning = (kind: Kind): { head: string; rest: string } =>
  kind === 'operator'
    ? {
        head: fr`« Rétabli » s'affichera « retour annoncé, non confirmé ».`,
        rest: fr`Il deviendra « Marche » quand une deuxième personne le confirmera, quand une autre organisation le dira aussi, quand nos mesures le verront, ou après 24 heures si plus personne ne dit le contraire.`,
      }
    : {
        head: fr`« Rétabli » s'affichera « sources en désaccord » tant que la coupure est encore dite, « retour annoncé, non confirmé » ensuite.`,
        rest: fr`Il deviendra « Marche » quand l'opérateur le dira aussi, quand une deuxième personne le confirmera, quand nos mesures le verront, ou après 24 heures si plus personne ne dit le contraire.`,
      };

/** What « pas avant » says at the end of a text. */
export const notBefore = (instant: string): string => fr`Pas de retour avant le ${longMoment(instant)}.`;

/** The page after something was published. */
export const publishedWords = {
  title: fr`C'est fait`,
  titleOf: (what: string): string => fr`C'est publié : ${what}`,
};

/** What a page says of what was just done, by action. */
export const incidentDoneWords: ReadonlyMap<string, string> = new Map([
  ['annuler', fr`Annulé : ce qui venait d'être dit est retiré, et reste lisible comme tel.`],
  ['clore', fr`Incident clos.`],
  [
    'clore-a-deux',
    fr`Clôture demandée : elle prendra effet quand une deuxième personne du bureau la demandera aussi.`,
  ],
  ['bilan', fr`Bilan publié.`],
  ['jeter', fr`Brouillon jeté.`],
]);

export const declarationDoneWords: ReadonlyMap<string, string> = new Map([
  ['retirer', fr`Déclaration retirée : elle reste lisible, marquée comme retirée.`],
  ['retirer-a-deux', fr`Retrait demandé : il prendra effet quand une deuxième personne le demandera aussi.`],
]);

/** What taking a word back asks for. */
export const retractionRule = (isBad: boolean, isAlone: boolean): string => {
  if (!isBad) return fr`Un retour se retire seul, à tout moment : la coupure dite avant revaut aussitôt.`;
  return isAlone
    ? fr`Dite il y a moins de dix minutes : vous la retirez seul, tout de suite.`
    : fr`Dite il y a plus de dix minutes : une deuxième personne devra demander le même retrait. D'ici là, la déclaration vaut.`;
};

export const noticeDoneWords: ReadonlyMap<string, string> = new Map([
  ['publier', fr`Avis publié : les tableaux de ses professions le montrent.`],
  ['corriger', fr`Correction publiée : l'avis d'avant reste lisible, et mène à celui-ci.`],
  ['retirer', fr`Avis retiré : il reste lisible, marqué comme retiré.`],
  ['jeter', fr`Brouillon jeté.`],
]);

const HELD = fr`Une nuit, l'heure dite n'existe pas, car les horloges avancent : la fenêtre y commence plus tard d'autant, comme lu ci-dessous.`;
const REST = fr`La suite de la règle reste à annoncer.`;

export const maintenanceDoneWords: ReadonlyMap<string, string> = new Map([
  ['annoncer', fr`Maintenance annoncée.`],
  ['annoncer-decalee', fr`Maintenance annoncée. ${HELD}`],
  ['annoncer-en-partie', fr`Maintenance annoncée pour quatre-vingt-dix jours. ${REST}`],
  ['annoncer-decalee-en-partie', fr`Maintenance annoncée pour quatre-vingt-dix jours. ${HELD} ${REST}`],
  ['annuler', fr`Fenêtre annulée : elle reste lisible, marquée comme annulée.`],
  ['jeter', fr`Brouillon jeté.`],
]);

/** The one that leaves it to the field of the rule. */
export const WRITTEN_RULE = 'regle';
export const repeatOptions: readonly Option[] = [
  { value: '', label: 'Une seule fois' },
  { value: 'DAILY', label: 'Chaque jour' },
  { value: 'WEEKLY', label: 'Chaque semaine' },
  { value: 'deux-semaines', label: 'Toutes les deux semaines' },
  { value: 'MONTHLY', label: 'Chaque mois, à la même date' },
  { value: 'jour-du-mois', label: 'Chaque mois, le même jour de la semaine' },
  { value: WRITTEN_RULE, label: 'Selon une règle écrite (RFC 5545)' },
];

/** Texts ready to be sent, or to be mended before. */
export type Template = { id: string; label: string; stage: Stage; text: string };

export const TEMPLATES: readonly Template[] = [
  {
    id: 'panne',
    label: 'Panne constatée',
    stage: 'investigating',
    text: fr`Une panne touche nos services. Nous en cherchons la cause et donnons un nouveau point dès que possible.`,
  },
  {
    id: 'cause',
    label: 'Cause trouvée',
    stage: 'identified',
    text: fr`La cause est identifiée. La remise en service est en cours ; aucune date n'est encore certaine.`,
  },
  {
    id: 'point',
    label: 'Point sans changement',
    stage: 'identified',
    text: fr`Pas de changement depuis le dernier point. Les équipes restent mobilisées.`,
  },
  {
    id: 'partiel',
    label: 'Retour partiel',
    stage: 'monitoring',
    text: fr`Une partie de nos services revient. Ce qui n'est pas nommé ici n'est pas encore rétabli.`,
  },
  {
    id: 'retour',
    label: 'Retour',
    stage: 'monitoring',
    text: fr`Nos services sont revenus. Nous les surveillons avant de clore l'incident.`,
  },
  {
    id: 'cyberattaque',
    label: 'Cyberattaque',
    stage: 'investigating',
    text: fr`Nos services sont coupés à la suite d'une cyberattaque. Méfiez-vous des courriels envoyés en notre nom : nous ne demandons jamais un mot de passe.`,
  },
];

export const templateOf = (id: string | null | undefined): Template | null =>
  TEMPLATES.find((each) => each.id === id) ?? null;
