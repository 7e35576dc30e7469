import { dateOf } from '#server/contract/calendar';
import { DAY } from '#server/domain/facts/intervals';

const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
const dateAgo = (days: number): string => dateOf(ago(days));

/** Made up: what Viamedis says of the invoices of three days of this week, a day of each state. */
export const daysOfPayment = (): Record<string, unknown> => ({
  format: 'comptoir-dataset/1',
  payments: [
    { day: dateAgo(4), state: 'paid' },
    { day: dateAgo(3), state: 'promised', expectedOn: dateAgo(-7) },
    { day: dateAgo(2), state: 'missing' },
  ].map((told) => ({
    id: `made-up-${told.state}`,
    by: 'viamedis',
    recordedAt: ago(1),
    platform: 'viamedis',
    professions: 'all',
    ...told,
  })),
});

/** Made up: some weeks of Viamedis of which there is a day of each state. */
export const daysOfEachState = (): Record<string, unknown> => ({
  format: 'comptoir-dataset/1',
  statements: (['degraded', 'maintenance', 'down', 'operational'] as const).map((health, week) => ({
    id: `made-up-${health}`,
    by: 'viamedis',
    effectiveAt: ago(40 - week * 7),
    recordedAt: ago(40 - week * 7),
    platform: 'viamedis',
    flows: ['idb', 'clc', 'pec', 'dre', 'carte', 'portail'],
    professions: 'all',
    health,
    text: 'Inventé.',
  })),
});
