import { dayNumber, type Instant, isHourKnown, parisParts } from '#server/contract/calendar';
import type { Precision } from '#server/domain/facts/vocabulary';
import { counted, fr } from './typography';

/** After an instant of a page's head: whose clock it is. */
export const IN_PARIS = ' (Paris)';

/** « 12:00 ». */
export const time = (instant: Instant): string => parisParts(instant).time;

/** « 1er févr. ». */
export const shortDay = (instant: Instant): string => {
  const { day, shortMonth } = parisParts(instant);
  return `${day} ${shortMonth}`;
};

/** « 1er février ». */
export const day = (instant: Instant): string => {
  const parts = parisParts(instant);
  return `${parts.day} ${parts.month}`;
};

/** « jeudi 1er février ». */
export const longDay = (instant: Instant): string => `${parisParts(instant).weekday} ${day(instant)}`;

/** « jeudi 1er février 2024 ». */
export const fullDay = (instant: Instant): string => `${longDay(instant)} ${parisParts(instant).year}`;

/** « vendredi 2 février 2024, 12:00 ». */
export const longInstant = (instant: Instant): string => `${fullDay(instant)}, ${time(instant)}`;

/** « le 1er février ». */
export const onDay = (instant: Instant): string => `le ${day(instant)}`;

/** « 29 janvier, 15:00 », « 1er février », « semaine du 29 janvier ». */
export const moment = (instant: Instant, precision?: Precision): string => {
  if (precision === 'week') return `semaine du ${day(instant)}`;
  return isHourKnown(instant, precision) ? `${day(instant)}, ${time(instant)}` : day(instant);
};

/** « lundi 29 janvier, 15:00 », « jeudi 1er février », « semaine du 29 janvier ». */
export const longMoment = (instant: Instant, precision?: Precision): string =>
  precision === 'week'
    ? moment(instant, precision)
    : `${parisParts(instant).weekday} ${moment(instant, precision)}`;

/** « vendredi 9 février 2024, 14:00 », « jeudi 1er février 2024 ». */
export const fullMoment = (instant: Instant, precision?: Precision): string =>
  isHourKnown(instant, precision) ? longInstant(instant) : fullDay(instant);

/** « depuis le 1er février », « depuis la semaine du 29 janvier ». */
export const since = (instant: Instant, precision?: Precision): string =>
  `depuis ${precision === 'week' ? 'la' : 'le'} ${moment(instant, precision)}`;

const UNITS = [
  { ms: 86_400_000, one: 'jour', many: 'jours', below: { ms: 3_600_000, unit: 'h' } },
  { ms: 3_600_000, one: 'h', many: 'h', below: { ms: 60_000, unit: 'min' } },
  { ms: 60_000, one: 'min', many: 'min', below: null },
  { ms: 1_000, one: 's', many: 's', below: null },
] as const;

/** « 3 jours et 21 h », « 6 min », « 40 s ». */
const duration = (ms: number): string => {
  const unit = UNITS.find((each) => ms >= each.ms) ?? UNITS[3];
  const count = Math.floor(ms / unit.ms);
  const rest = unit.below ? Math.floor((ms % unit.ms) / unit.below.ms) : 0;
  const main = `${count} ${count < 2 ? unit.one : unit.many}`;
  return unit.below && rest > 0 && count < 8 ? fr`${main} et ${rest} ${unit.below.unit}` : fr`${main}`;
};

/**
 * The age of what has happened: « il y a 3 min ». Clocks that differ put it ahead of `now`: it is then « à l’instant ».
 * `now` is passed so that the server and the browser agree.
 */
export const ago = (instant: Instant, now: Instant): string => {
  const elapsed = +new Date(now) - +new Date(instant);
  return elapsed < 1_000 ? fr`à l'instant` : `il y a ${duration(elapsed)}`;
};

/** Of what was promised for an instant, reached or not: « dans 12 min », « il y a 3 min ». */
export const fromNow = (instant: Instant, now: Instant): string => {
  const left = +new Date(instant) - +new Date(now);
  return left < 1_000 ? ago(instant, now) : `dans ${duration(left)}`;
};

/** « 39 jours », « 2 h et 5 min »: from one instant to another, no finer than the first is known. */
export const lasted = (from: Instant, precision: Precision | undefined, to: Instant): string => {
  const days = dayNumber(to) - dayNumber(from);
  if (isHourKnown(from, precision) || days < 0) return duration(+new Date(to) - +new Date(from));
  return days === 0 ? fr`moins de 24 h` : `environ ${counted(days, 'jour')}`;
};

/** « février 2024 ». */
export const monthOf = (instant: Instant): string => {
  const { month, year } = parisParts(instant);
  return `${month} ${year}`;
};

/** « 5 nov. », of a day by its number. */
export const shortDayOf = (number: number): string => shortDay(noonOf(number));

/** « 5 novembre », of a day by its number. */
export const dayOf = (number: number): string => day(noonOf(number));

/** « 2026 », of a day by its number. */
export const yearOf = (number: number): string => parisParts(noonOf(number)).year;

/** Noon in UTC is the same day in Paris, summer and winter. */
const noonOf = (number: number): Date => new Date((number + 0.5) * 86_400_000);

/** How long ago, no finer than the fact is known: « il y a 3 jours et 21 h », « hier ; heure non précisée ». */
export const agoKnown = (instant: Instant, precision: Precision | undefined, now: Instant): string =>
  isHourKnown(instant, precision) ? ago(instant, now) : fr`${daysAgo(instant, now)} ; heure non précisée`;

/** Of a fact known to the day: « aujourd’hui », « hier », « il y a 4 jours ». */
const daysAgo = (instant: Instant, now: Instant): string => {
  const days = dayNumber(now) - dayNumber(instant);
  if (days < 1) return fr`aujourd'hui`;
  return days === 1 ? 'hier' : `il y a ${days} jours`;
};

/** An instant said with each preposition that introduces it: the hour alone today, the day before it otherwise. */
export type Dating = Record<'at' | 'of' | 'on' | 'since' | 'until', string>;

/** « à 05:57 », « samedi 28 novembre à 05:57 »; the year only when it is another one. `today`: by its number. */
export const datingOf = (instant: Instant, today: number): Dating => {
  const hour = time(instant);
  if (dayNumber(instant) === today)
    return {
      at: `à ${hour}`,
      of: `de ${hour}`,
      on: `à ${hour}`,
      since: `depuis ${hour}`,
      until: fr`jusqu'à ${hour}`,
    };
  const isSameYear = parisParts(instant).year === yearOf(today);
  const day = isSameYear ? longDay(instant) : fullDay(instant);
  return {
    at: `${day} à ${hour}`,
    of: `du ${day}, ${hour}`,
    on: `le ${day} à ${hour}`,
    since: `depuis ${day} à ${hour}`,
    until: fr`jusqu'au ${day} à ${hour}`,
  };
};
