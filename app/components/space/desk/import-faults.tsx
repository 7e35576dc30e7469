import type { Problem } from '#server/contract/problem';
import { capital, counted, fr, typeset } from '../../../words/fr/typography';
import { ScrollRegion } from '../../scroll-region';
import { ProblemNote } from '../problem-note';

/** What is wrong in a file, by line and column; for anything else, the problem as it is. */
export const ImportFaults = ({ problem }: { problem: Problem }) => {
  const faults = problem.status === 422 ? (problem.faults ?? []) : [];
  if (faults.length === 0) return <ProblemNote problem={problem} />;
  const count = fr`${counted(faults.length, 'faute')} dans le fichier : rien n'est chargé.`;
  return (
    <>
      <ProblemNote
        problem={{
          ...TITLED,
          detail: count,
          cure: fr`Corrigez le texte ci-dessous ou votre fichier, et renvoyez.`,
        }}
      />
      <ScrollRegion label="Fautes du fichier, défile de côté">
        <table className="change-table">
          <thead>
            <tr>
              <th scope="col">Où</th>
              <th scope="col">Ce qui ne va pas</th>
              <th scope="col">Que faire</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ pointer, detail, cure }) => (
              <tr key={pointer + detail}>
                <th scope="row">{capital(pointer)}</th>
                <td>{typeset(capital(detail))}</td>
                <td>{typeset(capital(cure))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
};

const TITLED = { type: 'urn:comptoir:problem:not-acceptable', title: 'Fichier refusé', status: 422 };
