import type { Flow, Profession } from './vocabulary';

/** A window announced ahead, `to` excluded. */
export type Maintenance = {
  id: string;
  by: string;
  platform: string;
  flows: readonly Flow[];
  /** null: all. */
  professions: readonly Profession[] | null;
  from: Date;
  to: Date;
  recordedAt: Date;
  storedAt: Date;
  text: string | null;
  cancelledAt: Date | null;
};
