import {
  DECLARED_HEALTHS,
  type DeclaredHealth,
  FLOWS,
  type Flow,
  PROFESSIONS,
  type Profession,
} from '#server/domain/facts/vocabulary';
import type { Typed } from '../form/typed';

/** The fields of the grid: one per cell, for one profession or several in the same state, and one per line. */

/** What a flow becomes for a profession. */
export type Cell = { platform: string; flow: Flow; profession: Profession; health: DeclaredHealth };

export const cellName = (platform: string, flow: Flow, professions: readonly Profession[]): string =>
  ['case', platform, flow, ...professions].join('.');

export const rowName = (platform: string, flow: Flow): string => `ligne.${platform}.${flow}`;

const healthOf = (value: string | undefined): DeclaredHealth | null =>
  DECLARED_HEALTHS.find((health) => health === value) ?? null;

/** What was chosen for a cell, whatever was chosen for its line. */
const chosenIn = (typed: Typed, platform: string, flow: Flow, profession: Profession) => {
  const start = `case.${platform}.${flow}.`;
  const name = Object.keys(typed).find(
    (each) => each.startsWith(start) && each.slice(start.length).split('.').includes(profession),
  );
  return name === undefined ? null : { health: healthOf(typed[name]?.[0]) };
};

/** What a cell becomes: as chosen, else as its line; null when it does not change. */
export const afterIn = (
  typed: Typed,
  platform: string,
  flow: Flow,
  profession: Profession,
): DeclaredHealth | null => {
  const chosen = chosenIn(typed, platform, flow, profession);
  return chosen && (chosen.health ?? healthOf(typed[rowName(platform, flow)]?.[0]));
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

/** Every cell that changes. */
export const cellsIn = (typed: Typed): Cell[] =>
  platformsIn(typed).flatMap((platform) =>
    FLOWS.flatMap((flow) =>
      PROFESSIONS.flatMap((profession) => {
        const health = afterIn(typed, platform, flow, profession);
        return health ? [{ platform, flow, profession, health }] : [];
      }),
    ),
  );

/** The value of a cell's own field: empty when it was left as it is. */
export const valueIn = (typed: Typed, platform: string, flow: Flow, profession: Profession): string =>
  chosenIn(typed, platform, flow, profession)?.health ?? '';
