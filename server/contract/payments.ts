import { z } from 'zod';
import { ORGANISATION_KINDS, PAYMENT_STATES, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { paymentFields, wholePromise } from './dataset';
import { absentAsNull } from './dataset-fields';
import { list } from './ids';
import { instant } from './instants';
import { onBehalf } from './statements';
import { writtenAddress, writtenText } from './texts';

/** Payment day by day (RULES.md 7); days are of Paris, YYYY-MM-DD. */

/** What a speaker says of a day; of one day the operator's word first, contradictions side by side. */
const toldDay = z
  .object({
    day: z.string(),
    state: z.enum(PAYMENT_STATES),
    expectedOn: z.string().nullable(),
    by: z.string(),
    recordedAt: instant,
  })
  .meta({ id: 'PaymentDay' });

/** `paidUntil`: the last day paid before the first one that is missing or promised; null: none is. */
export const platformPayments = z
  .object({
    platform: z.string(),
    paidUntil: z.string().nullable(),
    days: list(toldDay),
  })
  .meta({ id: 'PlatformPayments' });

export type PlatformPayments = z.infer<typeof platformPayments>;

/** Who says so: their ids are those of `by`. */
export const paymentSpeaker = z
  .object({
    by: z.string(),
    name: z.string(),
    kind: z.enum(ORGANISATION_KINDS),
  })
  .meta({ id: 'PaymentSpeaker' });
export type PaymentSpeaker = z.infer<typeof paymentSpeaker>;

/** Days told alike to these professions, of these mutuelles; none named: of all those not named elsewhere. */
export const sharedPayments = z
  .object({
    professions: list(z.enum(PROFESSIONS)),
    mutuelles: list(z.object({ id: z.string(), name: z.string() })),
    payments: list(platformPayments),
  })
  .meta({ id: 'SharedPayments' });
export type SharedPayments = z.infer<typeof sharedPayments>;

/** `GET /api/v1/platforms/{id}/payments?profession=`: of the platform, and of those it pays through. */
export const paymentList = z.object({
  at: instant,
  knownAt: instant,
  platform: z.string(),
  profession: z.enum(PROFESSIONS),
  payments: list(platformPayments),
});

export const MAX_PAYMENT_DAYS = 60;

/** A payment day of the dataset without what the server sets. */
const written = z
  .strictObject({
    ...paymentFields,
    text: absentAsNull(writtenText),
    sourceUrl: absentAsNull(writtenAddress),
    ...onBehalf,
  })
  .superRefine(wholePromise)
  .meta({ id: 'NewPayment' });
export type PaymentBody = z.output<typeof written>;

/** `POST /api/v1/payments`: one day, or up to 60, all of them or none. */
export const paymentsBody = z.union([written, z.array(written).min(1).max(MAX_PAYMENT_DAYS)]);

const paymentRecord = z
  .object({
    id: z.string(),
    by: z.string(),
    recordedAt: instant,
    platform: z.string(),
    professions: list(z.enum(PROFESSIONS)).nullable(),
    mutuelles: list(z.string()).nullable(),
    day: z.string(),
    state: z.enum(PAYMENT_STATES),
    expectedOn: z.string().nullable(),
    text: z.string().nullable(),
    sourceUrl: z.string().nullable(),
  })
  .meta({ id: 'Payment' });
export const paymentsRecord = z.object({ payments: list(paymentRecord) });
