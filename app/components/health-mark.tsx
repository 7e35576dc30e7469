import type { Basis, Health } from '#server/domain/vocabulary';
import { type HealthWord, healthWordOf, presumedWord } from '../words/fr/flows';
import { Sign } from './signs';

type HealthMarkProps = { health: Health; basis: Basis; short?: boolean };

/** The state of one flow: shape, colour and word. `short`: « RAS » where room is scarce. */
export const HealthMark = ({ health, basis, short = false }: HealthMarkProps) => {
  const told = healthWordOf(health, basis);
  return <Mark told={told} word={short && told === presumedWord ? presumedWord.short : told.word} />;
};

export const Mark = ({ told, word = told.word }: { told: HealthWord; word?: string }) => (
  <span className={`verdict ${told.className}`}>
    <Sign id={told.sign} />
    <span>{word}</span>
  </span>
);
