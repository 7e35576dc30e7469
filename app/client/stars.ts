import { STARS_KEY } from '../board/mine';
import { keptOnDevice } from './device';

const NONE: readonly string[] = [];
const { now, keep, useKept } = keptOnDevice(STARS_KEY, NONE, (found) =>
  Array.isArray(found) && found.every((each) => typeof each === 'string') ? found : NONE,
);

const toggle = (mutuelle: string): void => {
  const stars = now();
  keep(stars.includes(mutuelle) ? stars.filter((each) => each !== mutuelle) : [...stars, mutuelle]);
};

/** The mutuelles starred in this browser; null until it has said. */
export const useStars = () => ({ stars: useKept(), toggle });
