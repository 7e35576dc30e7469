import { Hono } from 'hono';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Db } from '#db/database';
import { readSeq } from '#db/directory';
import { listMonths } from '#db/retention';
import type { ChoreState } from '#server/live/chores';

type Watched = { db: Db; chores: () => readonly ChoreState[] };

/** `/metrics`, for Prometheus: what is kept and since when, what the instance on duty did last. No personal data. */
export const metrics = ({ db, chores }: Watched) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (
    name: string,
    help: string,
    collect: (gauge: Gauge<string>) => void | Promise<void>,
    labelNames: readonly string[] = [],
  ) =>
    new Gauge({
      name: `comptoir_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        this.reset();
        await collect(this);
      },
    });
  gauge('seq', 'Number of the last change of the record.', async (seq) => seq.set(await readSeq(db)));
  gauge('observation_months', 'Months of raw results kept.', async (months) =>
    months.set((await listMonths(db)).length),
  );
  gauge(
    'observation_month_ends_seconds',
    'When each month of raw results ends; it is dropped 90 days later.',
    async (ends) => {
      for (const { name, endsAt } of await listMonths(db)) ends.set({ month: name }, +endsAt / 1000);
    },
    ['month'],
  );
  gauge(
    'chore_done_seconds',
    'When a chore was last done by this instance; none where another is on duty.',
    (done) => {
      for (const { name, doneAt } of chores()) if (doneAt) done.set({ chore: name }, +doneAt / 1000);
    },
    ['chore'],
  );
  gauge(
    'chore_took_seconds',
    'How long it took.',
    (took) => {
      for (const state of chores()) if (state.doneAt) took.set({ chore: state.name }, state.took / 1000);
    },
    ['chore'],
  );
  gauge(
    'chore_failures',
    'How often it failed since this instance started.',
    (failures) => {
      for (const state of chores()) failures.set({ chore: state.name }, state.failures);
    },
    ['chore'],
  );
  return new Hono().get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, {
      'Content-Type': registry.contentType,
      'Cache-Control': 'no-store',
    }),
  );
};
