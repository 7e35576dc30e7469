import { dayNumber, type Instant, parisParts } from './calendar';
import { fullDay, longDay, time, yearOf } from './instants';
import { fr } from './typography';

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
