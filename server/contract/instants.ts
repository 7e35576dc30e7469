import { z } from 'zod';

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Reads an instant that carries its offset; null when malformed or not in the calendar. */
export const readInstant = (text: string): Date | null => {
  const [, year, month, day, hour] = (FORM.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23) return null;
  const instant = new Date(text);
  return Number.isNaN(+instant) ? null : instant;
};

export const INSTANT_EXPECTED =
  'un instant ISO 8601 avec son décalage est attendu, par exemple 2024-02-02T12:00:00+01:00';

/** In a query string a « + » left unencoded arrives as a space: it reads as « + ». */
export const queryInstant = z
  .string()
  .transform((text, context) => {
    const instant = readInstant(text.replace(' ', '+'));
    if (instant) return instant;
    context.addIssue({ code: 'custom', message: INSTANT_EXPECTED });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'date-time', example: '2024-02-02T12:00:00+01:00' });

/** An instant as we print it: UTC, milliseconds. */
export const instant = z.string().meta({ format: 'date-time', example: '2024-02-02T11:00:00.000Z' });
