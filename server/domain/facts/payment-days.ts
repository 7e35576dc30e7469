import type { PaymentState, Profession } from './vocabulary';

/** An organisation says that on a platform the invoices of a day are paid, missing, or promised for another day. */
export type PaymentDay = {
  id: string;
  by: string;
  recordedAt: Date;
  storedAt: Date;
  platform: string;
  /** null: all. */
  professions: readonly Profession[] | null;
  /** null: all. */
  mutuelles: readonly string[] | null;
  /** Paris dates, YYYY-MM-DD; `expectedOn` of what is promised only. */
  day: string;
  state: PaymentState;
  expectedOn: string | null;
  text: string | null;
  sourceUrl: string | null;
};
