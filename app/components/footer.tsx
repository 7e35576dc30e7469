import { Link } from '@remix-run/react';
import type { Paths } from './paths';

export const Footer = ({ paths }: { paths: Paths }) => (
  <div className="page">
    <footer className="foot">
      <span>Comptoir, tableau neutre du tiers payant. Aucune donnée de patient.</span>
      <Link to={paths.reporting}>Signaler</Link>
      <Link to={paths.maintenances}>Maintenances</Link>
      <Link to={paths.about}>Règles et sources</Link>
      <Link to={paths.plugging}>Brancher votre logiciel</Link>
      <Link to={paths.choice}>Changer de profession</Link>
      <Link to={paths.writers} reloadDocument>
        Espace des auteurs
      </Link>
    </footer>
  </div>
);
