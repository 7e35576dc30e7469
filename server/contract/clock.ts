/** How far the machine's clock is ahead of « now », milliseconds (negative: behind), since it jumped. */
export type ClockDoubt = { by: number; since: Date };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const lasting = (ms: number): string => {
  if (ms >= 2 * DAY) return `${Math.round(ms / DAY)} jours`;
  const [hours, minutes] = [Math.floor(ms / HOUR), Math.floor((ms % HOUR) / MINUTE)];
  return hours > 0 ? `${hours} h ${String(minutes).padStart(2, '0')}` : `${minutes} min`;
};

/** « en avance de 2 h 00 ». */
export const apartWords = ({ by }: Pick<ClockDoubt, 'by'>): string =>
  `${by > 0 ? 'en avance' : 'en retard'} de ${lasting(Math.abs(by))}`;

/** « Now » would be signed as an instant to come, by the clock of whoever reads it. */
export const isAheadOfMachine = (doubt: ClockDoubt | null): boolean => doubt !== null && doubt.by < 0;
