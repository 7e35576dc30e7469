import type { Basis, Health } from '#server/domain/facts/vocabulary';
import { type HealthWord, healthWordOf, presumedWord } from '../words/fr/flows';
import { verdictWords } from '../words/fr/verdicts';
import { useDoubtOfMark } from './freshness';
import { Sign, Was } from './signs';

type HealthMarkProps = { health: Health; basis: Basis; short?: boolean };

/** The state of one flow: shape, colour and word; past its time « à vérifier ». `short`: « RAS » where room is scarce. */
export const HealthMark = ({ health, basis, short = false }: HealthMarkProps) => {
  const told = healthWordOf(health, basis);
  const word = short && told === presumedWord ? presumedWord.short : told.word;
  if (useDoubtOfMark() === null) return <Mark told={told} word={word} />;
  return <Mark told={verdictWords.unknown} was={health === 'unknown' ? null : word} />;
};

type MarkProps = { told: HealthWord; word?: string; was?: string | null };

/** A word with its sign, as it is given: of a legend, or of the past. */
export const Mark = ({ told, word = told.word, was = null }: MarkProps) => (
  <span className={`verdict ${told.className}`}>
    <Sign id={told.sign} />
    <span>
      {word}
      <Was word={was} />
    </span>
  </span>
);
