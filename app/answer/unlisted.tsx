import { Link } from '@remix-run/react';
import type { Answer } from '#server/contract/answers';
import type { PlatformLine } from '#server/contract/platforms';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { answerPageWords } from '../words/answer-page';

type UnlistedProps = {
  answer: Answer;
  operators: readonly PlatformLine[];
  nameOf: NameOf;
  paths: Paths;
};

/** No convention known: who serves the mutuelle elsewhere, and every logo a card may carry. */
export const Unlisted = ({ answer, operators, nameOf, paths }: UnlistedProps) => (
  <Section id="logo" title={answerPageWords.whichOperator}>
    {answer.knownElsewhere.length > 0 && (
      <ul className="elsewhere">
        {answer.knownElsewhere.map(({ platform, professions }) => (
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

/** The logos a card of this profession may carry. */
export const operatorsFor = (platforms: readonly PlatformLine[], profession: Profession): PlatformLine[] =>
  platforms
    .filter(({ kind }) => kind === 'operator' || kind === 'network')
    .filter(({ professions }) => professions?.includes(profession) ?? true)
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
