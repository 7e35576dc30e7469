/** What a `datetime-local` field holds is Paris time; what our doors take carries its offset. */

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const HOUR = 3_600_000;
/** Of an hour that comes twice the first is meant. */
const OFFSETS = [2, 1];

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** « 2024-02-12T12:58 », as the field shows it. */
export const localOf = (iso: string): string => paris.format(new Date(iso)).replace(' ', 'T');

/** « 2024-02-12T12:58:00+01:00 »; null when it is no date of the calendar. */
export const instantOf = (local: string): string | null => {
  const typed = local.slice(0, 16);
  const read = FORM.test(typed) ? Date.parse(`${typed}Z`) : Number.NaN;
  if (Number.isNaN(read) || new Date(read).toISOString().slice(0, 16) !== typed) return null;
  const offset = OFFSETS.find((hours) => localOf(new Date(read - hours * HOUR).toISOString()) === typed);
  // An hour that does not exist, in March, is read as the clock before it changed.
  return `${typed}:00+0${offset ?? 1}:00`;
};
