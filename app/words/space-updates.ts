import { dayNumber, type Instant, parisParts } from '#server/contract/calendar';
import type { Flow, Profession } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { fromNow, longDay } from './instants';
import { professionWords } from './professions';
import { capital, fr, listed, of, typeset } from './typography';

const MOST_NAMED = 3;
const few = (names: readonly string[], many: string): string =>
  names.length > MOST_NAMED ? `${names.length} ${many}` : listed(names);

export const chipWords = {
  becomes: 'Devient',
  unchanged: 'Rien ne change',
  atOnce: 'D’un geste',
  asLastTime: (places: string): string => fr`Comme la dernière fois : ${places}`,
  whatIsBad: (places: string): string => fr`Ce qui ne marche pas : ${places}`,
  flows: 'Quoi',
  readers: 'Pour qui',
  platforms: 'Chez',
  every: 'Tout',
  everybody: 'Toutes les professions',
  touched: ', changé dans le détail',
  changes: 'Ce qui change',
  /** « prise en charge et virements (opticiens) ». */
  places: (flows: readonly Flow[], readers: readonly Profession[]): string =>
    fr`${few(
      flows.map((flow) => flowWords[flow].inList),
      'échanges',
    )} (${few(
      readers.map((each) => professionWords[each].plural),
      'professions',
    )})`,
  becoming: 'devient',
  grid: fr`Le détail, échange par échange et profession par profession`,
  follows: (label: string): string => fr`choix : ${label}`,
};

/** What chips say that cannot be sent. */
export const chipFaults = {
  health: {
    detail: 'Vous avez choisi quoi et pour qui, sans dire ce que cela devient.',
    cure: 'Choisissez « Coupé », « Dégradé », « Maintenance » ou « Rétabli » ; ou décochez le reste.',
  },
  flows: {
    detail: 'Vous avez choisi un état, sans dire de quoi.',
    cure: 'Choisissez sous « Quoi », ou revenez à « Rien ne change ».',
  },
  readers: {
    detail: 'Vous avez choisi un état, sans dire pour qui.',
    cure: 'Choisissez sous « Pour qui », ou revenez à « Rien ne change ».',
  },
  'nothing-there': {
    detail: 'Cet opérateur n’a rien de tel : aucune case n’est choisie.',
    cure: 'Choisissez autre chose sous « Quoi » ou « Pour qui ».',
  },
};

/** « 3 h 42 », « 9 h ». */
const hourSaid = (instant: Instant): string => {
  const [hour = '', minute = ''] = parisParts(instant).time.split(':');
  return fr`${Number(hour)} h${minute === '00' ? '' : ` ${minute}`}`;
};

const isSummer = (iso: string): boolean =>
  new Date(iso).getUTCHours() !== (Number(parisParts(iso).time.slice(0, 2)) + 23) % 24;

type SoonOf = { iso: string } & (
  | { kind: 'minutes'; minutes: number }
  | { kind: 'morning'; isToday: boolean }
);

export const delayWords = {
  choice: (delay: SoonOf): string => {
    if (delay.kind === 'morning') return delay.isToday ? fr`ce matin 9 h` : fr`demain 9 h`;
    return delay.minutes < 60 ? fr`dans ${delay.minutes} min` : fr`dans ${delay.minutes / 60} h`;
  },
  /** The instant beside a choice: the hour, the day when it is another one, whose clock when the hour comes twice. */
  said: (delay: SoonOf, now: Instant, isTwice: boolean): string => {
    const day = delay.kind === 'morning' || dayNumber(delay.iso) !== dayNumber(now) ? longDay(delay.iso) : '';
    const hour = delay.kind === 'morning' ? '' : hourSaid(delay.iso);
    const clock = isTwice ? (isSummer(delay.iso) ? fr`heure d'été` : fr`heure d'hiver`) : '';
    return [hour, clock, day].filter((each) => each !== '').join(', ');
  },
  noBack: 'Aucune date',
  noNext: 'Aucun',
  atHour: fr`À une autre heure`,
  notBefore: 'Pas avant…',
  emptied: fr`« Rétabli » n'a pas de date de retour : elle est vidée.`,
  passed: (of: 'back' | 'next', iso: string): string =>
    of === 'back'
      ? fr`Le brouillon disait un retour pour ${hourSaid(iso)}, ${longDay(iso)} : c'est passé, la date est vidée.`
      : fr`Le brouillon promettait un point pour ${hourSaid(iso)}, ${longDay(iso)} : c'est passé, la date est vidée.`,
};

export const changesWords = {
  title: '1. Ce qui change',
  lead: fr`Choisissez quoi, et pour qui. Une date de retour seule se publie aussi : ne touchez alors à rien ici.`,
  gridLead: fr`Dans chaque case : l'état lu aujourd'hui, puis l'état après votre mise à jour. Une case touchée l'emporte sur les choix du haut. « RAS » : rien de signalé.`,
  joinProfessions: 'Réunir les professions au même état',
  splitProfessions: 'Détailler toutes les professions',
  column: (group: string, names: string): string => fr`${capital(group)} : ${names}.`,
};

export const gridWords = {
  others: (count: number): string => `${count} autres`,
  andOthers: (first: Profession, length: number): string =>
    `${professionWords[first].name} et ${length - 1} autres`,
  scroll: (name: string): string => `Grille ${of(typeset(name))}, défile de côté`,
  caption: (name: string): string =>
    `${typeset(name)}, état actuel et état après, par échange et par profession`,
  wholeRow: 'Toute la ligne',
  wholeRowOf: (flow: Flow): string => `${flowWords[flow].name}, toute la ligne : après`,
  notApplicable: 'sans objet',
  cell: (flow: Flow, columns: string): string => `${flowWords[flow].name}, ${columns} : après`,
  unchanged: 'inchangé',
  row: (label: string): string => fr`ligne : ${label}`,
};

export const mutuelleFieldsWords = {
  all: fr`Mutuelles : toutes. En nommer seulement certaines…`,
  only: 'Seulement ces mutuelles',
  hint: fr`Par leur nom, une par champ ; « Voir l'aperçu » en ajoute. Tout vide : toutes.`,
  mutuelle: (index: number): string => `Mutuelle ${index + 1}`,
  unknown: (name: string): string => `Mutuelle inconnue : « ${name} ».`,
  near: (names: readonly string[]): string => `Proches : ${listed(names)}. Écrivez l’une d’elles.`,
  unknownCure: 'Choisissez-la dans la liste proposée, ou videz le champ.',
};

export const previewUpdateWords = {
  title: '3. Ce que les comptoirs liront',
  lead: fr`« Voir l'aperçu » montre ici, pour chaque profession, ce que dira son tableau.`,
  scroll: (name: string): string => `Aperçu ${of(name)}, défile de côté`,
  caption: (name: string): string => `Une carte ${of(name)}, avant et après`,
  profession: 'Profession',
  now: 'Maintenant',
  after: 'Après',
  payment: 'Paiement',
  willRead: 'La ligne du tableau dira',
  nothingChanges: (reason: string): string => fr`${reason} : rien ne change au comptoir`,
};

export const publishedUpdateWords = {
  publishedOn: 'Publié le ',
  undo: (minutes: number): string => fr`Annuler (encore ${minutes} min)`,
  undoCode: 'annuler',
  undoHint: fr`Retire les coupures dites à l'instant ; ce qui est retiré reste lisible comme retiré.`,
  retractReturn: 'Retirer ce retour, seul et à tout moment',
  boards: 'Ce que les tableaux disent maintenant',
  boardsOf: (name: string): string => fr`Pour une carte ${of(name)}`,
  second: 'Qui doit confirmer',
  secondLead: fr`Les tableaux disent « retour annoncé, non confirmé » jusqu'à ce qu'une deuxième personne le confirme. Aujourd'hui peuvent le faire :`,
  nobody: fr`Personne ne peut confirmer ce retour pour l'instant : il deviendra certain par nos mesures, par une autre organisation, ou après 24 heures si plus personne ne dit le contraire.`,
  ofYours: (names: readonly string[]): string => fr`Chez vous : ${listed(names)}`,
  elsewhere: (names: readonly string[]): string => fr`Ailleurs : ${listed(names.map(typeset))}`,
  confirmAt: 'Cela se fait dans « À confirmer ».',
  next: 'Et ensuite',
  nextDue: (due: string, at: string): string =>
    fr`Prochain point dû ${fromNow(due, at)}, à ${hourSaid(due)}${dayNumber(due) === dayNumber(at) ? '' : `, ${longDay(due)}`}.`,
  noNextDue: fr`Aucun prochain point n'est promis.`,
  another: 'Publier un autre point',
  close: fr`Clore l'incident`,
};

export const updateFaults = {
  backUnsaid: 'Une date de retour est donnée, sans dire ce qu’elle vaut.',
  backUnsaidCure: 'Choisissez « À une autre heure » ou « Pas avant », ou videz la date.',
  backMissing: 'La date du retour manque.',
  backMissingCure: 'Donnez-la, ou choisissez « Aucune date ».',
};

export const updateFormWords = {
  publish: 'Publier maintenant',
  publishHint: fr`Annulable 10 minutes. Signé de votre nom dans le journal : ensuite une erreur se corrige par une nouvelle mise à jour, jamais par un effacement.`,
  preview: 'Voir l’aperçu',
  keepDraft: 'Garder le brouillon',
  discardDraft: 'Jeter le brouillon',
};

export const updateTextWords = {
  inTheNameOf: 'Au nom de',
  deskItself: 'La régulation elle-même',
  source: 'Adresse de la source',
  sourceHint: fr`Obligatoire au nom de la presse ou d'une autorité : où on le lit.`,
  title: '2. Ce que vous dites',
  trueSince: 'Vrai depuis (heure de Paris)',
  backdated: fr`Antidaté : le tableau dira aussi quand vous l'avez dit.`,
  trueSinceHint: fr`Vide : à l'instant où vous publiez. Plus de cinq minutes en arrière : marqué « antidaté ».`,
  back: 'Retour prévu',
  backHint: fr`Une promesse, dite dépassée à son heure. Seule, elle vaut pour tout ce que vous dites coupé. « Pas avant » ne promet rien et s'ajoute au texte.`,
  backAt: 'Retour (heure de Paris)',
  nextUpdate: 'Prochain point',
  nextUpdateAt: 'Prochain point au plus tard (heure de Paris)',
  nextUpdateHint: fr`Passé cette heure sans nouvelle, le tableau le dit.`,
  template: 'Partir d’un texte tout prêt',
  noTemplate: 'Aucun',
  useTemplate: 'Mettre ce texte',
  textHint: fr`Lu par tous les professionnels. Aucune donnée de patient.`,
};
