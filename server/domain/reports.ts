import type { Flow, Profession } from './vocabulary';

/** Verified « ça bloque » above their threshold; a null mutuelle speaks of the whole platform. */
export type Alarm = {
  platform: string;
  mutuelle: string | null;
  flow: Flow;
  profession: Profession;
  firstReportAt: Date;
};
