import { Link } from '@remix-run/react';
import type { Answer } from '#server/contract/answers';
import type { PlatformLine } from '#server/contract/platforms';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../ui/names';
import type { Paths } from '../ui/paths';
import { professionWords } from '../words/professions';
import { fr, listed } from '../words/typography';

type UnlistedProps = {
  answer: Answer;
  operators: readonly PlatformLine[];
  nameOf: NameOf;
  paths: Paths;
};

/** No convention known: who serves the mutuelle elsewhere, and every logo a card may carry. */
export const Unlisted = ({ answer, operators, nameOf, paths }: UnlistedProps) => (
  <section className="part" aria-labelledby="logo">
    <h2 id="logo">{fr`Quel opérateur est imprimé sur la carte ?`}</h2>
    {answer.knownElsewhere.length > 0 && (
      <ul className="elsewhere">
        {answer.knownElsewhere.map(({ platform, professions }) => (
          <li key={platform}>
            <Link to={paths.operator(answer.profession, platform)} discover="none">
              {nameOf(platform)}
            </Link>{' '}
            {fr`sert cette mutuelle pour les ${listed(professions.map((each) => professionWords[each].plural))} ; rien de connu pour vous.`}
          </li>
        ))}
      </ul>
    )}
    <p className="hint">{fr`Choisissez le logo que vous lisez : la réponse de cet opérateur s'affiche.`}</p>
    <ul className="logos">
      {operators.map((operator) => (
        <li key={operator.id}>
          <Link to={paths.operator(answer.profession, operator.id)} discover="none">
            {operator.name}
          </Link>
        </li>
      ))}
    </ul>
  </section>
);

/** The logos a card of this profession may carry. */
export const operatorsFor = (platforms: readonly PlatformLine[], profession: Profession): PlatformLine[] =>
  platforms
    .filter(({ kind }) => kind === 'operator' || kind === 'network')
    .filter(({ professions }) => professions?.includes(profession) ?? true)
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
