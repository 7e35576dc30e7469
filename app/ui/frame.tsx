import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from '../words/professions';
import type { Paths } from './paths';
import { Sign } from './signs';

export type Section = 'board' | 'platforms' | 'notices' | 'history';

type HeaderProps = {
  profession: Profession | null;
  section: Section | null;
  paths: Paths;
  /** What is known of the link with the server; nothing during a replay. */
  link: ReactNode;
};

export const Header = ({ profession, section, paths, link }: HeaderProps) => {
  const board = profession ? paths.board(profession) : paths.home;
  return (
    <header className="top">
      <div className="top-in">
        <Link className="brand" to={board}>
          <Sign id="mark" />
          Comptoir
        </Link>
        <ProfessionMenu profession={profession} paths={paths} />
        <nav className="nav" aria-label="Principale" data-needs-us>
          <ul>
            <NavItem to={board} current={section === 'board'} label="Tableau" />
            <NavItem to={paths.platforms} current={section === 'platforms'} label="Plateformes" />
            <NavItem to={paths.notices} current={section === 'notices'} label="Avis" />
            <NavItem to={paths.history} current={section === 'history'} label="Historique" />
          </ul>
        </nav>
        {link}
      </div>
    </header>
  );
};

const NavItem = ({ to, current, label }: { to: string; current: boolean; label: string }) => (
  <li>
    <Link to={to} aria-current={current ? 'page' : undefined}>
      {label}
    </Link>
  </li>
);

/** Links in a disclosure rather than a list box: nothing moves before one chooses, and it needs no script. */
const ProfessionMenu = ({ profession, paths }: { profession: Profession | null; paths: Paths }) => (
  <details className="professions" key={profession}>
    <summary>
      <span className="visually-hidden">Votre profession&#8239;: </span>
      {profession ? professionWords[profession].name : 'Choisir'}
    </summary>
    <ul>
      {PROFESSIONS.map((each) => (
        <li key={each}>
          <Link to={paths.board(each)} aria-current={each === profession ? 'true' : undefined}>
            {professionWords[each].name}
          </Link>
        </li>
      ))}
    </ul>
  </details>
);

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
