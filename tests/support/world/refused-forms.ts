/** What may be typed wrong in each form of the writers' space, and where that is to be told. */

export type Who = 'desk' | 'operator';
export type RefusedRow = {
  path: string;
  who?: Who;
  /** A code is asked: no factor was shown just now. */
  isStale?: true;
  /** What its form asks for, where the page has several. */
  geste?: string;
  typed: Readonly<Record<string, string | readonly string[]>>;
  /** The field at fault, and what is said there. */
  at: string;
  said: RegExp;
};

/** Nobody's: its key is right, and it is no product. */
const PATIENT = 'Dossier 1 85 05 78 006 084 91';
const NO_PATIENT = /numéro de sécurité sociale/;
const FULL_KEY = { nom: 'Supervision', action: ['statement'] };
const CONVENTION = { plateforme: 'almerys', professions: ['optician'], depuis: '2024-01-01' };
const NEW_ORGANISATION = { identifiant: 'la-presse', nom: 'La presse', sorte: 'press' };

export const REFUSED_FORMS: Readonly<Record<string, RefusedRow>> = {
  'a wrong password': {
    path: '/espace/connexion',
    typed: { adresse: 'qui@exemple.fr', passe: 'ce n’est pas lui' },
    at: 'passe',
    said: /inexact/,
  },
  'an address of e-mail cut short': {
    path: '/espace/personnes',
    who: 'desk',
    geste: 'inviter',
    typed: { adresse: 'claire@chez-nous', organisation: 'desk desk' },
    at: 'adresse',
    said: /illisible/,
  },
  'somebody who has an account': {
    path: '/espace/personnes',
    who: 'operator',
    geste: 'inviter',
    typed: { adresse: 'chef@viamedis.example', role: 'manager' },
    at: 'adresse',
    said: /déjà un compte/,
  },
  'a patient in a reason': {
    path: '/espace/personnes',
    who: 'operator',
    geste: 'suspendre',
    typed: { motif: PATIENT },
    at: 'motif',
    said: NO_PATIENT,
  },
  'a patient in the name of a tool': {
    path: '/espace/branchements',
    who: 'operator',
    geste: 'faire',
    typed: { nom: PATIENT },
    at: 'nom',
    said: NO_PATIENT,
  },
  'a code that is wrong': {
    path: '/espace/personnes',
    who: 'operator',
    isStale: true,
    geste: 'inviter',
    typed: { adresse: 'nouvelle@viamedis.example', role: 'author', code: '000000' },
    at: 'code',
    said: /code/,
  },
  'a code that was left out': {
    path: '/espace/personnes',
    who: 'operator',
    isStale: true,
    geste: 'inviter',
    typed: { adresse: 'nouvelle@viamedis.example', role: 'author' },
    at: 'code',
    said: /cinq minutes/,
  },
  'a key without a name': {
    path: '/espace/cles',
    who: 'operator',
    geste: 'faire',
    typed: { ...FULL_KEY, nom: ' ' },
    at: 'nom',
    said: /vide/i,
  },
  'a key that may do nothing': {
    path: '/espace/cles',
    who: 'operator',
    geste: 'faire',
    typed: { ...FULL_KEY, action: [] },
    at: 'action',
    said: /./,
  },
  'a mutuelle without a name': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'fiche',
    typed: { nom: ' ' },
    at: 'nom',
    said: /vide/i,
  },
  'an AMC number of letters': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'fiche',
    typed: { amc: 'ABC' },
    at: 'amc',
    said: /./,
  },
  'a convention with nobody': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, plateforme: '' },
    at: 'plateforme',
    said: /./,
  },
  'a convention for no profession': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, professions: [] },
    at: 'professions',
    said: /./,
  },
  'a source that is no address': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, source: 'le portail' },
    at: 'source',
    said: /adresse/i,
  },
  'a date of a source that is none': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, date: 'hier' },
    at: 'date',
    said: /./,
  },
  'a list of nothing': {
    path: '/espace/annuaire/import',
    who: 'desk',
    geste: 'voir',
    typed: { texte: '' },
    at: 'texte',
    said: /aucun texte/i,
  },
  'a list that has faults': {
    path: '/espace/annuaire/import',
    who: 'desk',
    geste: 'voir',
    typed: { texte: 'mutuelle;platform;professions\nalan;nulle-part;optician' },
    at: 'texte',
    said: /Colonne absente/,
  },
  'an address to read in clear': {
    path: '/espace/annuaire/sources',
    who: 'desk',
    geste: 'ajouter',
    typed: { adresse: 'http://listes.example/a.csv' },
    at: 'adresse',
    said: /./,
  },
  'an organisation whose id is none': {
    path: '/espace/organisations/nouvelle',
    who: 'desk',
    typed: { ...NEW_ORGANISATION, identifiant: 'La Presse !' },
    at: 'identifiant',
    said: /./,
  },
  'a mutuelle that nobody knows': {
    path: '/espace/organisations/nouvelle',
    who: 'desk',
    typed: { ...NEW_ORGANISATION, sorte: 'mutuelle', mutuelles: 'inconnue-au-bataillon' },
    at: 'mutuelles',
    said: /inconnu/i,
  },
  'a union of no profession': {
    path: '/espace/organisations/nouvelle',
    who: 'desk',
    typed: { ...NEW_ORGANISATION, sorte: 'union', professions: [] },
    at: 'professions',
    said: /./,
  },
  'an organisation without a name': {
    path: '/espace/organisations/viamedis',
    who: 'desk',
    typed: { nom: ' ' },
    at: 'nom',
    said: /vide/i,
  },
  'a provider that is no address': {
    path: '/espace/organisations/viamedis/connexion',
    who: 'desk',
    geste: 'regler',
    typed: { nom: 'Le nôtre', emetteur: 'notre annuaire', client: 'comptoir', 'secret-client': 'x' },
    at: 'emetteur',
    said: /adresse/i,
  },
  'payments of no day': {
    path: '/espace/paiements',
    who: 'operator',
    typed: { texte: 'Rien encore.' },
    at: '^jour-',
    said: /jour/i,
  },
  'a patient in what is said of payments': {
    path: '/espace/paiements',
    who: 'operator',
    typed: { '^jour-': 'missing', texte: PATIENT },
    at: 'texte',
    said: NO_PATIENT,
  },
  'a patient in the end of an incident': {
    path: '/espace/incidents/panne',
    who: 'operator',
    geste: 'clore',
    typed: { note: PATIENT },
    at: 'note',
    said: NO_PATIENT,
  },
  'an end of an incident that is no instant': {
    path: '/espace/incidents/panne',
    who: 'operator',
    geste: 'clore',
    typed: { 'clos-depuis': '' },
    at: 'clos-depuis',
    said: /./,
  },
  'a patient in a retraction': {
    path: '/espace/declarations?retirer=panne-1',
    who: 'operator',
    typed: { motif: PATIENT },
    at: 'motif',
    said: NO_PATIENT,
  },
  'a password of now that is not': {
    path: '/espace/mot-de-passe',
    who: 'operator',
    typed: { 'passe-actuel': 'ce n’est pas lui', 'passe-nouveau': 'sept autres mots que nul ne connaît' },
    at: 'passe-actuel',
    said: /mot de passe/,
  },
  'a new password that is short': {
    path: '/espace/mot-de-passe',
    who: 'operator',
    typed: { 'passe-actuel': 'quatre mots que personne ne dit', 'passe-nouveau': 'court' },
    at: 'passe-nouveau',
    said: /15/,
  },
  'new recovery codes by a wrong password': {
    path: '/espace/compte',
    who: 'operator',
    isStale: true,
    geste: 'secours',
    typed: { 'passe-actuel': 'ce n’est pas lui' },
    at: 'passe-actuel',
    said: /mot de passe/,
  },
};

/** Pages that take forms and are not above, with why. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  '/espace/invitation': 'sign-in.test.ts: a password that is guessed; a dead link is a page of its own',
  '/espace/second-facteur': 'sign-in.test.ts: a code that is wrong',
  '/espace/compte/fournisseur': 'own-provider.test.ts: a password that is wrong',
  '/espace/connexion/code': 'sign-in.test.ts: a code that is wrong',
  '/espace/deconnexion': 'nothing is typed',
  '/espace/apercu': 'nothing is refused: it shows what a form would publish',
  '/espace/confirmations': 'nothing is typed but a code',
  '/espace/organisations': 'nothing is typed but a code',
  '/espace/propositions': 'directory: desk.test.ts',
  '/espace/remarques': 'remarks.test.ts',
  '/espace/envois': 'nothing is typed',
  '/espace/branchements/:id': 'http/inbound/connectors.test.ts: each refusal at its field',
  '/espace/alertes/:id': 'tool-alerts.test.ts: the form of an update, and its code',
  '/espace/securite': 'nothing is typed',
  '/espace/incidents/nouveau':
    'night-duty.test.ts and publish.test.ts: one form with the updates of an incident',
  '/espace/sondes': 'probes.test.ts',
  '/espace/sondes/nouvelle': 'probes.test.ts',
  '/espace/sondes/:id': 'probes.test.ts',
  '/espace/avis/nouveau': 'notices.test.ts',
  '/espace/avis/:id': 'notices.test.ts',
  '/espace/maintenances': 'maintenances.test.ts',
  '/espace/maintenances/nouvelle': 'maintenances.test.ts',
  '/espace/maintenances/apercu': 'nothing is refused: it shows what a form would announce',
};
