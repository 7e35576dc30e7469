import type { UNSAFE_RouteConfig as RouteConfig } from '@remix-run/dev';

/** Every page. A fixed word wins over a profession's slug. */
const routes: RouteConfig = [
  { index: true, file: 'routes/_index.tsx' },
  { path: ':profession', index: true, file: 'routes/$profession._index.tsx' },
  { path: ':profession/:mutuelle', file: 'routes/$profession.$mutuelle.tsx' },
  { path: ':profession/operateur/:platform', file: 'routes/$profession.operateur.$platform.tsx' },
  { path: 'plateformes', file: 'routes/plateformes._index.tsx' },
  { path: 'plateformes/:id', file: 'routes/plateformes.$id.tsx' },
  { path: 'incidents/:id', file: 'routes/incidents.$id.tsx' },
  { path: 'avis', file: 'routes/avis._index.tsx' },
  { path: 'avis/:id', file: 'routes/avis.$id.tsx' },
  { path: 'maintenances', file: 'routes/maintenances.tsx' },
  { path: 'historique', file: 'routes/historique.tsx' },
  { path: 'a-propos', file: 'routes/a-propos.tsx' },
  {
    path: 'espace',
    file: 'routes/espace.tsx',
    children: [
      { index: true, file: 'routes/espace._index.tsx' },
      { path: 'invitation', file: 'routes/espace.invitation.tsx' },
      { path: 'second-facteur', file: 'routes/espace.second-facteur.tsx' },
      { path: 'compte', file: 'routes/espace.compte.tsx' },
      { path: 'confirmations', file: 'routes/espace.confirmations.tsx' },
      { path: 'journal', file: 'routes/espace.journal.tsx' },
      { path: 'journal.csv', file: 'routes/espace.journal-csv.tsx' },
      { path: 'personnes', file: 'routes/espace.personnes.tsx' },
      { path: 'cles', file: 'routes/espace.cles.tsx' },
      { path: 'annuaire', file: 'routes/espace.annuaire._index.tsx' },
      { path: 'annuaire/import', file: 'routes/espace.annuaire.import.tsx' },
      { path: 'annuaire/:mutuelle', file: 'routes/espace.annuaire.$mutuelle.tsx' },
      { path: 'organisations', file: 'routes/espace.organisations._index.tsx' },
      { path: 'organisations/nouvelle', file: 'routes/espace.organisations.nouvelle.tsx' },
      { path: 'organisations/:id', file: 'routes/espace.organisations.$id.tsx' },
      { path: 'propositions', file: 'routes/espace.propositions.tsx' },
      { path: 'connexion', file: 'routes/espace.connexion.tsx' },
      { path: 'connexion/code', file: 'routes/espace.connexion.code.tsx' },
      { path: 'deconnexion', file: 'routes/espace.deconnexion.tsx' },
    ],
  },
];

export default routes;
