import { Link } from '@remix-run/react';
import type { Profession } from '#server/domain/facts/vocabulary';
import { fr } from '../words/fr/typography';
import type { Paths } from './paths';
import { tradeName } from './trade-name';

type SomeMutuellesProps = {
  mutuelles: readonly { id: string; name: string }[];
  profession: Profession;
  paths: Paths;
};

/** The mutuelles of an operator whose answer is not the one all the others get. */
export const SomeMutuelles = ({ mutuelles, profession, paths }: SomeMutuellesProps) =>
  mutuelles.length === 0 ? null : (
    <section className="part" aria-labelledby="exceptions">
      <h2 id="exceptions">{fr`La réponse n'est pas la même pour ces mutuelles`}</h2>
      <ul className="logos">
        {mutuelles.map(({ id, name }) => (
          <li key={id}>
            <Link to={paths.answer(profession, id)} discover="none">
              {tradeName(name)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
