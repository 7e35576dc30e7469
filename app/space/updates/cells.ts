import {
  DECLARED_HEALTHS,
  type DeclaredHealth,
  FLOWS,
  type Flow,
  PROFESSIONS,
  type Profession,
} from '#server/domain/facts/vocabulary';
import type { Typed } from '../form/typed';

/**
 * The fields of the grid: one per cell, for one profession or several in the same state, one per line, and chips over
 * all of it. What is nearest to a cell is what it becomes: its own field, else its line, else the chips.
 */

/** A place of the grid, and what becomes of it. */
export type Place = { platform: string; flow: Flow; profession: Profession };
export type Cell = Place & { health: DeclaredHealth };

export const cellName = (platform: string, flow: Flow, professions: readonly Profession[]): string =>
  ['case', platform, flow, ...professions].join('.');

export const rowName = (platform: string, flow: Flow): string => `ligne.${platform}.${flow}`;

const healthOf = (value: string | undefined): DeclaredHealth | null =>
  DECLARED_HEALTHS.find((health) => health === value) ?? null;

/** The chips: what it becomes, of which flows, for whom, at whose; or a set of places chosen as one. */
export const CHIPS = { health: 'devient', flows: 'quoi', readers: 'pour', platforms: 'chez', set: 'comme' };

/** A chip for everything, among flows or readers. */
export const EVERY = 'tout';

/** A set of places, as the value of a chip. */
export const setOf = (places: readonly Place[]): string =>
  [...new Set(places.map(({ platform, flow, profession }) => `${platform}.${flow}.${profession}`))].join(' ');

/** Professions that one chip stands for, as its value. */
export const readersOf = (professions: readonly Profession[]): string => professions.join('.');

export const chipsHealth = (typed: Typed): DeclaredHealth | null => healthOf(typed[CHIPS.health]?.[0]);

/** Whether a chip for one's profession alone, or for a few, is chosen. */
export const isReaderIn = (typed: Typed, profession: Profession): boolean =>
  typed[CHIPS.readers]?.some((each) => each.split('.').includes(profession)) ?? false;

/** Whether the chips choose it, whatever it becomes. */
export const isChosen = (typed: Typed, { platform, flow, profession }: Place): boolean => {
  const holds = (name: string, value: string) =>
    typed[name]?.some((each) => each === EVERY || each.split('.').includes(value)) ?? false;
  const isInSet = typed[CHIPS.set]?.some((set) =>
    set.split(' ').includes(`${platform}.${flow}.${profession}`),
  );
  return (
    isInSet ||
    ((typed[CHIPS.platforms]?.includes(platform) ?? false) &&
      holds(CHIPS.flows, flow) &&
      holds(CHIPS.readers, profession))
  );
};

/** What was chosen for a cell by its own field, whatever was chosen around it. */
const chosenIn = (typed: Typed, platform: string, flow: Flow, profession: Profession) => {
  const start = `case.${platform}.${flow}.`;
  const name = Object.keys(typed).find(
    (each) => each.startsWith(start) && each.slice(start.length).split('.').includes(profession),
  );
  return name === undefined ? null : { health: healthOf(typed[name]?.[0]) };
};

/** What a cell left alone becomes: as its line, else as the chips. */
export const aroundIn = (typed: Typed, place: Place): DeclaredHealth | null =>
  healthOf(typed[rowName(place.platform, place.flow)]?.[0]) ??
  (isChosen(typed, place) ? chipsHealth(typed) : null);

/** What a cell becomes; null when it does not change. A place without a field is not asked about. */
export const afterIn = (
  typed: Typed,
  platform: string,
  flow: Flow,
  profession: Profession,
): DeclaredHealth | null => {
  const chosen = chosenIn(typed, platform, flow, profession);
  return chosen && (chosen.health ?? aroundIn(typed, { platform, flow, profession }));
};

/** The platforms a form has a grid of. */
export const platformsIn = (typed: Typed): string[] => [
  ...new Set(
    Object.keys(typed).flatMap((name) => {
      const [kind, platform] = name.split('.');
      return kind === 'case' && platform ? [platform] : [];
    }),
  ),
];

const placesIn = (typed: Typed): Place[] =>
  platformsIn(typed).flatMap((platform) =>
    FLOWS.flatMap((flow) => PROFESSIONS.map((profession) => ({ platform, flow, profession }))),
  );

/** Every cell that changes. */
export const cellsIn = (typed: Typed): Cell[] =>
  placesIn(typed).flatMap((place) => {
    const health = afterIn(typed, place.platform, place.flow, place.profession);
    return health ? [{ ...place, health }] : [];
  });

/** What the chips leave unsaid; null: nothing, or they were not touched. `nothing-there`: no cell of the grid. */
export type Unsaid = 'health' | 'flows' | 'readers' | 'nothing-there';

export const unsaidIn = (typed: Typed): Unsaid | null => {
  const has = (name: string) => (typed[name]?.length ?? 0) > 0;
  const isCrossed = has(CHIPS.flows) || has(CHIPS.readers);
  if (chipsHealth(typed) === null) return isCrossed || has(CHIPS.set) ? 'health' : null;
  if (isCrossed || !has(CHIPS.set)) {
    if (!has(CHIPS.flows)) return 'flows';
    if (!has(CHIPS.readers)) return 'readers';
  }
  const isThere = ({ platform, flow, profession }: Place) =>
    chosenIn(typed, platform, flow, profession) !== null;
  return placesIn(typed).some((place) => isChosen(typed, place) && isThere(place)) ? null : 'nothing-there';
};

/** Whether all that changes is a return: nothing of it has a date of return. */
export const isReturn = (cells: readonly Cell[]): boolean =>
  cells.length > 0 && cells.every(({ health }) => health === 'operational');

/** The value of a cell's own field: empty when it was left as it is. */
export const valueIn = (typed: Typed, platform: string, flow: Flow, profession: Profession): string =>
  chosenIn(typed, platform, flow, profession)?.health ?? '';

/** Whether anything was chosen in the grid itself. */
export const isGridTouched = (typed: Typed): boolean =>
  Object.entries(typed).some(([name, [value]]) => /^(case|ligne)\./.test(name) && healthOf(value) !== null);
