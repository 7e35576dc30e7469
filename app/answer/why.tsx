import type { Candidate, JudgedFlow } from '#server/contract/answers';
import type { Source } from '#server/contract/dataset-fields';
import { SourceLink } from '../ui/fact';
import { FlowName } from '../ui/flow-name';
import { useDoubt, usePresent } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import { HealthMark } from '../ui/signs';
import { TableHead } from '../ui/table';
import { answerPageWords } from '../words/answer-page';
import { speakersNames, whySentence } from '../words/answers';
import { conventionSentence, isOld } from '../words/conventions';
import { decidesPayment, decidesVerdict, effectSentence } from '../words/effects';
import { basisSentence, measuredSentence } from '../words/flow-sentences';
import { flowWords } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { moment } from '../words/instants';
import { leaningSentence } from '../words/links';
import { capital } from '../words/typography';
import { groupWords } from '../words/verdicts';
import { type AnyAnswer, precisionOf, voicesOf } from './answer-facts';

type ConventionSourceProps = { source: Source | null; name: string; platform: string; at: string };

/** Whence we know that this platform serves this mutuelle, and how surely. */
export const ConventionSource = ({ source, name, platform, at }: ConventionSourceProps) =>
  source && (
    <p className="small faint convention-source">
      {conventionSentence(source, name, platform)}{' '}
      {source.url && <SourceLink url={source.url} of={answerPageWords.conventionWith(platform)} />}
      {(source.confidence === 'low' || isOld(source.asOf, at)) && (
        <b className="doubt">{answerPageWords.checkOperator}</b>
      )}
    </p>
  );

type FlowsTableProps = { answer: AnyAnswer; candidate: Candidate; nameOf: NameOf };

/** Pourquoi: the flows of one platform, what decides first, what nobody spoke of folded in one line. */
export const FlowsTable = ({ answer, candidate, nameOf }: FlowsTableProps) => {
  const isPresumed = ({ basis }: JudgedFlow) => basis === 'presumed';
  const quiet = candidate.flows.filter(isPresumed);
  const spoken = candidate.flows
    .filter((flow) => !isPresumed(flow))
    .sort((a, b) => rank(a, candidate) - rank(b, candidate));
  const platform = nameOf(candidate.platform);
  return (
    <table className="flows">
      <caption>{answerPageWords.flowsOf(platform, answer.profession)}</caption>
      <TableHead
        columns={[
          answerPageWords.flow,
          answerPageWords.state,
          answerPageWords.since,
          answerPageWords.whoSays,
          answerPageWords.effect,
        ]}
      />
      <tbody>
        {spoken.map((flow) => (
          <FlowRow key={flow.flow} answer={answer} candidate={candidate} flow={flow} nameOf={nameOf} />
        ))}
        {quiet.length > 0 && <QuietRow flows={quiet} alone={spoken.length === 0} />}
      </tbody>
    </table>
  );
};

const rank = ({ effect, health }: JudgedFlow, candidate: Candidate): number => {
  if (decidesVerdict(effect, candidate)) return 0;
  if (decidesPayment(effect, candidate)) return 1;
  return health === 'operational' ? 3 : 2;
};

type FlowRowProps = FlowsTableProps & { flow: JudgedFlow };

const FlowRow = ({ answer, candidate, flow, nameOf }: FlowRowProps) => {
  const isDoubted = useDoubt() !== null;
  const now = usePresent(answer.at);
  const decides = decidesVerdict(flow.effect, candidate) || decidesPayment(flow.effect, candidate);
  const effect = effectSentence(flow, candidate, isDoubted);
  const voices = voicesOf(answer, flow);
  const leaning = leaningSentence({ ...flow, platform: candidate.platform }, nameOf);
  const since = flow.since ?? voices[0]?.effectiveAt ?? null;
  return (
    <tr className={isDoubted ? undefined : causeClass(flow, candidate)}>
      <th scope="row">
        <FlowName flow={flow.flow} />
      </th>
      <td>
        <HealthMark health={flow.health} basis={flow.basis} />
      </td>
      <td>{since && <Moment iso={since} precision={precisionOf(voices, since)} as={moment} />}</td>
      <td>
        {voices.length > 0 ? speakersNames(voices) : basisSentence(flow.basis, flow.since)}
        {voices.length > 0 && flow.basis !== 'declared' && (
          <span className="says">
            <Dated text={basisSentence(flow.basis, flow.since)} />
          </span>
        )}
        {flow.measured && <span className="says">{measuredSentence(flow.measured, now)}</span>}
      </td>
      <td>
        {decides ? <b>{effect}</b> : effect}
        {leaning && <span className="says">{capital(leaning)}</span>}
      </td>
    </tr>
  );
};

const causeClass = ({ effect }: JudgedFlow, candidate: Candidate): string | undefined => {
  if (decidesVerdict(effect, candidate)) return `is-cause ${groupWords[candidate.verdict].className}`;
  return decidesPayment(effect, candidate) ? 'is-cause is-pay' : undefined;
};

const QuietRow = ({ flows, alone }: { flows: readonly JudgedFlow[]; alone: boolean }) => (
  <tr>
    <th scope="row" className="quiet">
      {answerPageWords.quietFlows(flows.length, alone)}
    </th>
    <td>
      <HealthMark health="operational" basis="presumed" />
    </td>
    <td colSpan={3} className="quiet">
      {flows.map(({ flow }) => flowWords[flow].inList).join(', ')}
    </td>
  </tr>
);

type WhyProps = { answer: AnyAnswer; nameOf: NameOf };

/** One table for each platform that may be behind the card. */
export const Why = ({ answer, nameOf }: WhyProps) => {
  const doubt = useDoubt();
  const { reason, profession, candidates } = answer;
  const isOne = candidates.length === 1;
  const causeOf = (candidate: Candidate) => {
    const said = whySentence({ reason, profession, cause: candidate.cause, candidates: [candidate] }, nameOf);
    return doubt ? doubtWords.why(said) : said;
  };
  return candidates.length === 0 ? null : (
    <Section id="pourquoi" title={answerPageWords.why}>
      {candidates.map((candidate) => (
        <div key={candidate.platform} className="why-platform">
          {!isOne && <h3>{nameOf(candidate.platform)}</h3>}
          {!isOne && candidate.cause && (
            <p className="hint">
              <Dated text={causeOf(candidate)} />
            </p>
          )}
          <FlowsTable answer={answer} candidate={candidate} nameOf={nameOf} />
          <ConventionSource
            source={candidate.source}
            name={answer.name}
            platform={nameOf(candidate.platform)}
            at={answer.at}
          />
        </div>
      ))}
    </Section>
  );
};
