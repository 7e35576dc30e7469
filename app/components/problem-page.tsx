import { Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { fr } from '../words/fr/typography';

type ProblemPageProps = {
  problem: Pick<Problem, 'title' | 'detail' | 'cure'>;
  near: readonly { href: string; name: string }[];
  home: string;
};

/** What went wrong in plain words, what to do, and where one may have wanted to go. */
export const ProblemPage = ({ problem: { title, detail, cure }, near, home }: ProblemPageProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{title}</h1>
    </div>
    <p>{detail}</p>
    {cure ? <p>{cure}</p> : null}
    {near.length > 0 ? (
      <>
        <h2>{fr`Vouliez-vous dire ?`}</h2>
        <ul className="choices">
          {near.map(({ href, name }) => (
            <li key={href}>
              <Link to={href} discover="none">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </>
    ) : null}
    <p className="small">
      <Link to={home} discover="none">
        Revenir au tableau
      </Link>
    </p>
  </main>
);
