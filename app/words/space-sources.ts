import { fr } from './typography';

const DONE = new Map([
  ['ajouter', fr`Adresse ajoutée : elle est lue dans la minute, puis chaque jour.`],
  ['retirer', fr`Adresse retirée : elle n'est plus lue.`],
  ['charger', fr`Chargé : le tableau en tient déjà compte.`],
  ['ecarter', fr`Mis de côté, jusqu'à ce que l'adresse dise autre chose.`],
]);
export const sourceDoneWords = (done: string | null): string | null => DONE.get(done ?? '') ?? null;

export const sourcesWords = {
  title: 'Adresses lues chaque jour',
  lead: fr`Ce que ces adresses disent de nouveau attend ici : rien n'est chargé sans vous.`,
  none: 'Aucune adresse.',
  listTitle: 'Les adresses',
  neverRead: 'pas encore lue',
  read: 'lue ',
  failed: (why: string): string => fr`dernière lecture vaine : ${why}`,
  nothingNew: 'rien de nouveau',
  waitingSince: 'du nouveau attend depuis ',
  replaces: 'remplace ce qui est connu',
  see: 'Voir ce qui changerait',
  remove: 'Ne plus lire cette adresse',
  waiting: 'Ce qui attend',
  load: 'Charger ces changements',
  loadHint: fr`Le tableau en tient compte aussitôt ; le journal garde ce qui était.`,
  putAside: 'Mettre de côté',
  addTitle: 'Ajouter une adresse',
  address: 'Adresse',
  addressHint: fr`En https ; une liste de conventions en CSV, ou un jeu de données de l'annuaire : plateformes, mutuelles, conventions. 1 Mo au plus.`,
  known: fr`Une convention que l'annuaire connaît`,
  replace: fr`Remplacer : la ligne de l'adresse prend sa place`,
  replaceHint: fr`Sinon elle y ajoute ses professions, sans rien effacer.`,
  add: 'Faire lire cette adresse',
};
