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
      { path: 'connexion', file: 'routes/espace.connexion.tsx' },
      { path: 'connexion/code', file: 'routes/espace.connexion.code.tsx' },
      { path: 'deconnexion', file: 'routes/espace.deconnexion.tsx' },
    ],
  },
];

export default routes;
