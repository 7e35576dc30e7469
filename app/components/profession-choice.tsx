import { Link } from '@remix-run/react';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { professionWords } from '../words/fr/professions';
import type { Paths } from './paths';

export const ProfessionChoice = ({ paths }: { paths: Paths }) => (
  <nav className="block" aria-labelledby="choix">
    <h2 id="choix">Votre profession</h2>
    <ul className="choices">
      {PROFESSIONS.map((profession) => (
        <li key={profession}>
          <Link to={paths.board(profession)}>{professionWords[profession].name}</Link>
        </li>
      ))}
    </ul>
  </nav>
);
