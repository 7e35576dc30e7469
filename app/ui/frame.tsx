import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { frameWords, PRODUCT } from '../words/frame';
import { professionWords } from '../words/professions';
import type { Paths } from './paths';
import { Sign } from './signs';

export type Section = 'board' | 'platforms' | 'notices' | 'history';

type HeaderProps = {
  profession: Profession | null;
  /** Where another profession reads what is read here. */
  pageFor: (profession: Profession) => string;
  section: Section | null;
  paths: Paths;
  /** What is known of the link with the server; nothing during a replay. */
  link: ReactNode;
};

export const Header = ({ profession, pageFor, section, paths, link }: HeaderProps) => {
  const board = profession ? paths.board(profession) : paths.home;
  return (
    <header className="top">
      <div className="top-in">
        <Link className="brand" to={board}>
          <Sign id="mark" />
          {PRODUCT}
        </Link>
        <ProfessionMenu profession={profession} pageFor={pageFor} />
        <nav className="nav" aria-label={frameWords.sections} data-needs-us>
          <ul>
            <NavItem to={board} current={section === 'board'} label={frameWords.board} />
            <NavItem to={paths.platforms} current={section === 'platforms'} label={frameWords.platforms} />
            <NavItem to={paths.notices} current={section === 'notices'} label={frameWords.notices} />
            <NavItem to={paths.history} current={section === 'history'} label={frameWords.history} />
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
const ProfessionMenu = ({ profession, pageFor }: Pick<HeaderProps, 'profession' | 'pageFor'>) => (
  <details className="professions" key={profession}>
    <summary>
      <span className="visually-hidden">{frameWords.profession}</span>
      {profession ? professionWords[profession].name : frameWords.choose}
    </summary>
    <ul>
      {PROFESSIONS.map((each) => (
        <li key={each}>
          <Link to={pageFor(each)} aria-current={each === profession ? 'true' : undefined}>
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
      <span>{frameWords.foot}</span>
      <Link to={paths.reporting} data-needs-us>
        {frameWords.report}
      </Link>
      <Link to={paths.maintenances} data-needs-us>
        {frameWords.maintenances}
      </Link>
      <Link to={paths.about} data-needs-us>
        {frameWords.about}
      </Link>
      <Link to={paths.plugging} data-needs-us>
        {frameWords.plugging}
      </Link>
      <Link to={paths.privacy} data-needs-us>
        {frameWords.privacy}
      </Link>
      <Link to={paths.legal} data-needs-us>
        {frameWords.legal}
      </Link>
      <Link to={paths.accessibility} data-needs-us>
        {frameWords.accessibility}
      </Link>
      <Link to={paths.choice}>{frameWords.otherProfession}</Link>
      <Link to={paths.writers} reloadDocument data-needs-us>
        {frameWords.writers}
      </Link>
    </footer>
  </div>
);
