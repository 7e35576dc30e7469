import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readCalendar, readCounted } from '#db/availability';
import { availabilityCalendar } from '#server/contract/availability';
import { grouped } from '#server/domain/facts/grouped';
import { latest } from '#server/domain/facts/intervals';
import { HEALTHS } from '#server/domain/facts/vocabulary';
import { periodOf } from './availability-reading';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { fresh } from './fresh';
import { refusal } from './problems';
import { askRecord, instantsQuery } from './question';
import { replies } from './replies';

const route = createRoute({
  method: 'get',
  path: '/availability',
  summary: 'Le pire de toutes les plateformes, jour après jour',
  request: {
    query: instantsQuery.pick({ at: true }).extend({
      days: z.coerce.number().int().min(1).max(400).default(366),
    }),
  },
  responses: replies(availabilityCalendar, 'Les jours touchés, le plus récent en dernier'),
});

export const availabilityCalendars = (deps: Deps) =>
  createDoors().openapi(route, async (c) => {
    const { at: asked, days } = c.req.valid('query');
    const reading = await askRecord(deps, asked ? { at: asked } : {});
    if (!reading.ok) return refusal(c, reading.refusal);
    const { seq, at, age } = reading.value.read;
    const counted = await readCounted(deps.db);
    const until = latest(counted.map(({ countedUntil }) => countedUntil));
    const [countedFrom] = counted.map((each) => each.countedFrom).sort();
    const period = until && countedFrom ? periodOf({ countedFrom, countedUntil: until }, at, days) : null;
    const { from = null, to = null } = period ?? {};
    const rows = period ? await readCalendar(deps.db, period) : [];
    return c.json(fresh(c, { seq, at, from, to, days: daysOf(rows) }, age), 200);
  });

type Row = Awaited<ReturnType<typeof readCalendar>>[number];

/** The worst health that some flow was in, whatever its length. */
const daysOf = (rows: readonly Row[]) =>
  [...grouped(rows, ({ day }) => day)].map(([day, own]) => ({
    day,
    health: [...HEALTHS].reverse().find((health) => own.some((row) => row[health] > 0)) ?? 'operational',
    down: Math.max(...own.map(({ down }) => down)),
    platforms: own.map(({ platform }) => platform),
  }));
