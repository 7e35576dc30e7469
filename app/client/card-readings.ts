import type { Profession } from '#server/domain/facts/vocabulary';
import { keptOnDevice } from './device';

/** The operators read on cards with this device, by profession and mutuelle. */
type Readings = Readonly<Record<string, string>>;

const NONE: Readings = {};
const { now, keep, useKept } = keptOnDevice('comptoir.cards', NONE, (found) =>
  typeof found === 'object' && found !== null
    ? Object.fromEntries(
        Object.entries(found).filter((each): each is [string, string] => typeof each[1] === 'string'),
      )
    : NONE,
);

const keyOf = (profession: Profession, mutuelle: string): string => `${profession}/${mutuelle}`;

/** Which operator was read on the card of each mutuelle of a profession; `all`, as it is kept. */
export const readingsFor = (all: Readings, profession: Profession): ReadonlyMap<string, string> => {
  const start = keyOf(profession, '');
  return new Map(
    Object.entries(all).flatMap(([key, platform]) =>
      key.startsWith(start) ? [[key.slice(start.length), platform]] : [],
    ),
  );
};

export const useCardReadings = (): Readings => useKept() ?? NONE;

/** `platform` null: what was read is forgotten. */
export const keepReading = (profession: Profession, mutuelle: string, platform: string | null): void => {
  const { [keyOf(profession, mutuelle)]: _, ...others } = now();
  keep(platform === null ? others : { ...others, [keyOf(profession, mutuelle)]: platform });
};
