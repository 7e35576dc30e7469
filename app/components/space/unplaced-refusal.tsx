import { ProblemNote } from './problem-note';
import type { Refusal } from './typed';

/** The fields of forms that may be gone: what cannot be chosen again but has to be written again. */
const WRITTEN: readonly string[] = ['titre', 'texte', 'note', 'motif', 'source', 'jour', 'clos-depuis'];

type UnplacedRefusalProps = {
  refused: Refusal | null;
  /** A form of the page shows it already. */
  isPlaced: boolean;
};

/** A refusal whose form is no longer on its page, for what it was about changed meanwhile; what was written stays. */
export const UnplacedRefusal = ({ refused, isPlaced }: UnplacedRefusalProps) => {
  if (refused === null || isPlaced) return null;
  const written = WRITTEN.flatMap((name) => refused.typed[name] ?? []).filter((text) => text.trim() !== '');
  return (
    <>
      <ProblemNote problem={refused.problem} />
      {written.length > 0 && (
        <section className="part" aria-labelledby="ecrit">
          <h2 id="ecrit">Ce que vous aviez écrit</h2>
          {written.map((text) => (
            <p key={text} className="reading as-typed">
              {text}
            </p>
          ))}
        </section>
      )}
    </>
  );
};
