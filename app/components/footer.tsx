import { Link } from '@remix-run/react';
import type { Paths } from './paths';

export const Footer = ({ paths }: { paths: Paths }) => (
  <div className="page">
    <footer className="foot">
      <span>Comptoir, tableau neutre du tiers payant. Aucune donnée de patient.</span>
      <Link to={paths.reporting} data-needs-us>
        Signaler
      </Link>
      <Link to={paths.maintenances} data-needs-us>
        Maintenances
      </Link>
      <Link to={paths.about} data-needs-us>
        Règles et sources
      </Link>
      <Link to={paths.plugging} data-needs-us>
        Brancher votre logiciel
      </Link>
      <Link to={paths.privacy} data-needs-us>
        Données personnelles
      </Link>
      <Link to={paths.choice}>Changer de profession</Link>
      <Link to={paths.writers} reloadDocument data-needs-us>
        Espace des auteurs
      </Link>
    </footer>
  </div>
);
