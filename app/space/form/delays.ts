import { dateOfDay, dayNumber } from '#server/contract/calendar';
import { instantOf, localOf } from './readings';
import type { Typed } from './typed';

/** Instants one gives by a chip: « dans 1 h », « demain 9 h ». */

const MINUTE = 60_000;
const MINUTES = [30, 60, 120] as const;

/** A few minutes from when the form is sent; a morning is itself, whenever it is sent. */
export type Delay = { value: string; iso: string } & (
  | { kind: 'minutes'; minutes: (typeof MINUTES)[number] }
  | { kind: 'morning'; isToday: boolean }
);

const NINE = 'T09:00';
const minutesChip = (minutes: number): string => `dans-${minutes}`;

/** Before nine « demain 9 h » is said by two people of two days: this morning is offered too. */
const morningsAfter = (now: Date): Delay[] => {
  const today = dayNumber(now);
  return [today, today + 1].flatMap((day) => {
    const value = dateOfDay(day) + NINE;
    const iso = instantOf(value);
    if (iso === null || Date.parse(iso) <= +now) return [];
    return [{ kind: 'morning' as const, value, iso, isToday: day === today }];
  });
};

/** To the minute, as it is shown; by the clock of the world, whatever Paris does to its own meanwhile. */
const inMinutes = (now: Date, minutes: number): string =>
  new Date(Math.floor(+now / MINUTE + minutes) * MINUTE).toISOString();

export const delaysFrom = (now: Date): Delay[] => [
  ...MINUTES.map((minutes) => ({
    kind: 'minutes' as const,
    minutes,
    value: minutesChip(minutes),
    iso: inMinutes(now, minutes),
  })),
  ...morningsAfter(now),
];

/** The instant a chip stands for; null when it is no chip. */
export const delayed = (value: string, now: Date): string | null => {
  const minutes = MINUTES.find((each) => minutesChip(each) === value);
  if (minutes !== undefined) return inMinutes(now, minutes);
  return value.endsWith(NINE) ? instantOf(value) : null;
};

/** The chip for the hour typed in the field beside. */
export const AT_AN_HOUR = 'heure';

export type DelayFields = { choice: string; field: string; atHour: string };

/** « Retour » and « prochain point », each a choice and a field. */
export const BACK: DelayFields = { choice: 'sorte', field: 'retour', atHour: 'prevu' };
export const NEXT: DelayFields = { choice: 'point-dans', field: 'point', atHour: AT_AN_HOUR };

export type Passed = { of: 'back' | 'next'; iso: string };

/**
 * A draft as it may be sent now: an instant that has passed since is left out, and named in `passed`; a morning that is
 * offered no more is an hour like another.
 */
export const stillAhead = (draft: Typed, now: Date) => {
  const typed = { ...draft };
  const passed: Passed[] = [];
  for (const [of, { choice, field, atHour }] of [
    ['back', BACK],
    ['next', NEXT],
  ] as const) {
    const chosen = typed[choice]?.[0] ?? '';
    const morning = chosen.endsWith(NINE) ? chosen : null;
    const written = morning ?? (chosen.startsWith('dans-') ? '' : (typed[field]?.[0] ?? ''));
    const iso = instantOf(written);
    if (iso === null) continue;
    if (Date.parse(iso) <= +now) {
      delete typed[choice];
      delete typed[field];
      passed.push({ of, iso });
    } else if (morning !== null && !delaysFrom(now).some(({ value }) => value === morning)) {
      typed[choice] = [atHour];
      typed[field] = [morning];
    }
  }
  return { typed, passed };
};

/** Whether its hour comes twice that night: the clock is put back between the two. */
export const comesTwice = (iso: string): boolean => {
  const around = [-60, 60].map((minutes) =>
    localOf(new Date(Date.parse(iso) + minutes * MINUTE).toISOString()),
  );
  return around.includes(localOf(iso));
};
