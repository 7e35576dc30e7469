import { Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { partWords } from '../words/fr/parts';
import { capital, fr, typeset } from '../words/fr/typography';

type ProblemPageProps = {
  problem: Pick<Problem, 'title' | 'detail' | 'cure' | 'reference'>;
  near: readonly { href: string; name: string }[];
  home: string;
};

/** What went wrong in plain words, what to do, and where one may have wanted to go. */
export const ProblemPage = ({
  problem: { title, detail, cure, reference },
  near,
  home,
}: ProblemPageProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{typeset(title)}</h1>
    </div>
    <p>{sentence(detail)}</p>
    {cure ? <p>{sentence(cure)}</p> : null}
    {reference ? <p>{partWords.reference(reference)}</p> : null}
    {near.length > 0 ? (
      <>
        <h2>{fr`Vouliez-vous dire ?`}</h2>
        <ul className="choices">
          {near.map(({ href, name }) => (
            <li key={href}>
              <Link to={href}>{name}</Link>
            </li>
          ))}
        </ul>
      </>
    ) : null}
    <p className="small">
      <Link to={home}>Revenir au tableau</Link>
    </p>
  </main>
);

/** What the API says to a program, as a sentence to a person. */
const sentence = (text: string): string => typeset(capital(text)).replace(/(?<![.!?])$/, '.');
