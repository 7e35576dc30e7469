import { RRuleTemporal } from 'rrule-temporal';
import { DAY, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';

export type Window = { from: Date; to: Date };

const HORIZON = 90 * DAY;
const MOST = 200;
/** Nothing finer than a day: windows, not pulses. */
const FREQUENCY = /^FREQ=(DAILY|WEEKLY|MONTHLY)$/;
const PART = /^(INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]+$/;

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** A rule knows no finer. */
const wholeSecond = (instant: Date): Date => new Date(Math.floor(+instant / 1000) * 1000);

/** `20260204T230000`, on a clock in Paris. */
const local = (instant: Date): string => paris.format(instant).replace(/[-:]/g, '').replace(' ', 'T');

/**
 * The windows a rule (RFC 5545) makes of a first one, those that begin within 90 days of now. Hours are those of
 * Paris, winter and summer. Refuses, in French, a rule that cannot be read or that makes too many.
 */
export const occurrencesOf = (first: Window, rrule: string, now: Date): Result<Window[], string> => {
  const parts = rrule.replace(/^RRULE:/, '').split(';');
  const others = parts.filter((part) => !FREQUENCY.test(part));
  if (others.length !== parts.length - 1 || !others.every((part) => PART.test(part)))
    return refuse('La règle ne se lit pas, ou ne va pas par jours, semaines ou mois entiers.');
  // Counted from the first one: from centuries ago, it would be for long.
  if (first.from < shift(now, -HORIZON)) return refuse('La première fenêtre date de plus de 90 jours.');
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;TZID=Europe/Paris:${local(first.from)}\nRRULE:${parts.join(';')}`,
    });
    const begins = rule.between(wholeSecond(first.from), shift(now, HORIZON), true);
    if (begins.length > MOST) return refuse(`La règle fait plus de ${MOST} fenêtres.`);
    const length = +first.to - +first.from;
    return accept(
      begins
        .map(({ epochMilliseconds }) => new Date(epochMilliseconds))
        .map((from) => ({ from, to: shift(from, length) })),
    );
  } catch {
    return refuse('La règle ne se lit pas.');
  }
};
