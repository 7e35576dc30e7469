import { Link } from '@remix-run/react';
import type { Answer } from '#server/contract/answers';
import type { PlatformLine } from '#server/contract/platforms';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { answerPageWords } from '../words/answer-page';
import { likelyWords } from '../words/likely';
import { COLON } from '../words/typography';

type UnlistedProps = {
  answer: Answer;
  operators: readonly PlatformLine[];
  nameOf: NameOf;
  paths: Paths;
};

/** No convention known: under which operator it would be what, who else serves it, and every logo a card may carry. */
export const Unlisted = ({ answer, operators, nameOf, paths }: UnlistedProps) => {
  const others = answer.knownElsewhere.filter(({ platform }) =>
    answer.likely.every((likely) => likely.platform !== platform),
  );
  return (
    <Section id="logo" title={answerPageWords.whichOperator}>
      {answer.readOnCard && (
        <p>
          <Link to={paths.operator(answer.profession, answer.readOnCard.platform)} discover="none">
            {nameOf(answer.readOnCard.platform)}
          </Link>
          {answerPageWords.readOnCard(answer.readOnCard.practices)}
        </p>
      )}
      <LikelyOperators answer={answer} nameOf={nameOf} paths={paths} />
      {others.length > 0 && (
        <ul className="elsewhere">
          {others.map(({ platform, professions }) => (
            <li key={platform}>
              <Link to={paths.operator(answer.profession, platform)} discover="none">
                {nameOf(platform)}
              </Link>{' '}
              {answerPageWords.servedElsewhere(professions)}
            </li>
          ))}
        </ul>
      )}
      <p className="hint">{answerPageWords.chooseLogo}</p>
      <ul className="logos">
        {operators.map((operator) => (
          <li key={operator.id}>
            <Link to={paths.operator(answer.profession, operator.id)} discover="none">
              {operator.name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** What each operator known in other professions would answer: a condition, never a claim. */
const LikelyOperators = ({ answer, nameOf, paths }: Omit<UnlistedProps, 'operators'>) =>
  answer.likely.length === 0 ? null : (
    <ul className="candidates">
      {answer.likely.map(({ platform, knownFor, verdict, payment }) => (
        <li key={platform}>
          <span>
            {likelyWords.ifCardSays}
            <Link to={paths.operator(answer.profession, platform)} discover="none">
              {nameOf(platform)}
            </Link>{' '}
            <small>{likelyWords.knownFor(knownFor)}</small>
            {COLON}
          </span>
          {/* It is nobody's word: a « Oui » is drawn hollow. */}
          <VerdictMark verdict={verdict} reason="presumed" />
          {payment === 'normal' ? null : <PaymentMark payment={payment} />}
        </li>
      ))}
    </ul>
  );

/** The logos a card of this profession may carry. */
export const operatorsFor = (platforms: readonly PlatformLine[], profession: Profession): PlatformLine[] =>
  platforms
    .filter(({ kind }) => kind === 'operator' || kind === 'network')
    .filter(({ professions }) => professions?.includes(profession) ?? true)
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
