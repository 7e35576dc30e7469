import type { Candidate } from '#server/contract/answers';
import { whySentence } from '../words/fr/answers';
import { doubtWords } from '../words/fr/freshness';
import { ConventionSource } from './convention-source';
import { FlowsTable } from './flows-table';
import { useDoubt } from './freshness';
import { Dated } from './moment';
import type { NameOf, Told } from './told';

type WhyProps = { told: Told; nameOf: NameOf };

/** One table for each platform that may be behind the card. */
export const Why = ({ told, nameOf }: WhyProps) => {
  const doubt = useDoubt();
  const { reason, profession, candidates } = told;
  const isOne = candidates.length === 1;
  const causeOf = (candidate: Candidate) => {
    const said = whySentence({ reason, profession, cause: candidate.cause, candidates: [candidate] }, nameOf);
    return doubt ? doubtWords.why(said) : said;
  };
  return candidates.length === 0 ? null : (
    <section className="part" aria-labelledby="pourquoi">
      <h2 id="pourquoi">Pourquoi</h2>
      {candidates.map((candidate) => (
        <div key={candidate.platform} className="why-platform">
          {!isOne && <h3>{nameOf(candidate.platform)}</h3>}
          {!isOne && candidate.cause && (
            <p className="hint">
              <Dated text={causeOf(candidate)} />
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
};
