import { Link } from '@remix-run/react';
import type { Answer } from '#server/contract/answers';
import type { Profession } from '#server/domain/facts/vocabulary';
import { useDoubt } from '../ui/freshness';
import type { NameOf } from '../ui/names';
import { tradeName } from '../ui/names';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { answerPageWords } from '../words/answer-page';
import { flowHealth } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { likelyWords } from '../words/likely';
import { reasonForSign } from '../words/verdicts';

type SomeMutuellesProps = {
  mutuelles: readonly { id: string; name: string }[];
  profession: Profession;
  paths: Paths;
};

/** The mutuelles of an operator whose answer is not the one all the others get. */
export const SomeMutuelles = ({ mutuelles, profession, paths }: SomeMutuellesProps) =>
  mutuelles.length === 0 ? null : (
    <Section id="exceptions" title={answerPageWords.exceptions}>
      <ul className="logos">
        {mutuelles.map(({ id, name }) => (
          <li key={id}>
            <Link to={paths.answer(profession, id)} discover="none">
              {tradeName(name)}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );

type WhichCardProps = {
  answer: Answer;
  nameOf: NameOf;
  paths: Paths;
  /** The code given already, and the address of this page for another. */
  code: string | null;
  withCode: (code: string | null) => string;
};

/** Several platforms behind one name: each with its own answer, chosen by the logo or the code of the card. */
export const WhichCard = ({ answer, nameOf, paths, code, withCode }: WhichCardProps) => {
  const isDoubted = useDoubt() !== null;
  if (answer.verdict !== 'depends' && code === null) return null;
  const causeOf = ({ flow, health }: NonNullable<Answer['cause']>) => {
    const said = flowHealth(flow, health);
    return isDoubted ? doubtWords.sentence(said) : said;
  };
  return (
    <Section id="carte" title={code === null ? likelyWords.whichOperator : answerPageWords.forCode(code)}>
      {code !== null && (
        <p>
          <Link to={withCode(null)} discover="none">
            {answerPageWords.allCards}
          </Link>
        </p>
      )}
      <ul className="candidates">
        {answer.candidates.map((candidate) => (
          <li key={candidate.platform}>
            <VerdictMark verdict={candidate.verdict} reason={reasonForSign(candidate.flows)} />
            <Link to={paths.operator(answer.profession, candidate.platform)} discover="none">
              {nameOf(candidate.platform)}
            </Link>
            {candidate.cause && <span className="says">{causeOf(candidate.cause)}</span>}
            {candidate.payment !== 'normal' && <PaymentMark payment={candidate.payment} />}
            {code === null && <Codes codes={candidate.codes} withCode={withCode} />}
          </li>
        ))}
      </ul>
    </Section>
  );
};

type CodesProps = { codes: readonly string[]; withCode: (code: string) => string };

const Codes = ({ codes, withCode }: CodesProps) =>
  codes.length === 0 ? null : (
    <span className="codes">
      {codes.map((code) => (
        <Link key={code} to={withCode(code)} discover="none">
          {answerPageWords.code(code)}
        </Link>
      ))}
    </span>
  );
