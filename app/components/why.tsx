import { whySentence } from '../words/fr/answers';
import { ConventionSource } from './convention-source';
import { FlowsTable } from './flows-table';
import { Dated } from './moment';
import type { NameOf, Told } from './told';

type WhyProps = { told: Told; nameOf: NameOf };

/** One table for each platform that may be behind the card. */
export const Why = ({ told, nameOf }: WhyProps) =>
  told.candidates.length === 0 ? null : (
    <section className="part" aria-labelledby="pourquoi">
      <h2 id="pourquoi">Pourquoi</h2>
      {told.candidates.map((candidate) => (
        <div key={candidate.platform} className="why-platform">
          {told.candidates.length > 1 && <h3>{nameOf(candidate.platform)}</h3>}
          {told.candidates.length > 1 && candidate.cause && (
            <p className="hint">
              <Dated
                text={whySentence(
                  {
                    reason: told.reason,
                    profession: told.profession,
                    cause: candidate.cause,
                    candidates: [candidate],
                  },
                  nameOf,
                )}
              />
            </p>
          )}
          <FlowsTable told={told} candidate={candidate} nameOf={nameOf} />
          <ConventionSource
            source={candidate.source}
            name={told.name}
            platform={nameOf(candidate.platform)}
            at={told.at}
          />
        </div>
      ))}
    </section>
  );
