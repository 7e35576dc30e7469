import { median } from '../faults/kit/support';
import type { Figure, Result, Unit } from './measure';

/** Two programs measured in turn, and what is printed of them. */

/** The results of each round, of ours and of the other's. */
export type Rounds = { ours: readonly Result[][]; theirs: readonly Result[][] };

/** One figure of both, medians of the rounds. `gain`: how many times better ours is; under 1, worse. */
export type Compared = { what: string; figure: Figure; ours: number; theirs: number; gain: number };

const DIGITS: Record<Unit, number> = { ms: 1, µs: 0, '/s': 0, kB: 1, MB: 0, '': 2 };

const textOf = (value: number, unit: Unit): string => {
  if (Number.isNaN(value)) return '—';
  const digits = DIGITS[unit];
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === '/s' || unit === '' ? `${text}${unit}` : `${text} ${unit}`;
};

/** Figures of the same place and name in every round of both; one that a program does not have is NaN there. */
export const compare = ({ ours, theirs }: Rounds): Compared[] => {
  const valuesOf = (rounds: readonly Result[][], index: number, name: string): number[] =>
    rounds.map((results) => {
      const figure = results[index]?.figures.find((each) => each.name === name);
      return figure?.value ?? Number.NaN;
    });
  return (ours[0] ?? []).flatMap(({ what, figures }, index) =>
    figures.map((figure) => {
      const own = median(valuesOf(ours, index, figure.name));
      const other = median(valuesOf(theirs, index, figure.name));
      const [better, worse] = figure.better === 'more' ? [own, other] : [other, own];
      const gain = better === worse ? 1 : better / worse;
      return { what, figure, ours: own, theirs: other, gain };
    }),
  );
};

/** « 2.00 × better », « 1.25 × worse »; no number beside a zero, « — » where one of both is not known. */
export const saidOf = (gain: number): string => {
  if (Number.isNaN(gain)) return '—';
  if (gain === 1) return 'the same';
  if (gain === 0 || gain === Number.POSITIVE_INFINITY) return gain === 0 ? 'worse' : 'better';
  return gain > 1 ? `${gain.toFixed(2)} × better` : `${(1 / gain).toFixed(2)} × worse`;
};

/** Whether a figure is as much better as it must be; null: nothing is asked of it beside that commit. */
export const isMetBeside = ({ figure, gain }: Compared, commit: string): boolean | null =>
  figure.beside && commit.startsWith(figure.beside.revision) ? gain >= figure.beside.least : null;

/** One line a figure: what, both, ours ÷ theirs, which is better, and what is asked. */
export const cellsOf = (compared: Compared, commit: string): string[] => {
  const { what, figure, ours, theirs, gain } = compared;
  const isMet = isMetBeside(compared, commit);
  const ratio = ours / theirs;
  return [
    what,
    figure.name,
    textOf(ours, figure.unit),
    textOf(theirs, figure.unit),
    Number.isFinite(ratio) ? ratio.toFixed(2) : '—',
    saidOf(gain),
    isMet === null ? '' : `≥ ${figure.beside?.least} × better`,
    isMet === null ? '' : isMet ? 'yes' : 'NO',
  ];
};
