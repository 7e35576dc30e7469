import { capital, fr, typeset } from '../../words/fr/typography';
import { ProblemNote } from './problem-note';
import type { Refusal } from './typed';

/** What people write in their own words, by field. */
const WRITTEN: readonly string[] = ['texte', 'note', 'motif'];

type UnplacedRefusalProps = {
  refused: Refusal | null;
  /** A form of the page shows it already. */
  isPlaced: boolean;
};

/** A refusal whose form is no longer on its page, for what it was about changed meanwhile; what was written stays. */
export const UnplacedRefusal = ({ refused, isPlaced }: UnplacedRefusalProps) => {
  if (refused === null || isPlaced) return null;
  const written = Object.entries(refused.typed).flatMap(([name, texts]) =>
    WRITTEN.includes(name) ? texts.filter((text) => text.trim() !== '').map((text) => ({ name, text })) : [],
  );
  return (
    <>
      <ProblemNote problem={refused.problem} />
      {written.length > 0 && (
        <section className="kept">
          <h2>{fr`Ce que vous aviez écrit`}</h2>
          <dl>
            {written.map(({ name, text }) => (
              <div key={name + text}>
                <dt>{typeset(capital(name))}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
};
