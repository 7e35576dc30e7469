/**
 * What each page reads of its query, by the pattern of its address: nothing else makes another page of it. Every page
 * reads `at`, for the banner of a replay. `tests/site/page-parameters.test.ts` asks each page and sees what it reads.
 */
const INSTANTS = ['at', 'knownAt'];
const CARD = [...INSTANTS, 'code', 'csr', 'concentrator'];
const LIST = [...INSTANTS, 'cursor'];
const STEP = ['at', 'detail', 'modele', 'fait'];

export const PAGE_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  '/': ['at', 'choisir'],
  '/:profession': ['at', 'instant', 'q', 'verdict', 'touched'],
  '/:profession/:mutuelle': [...CARD, 'signale', 'remarque'],
  '/:profession/operateur/:platform': [...CARD, 'signale'],
  '/plateformes': INSTANTS,
  '/plateformes/:id': [...INSTANTS, 'profession'],
  '/incidents/:id': INSTANTS,
  '/avis': LIST,
  '/avis/:id': INSTANTS,
  '/maintenances': [...LIST, 'platform'],
  '/historique': [...LIST, 'platform'],
  '/signaler': ['at', 'profession', 'mutuelle', 'operateur', 'signale', 'connexion'],
  '/signaler/annuaire': ['at'],
  '/a-propos': ['at'],
  '/confidentialite': ['at'],
  '/brancher': ['at'],
  '/espace': ['at'],
  '/espace/invitation': ['at', 'jeton'],
  '/espace/second-facteur': ['at'],
  '/espace/compte': ['at', 'fait'],
  '/espace/confirmations': ['at', 'fait'],
  '/espace/journal': ['at', 'action', 'noun', 'account', 'id', 'cursor'],
  '/espace/journal.csv': ['action', 'noun', 'account', 'id'],
  '/espace/personnes': ['at', 'fait'],
  '/espace/cles': ['at', 'fait'],
  '/espace/annuaire': ['at', 'q', 'suite'],
  '/espace/annuaire/import': ['at'],
  '/espace/annuaire/:mutuelle': ['at', 'fait', 'propose', 'fin'],
  '/espace/organisations': ['at'],
  '/espace/organisations/nouvelle': ['at'],
  '/espace/organisations/:id': ['at', 'fait'],
  '/espace/sondes': ['at', 'fait'],
  '/espace/sondes/nouvelle': ['at'],
  '/espace/sondes/:id': ['at', 'fait'],
  '/espace/propositions': ['at', 'fait'],
  '/espace/remarques': ['at', 'fait'],
  '/espace/connexion': ['at', 'retour'],
  '/espace/connexion/code': ['at', 'retour'],
  '/espace/deconnexion': ['at'],
  '/espace/apercu': ['at'],
  '/espace/incidents/nouveau': [...STEP, 'plateforme', 'choisir'],
  '/espace/incidents/:id': [...STEP, 'publie'],
  '/espace/declarations': ['at', 'retirer', 'fait'],
  '/espace/avis': ['at', 'cursor'],
  '/espace/avis/nouveau': ['at', 'fait'],
  '/espace/avis/:id': ['at', 'fait'],
  '/espace/maintenances': ['at', 'annuler', 'fait', 'cursor'],
  '/espace/maintenances/nouvelle': ['at', 'fait'],
};
