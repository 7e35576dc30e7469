import { RRuleTemporal } from 'rrule-temporal';
import { DAY, shift } from '#server/domain/intervals';
import { accept, type Result, refuse } from '#server/domain/result';

export type Window = { from: Date; to: Date };

const HORIZON = 90 * DAY;
const MOST = 200;
const RULE = /^(RRULE:)?[A-Z0-9=;,+-]+$/;
/** Nothing finer than a day: windows, not pulses. */
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY'];

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `20260204T230000`, on a clock in Paris. */
const local = (instant: Date): string => paris.format(instant).replace(/[-:]/g, '').replace(' ', 'T');

/**
 * The windows a rule (RFC 5545) makes of a first one, those that begin within 90 days of now. Hours are those of
 * Paris, winter and summer. Refuses, in French, a rule that cannot be read or that makes too many.
 */
export const occurrencesOf = (first: Window, rrule: string, now: Date): Result<Window[], string> => {
  const frequency = /FREQ=([A-Z]+)/.exec(rrule)?.[1] ?? '';
  if (!RULE.test(rrule) || !FREQUENCIES.includes(frequency))
    return refuse('La règle ne se lit pas, ou n’est ni DAILY, ni WEEKLY, ni MONTHLY.');
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;TZID=Europe/Paris:${local(first.from)}\nRRULE:${rrule.replace('RRULE:', '')}`,
    });
    const begins = rule.between(first.from, shift(now, HORIZON), true);
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
