import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readCalendar, readCounted, readDays, readFrozenMonths, readPlatformCounted } from '#db/availability';
import { availability as availabilityAnswer, availabilityCalendar } from '#server/contract/availability';
import { askedId } from '#server/contract/ids';
import { ratioOf } from '#server/domain/availability/minutes';
import { operatorRecord } from '#server/domain/availability/operator-record';
import { tellFlow } from '#server/domain/availability/view';
import { grouped } from '#server/domain/facts/grouped';
import {
  DAY,
  dayAfter,
  daysFrom,
  latest,
  minutesOfDay,
  parisDay,
  startOfDay,
} from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { AVAILABILITY_READINGS, FLOWS, HEALTHS, type Profession } from '#server/domain/facts/vocabulary';
import type { Deps } from '../deps';
import { csvHeaders, csvOf } from '../kit/csv';
import { withEtag } from '../kit/etag';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { replies, repliesInText } from '../kit/replies';
import {
  askRecord,
  instantsQuery,
  type ReadContext,
  readProfession,
  unknownPlatform,
} from '../kit/request-scope';
import { createRouter } from '../kit/router';

export const availabilityQuery = instantsQuery.pick({ at: true }).extend({
  days: z.coerce.number().int().min(1).max(400).default(90),
  profession: askedId.optional(),
});
export type AvailabilityQuery = z.output<typeof availabilityQuery>;

/** The days of a platform up to the instant asked, from what was counted of them. */
export const readAvailability = async (
  deps: Deps,
  platform: string,
  { at, days, profession }: AvailabilityQuery,
  reach: number,
): Promise<Result<Awaited<ReturnType<typeof counted>> & { reading: ReadContext }, Refusal>> => {
  const asked = profession === undefined ? accept(null) : readProfession(profession);
  if (!asked.ok) return asked;
  const { directory } = await deps.readModel.read({ at: null, knownAt: null });
  const refused = unknownPlatform(directory, platform);
  if (refused) return refuse(refused);
  // How soon an operator tells what is measured, and holds what it announces, is its platform's own affair.
  const narrowed = { platforms: [platform], isOverLeftOut: true } as const;
  const reading = await askRecord(deps, at ? { at } : {}, reach, narrowed);
  if (!reading.ok) return reading;
  return accept({
    ...(await counted(deps, reading.value, platform, days, asked.value)),
    reading: reading.value,
  });
};

const counted = async (
  { db }: Deps,
  { read }: ReadContext,
  platform: string,
  count: number,
  profession: Profession | null,
) => {
  const listed = read.directory.platforms.get(platform)?.flows ?? [];
  const held = await readPlatformCounted(db, platform);
  const period = held && periodOf(held, read.at, count);
  if (!period) return { profession, period: null, countedUntil: null, flows: [] };
  const who: Profession | 'all' = profession ?? 'all';
  const [kept, frozen] = await Promise.all([
    readDays(db, platform, period, ['all', who]),
    readFrozenMonths(db, platform),
  ]);
  const days = daysFrom(period.from, period.to).map((day) => ({
    day,
    minutes: minutesOfDay(day, held.countedUntil),
  }));
  const asked = { days, profession: who, frozen };
  const flows = FLOWS.filter((flow) => listed.includes(flow)).map((flow) =>
    tellFlow(
      flow,
      kept.filter((each) => each.flow === flow),
      asked,
    ),
  );
  return { profession, period, countedUntil: held.countedUntil, flows };
};

/** The counted days among those asked; null: none is. */
export const periodOf = (
  { countedFrom, countedUntil }: { countedFrom: string; countedUntil: Date },
  at: Date,
  days: number,
): { from: string; to: string; startsAt: Date } | null => {
  const [last, latest] = [parisDay(at), parisDay(countedUntil)];
  const to = last < latest ? last : latest;
  const first = dayAfter(last, 1 - days);
  const from = first > countedFrom ? first : countedFrom;
  return from > to ? null : { from, to, startsAt: startOfDay(from) };
};

const request = { params: z.object({ id: askedId }), query: availabilityQuery };

const oneRoute = createRoute({
  method: 'get',
  path: '/platforms/{id}/availability',
  summary:
    'Disponibilité par échange et par jour de Paris : jugée, déclarée, mesurée ; ce que vaut l’opérateur',
  request,
  responses: replies(availabilityAnswer, 'Les jours comptés, le plus récent en dernier'),
});

const csvRoute = createRoute({
  method: 'get',
  path: '/platforms/{id}/availability.csv',
  summary: 'Les mêmes jours, en CSV : une ligne par échange, jour et lecture',
  request,
  responses: repliesInText('text/csv', 'Un fichier CSV'),
});

export const availability = (deps: Deps) =>
  createRouter()
    .openapi(oneRoute, async (c) => {
      const { id } = c.req.valid('param');
      const query = c.req.valid('query');
      const asked = await readAvailability(deps, id, query, query.days * DAY);
      if (!asked.ok) return refusal(c, asked.refusal);
      const { reading, profession, period, countedUntil, flows } = asked.value;
      const { seq, at, directory, evidence, age } = reading.read;
      const record = operatorRecord(directory, evidence, id, { from: period?.startsAt ?? at, to: at });
      const name = directory.platforms.get(id)?.name ?? id;
      const { from = null, to = null } = period ?? {};
      const body = { from, to, countedUntil, rule: RULE, flows, record };
      return c.json(withEtag(c, { seq, at, platform: id, name, profession, ...body }, age), 200);
    })
    .openapi(csvRoute, async (c) => {
      const { id } = c.req.valid('param');
      const asked = await readAvailability(deps, id, c.req.valid('query'), 0);
      if (!asked.ok) return refusal(c, asked.refusal);
      const { profession, flows } = asked.value;
      const rows = rowsOf(id, profession ?? 'all', flows);
      const headers = csvHeaders(`disponibilite-${id}.csv`, 'public, max-age=60');
      return c.body(csvOf(COLUMNS, rows), 200, headers) as Response as Documented;
    });

const RULE =
  'Minutes, à la seconde (0,5 : trente secondes), par jour de Paris, avec ce qui est su aujourd’hui : (en marche + dégradé) ÷ (en marche + dégradé + coupé). ' +
  'Maintenance et sans nouvelle sont laissées de côté. Sans profession : le pire de toutes, à chaque instant. ' +
  'Un mois fini est gelé ; ce qui s’apprend ensuite est donné à côté.';

const OF_WHAT = ['platform', 'flow', 'profession', 'day', 'reading', 'correction', 'frozen'];
const COUNTED = ['operational', 'degraded', 'down', 'maintenance', 'unknown', 'presumed', 'ratio'];
const COLUMNS = [...OF_WHAT, ...COUNTED];

type Flows = Extract<Awaited<ReturnType<typeof readAvailability>>, { ok: true }>['value']['flows'];

const rowsOf = (platform: string, profession: string, flows: Flows) =>
  flows.flatMap(({ flow, days }) =>
    days.flatMap(({ day, isFrozen, correction, ...readings }) =>
      [
        { correction: false, counts: readings },
        { correction: true, counts: correction },
      ].flatMap(({ correction, counts }) =>
        AVAILABILITY_READINGS.flatMap((reading) => {
          const minutes = counts?.[reading];
          const place = { platform, flow, profession, day, reading, correction, frozen: isFrozen };
          return minutes ? [{ ...place, ...minutes, ratio: ratioOf(minutes) }] : [];
        }),
      ),
    ),
  );

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
  createRouter().openapi(route, async (c) => {
    const { at: asked, days } = c.req.valid('query');
    // No fact is asked about, but the days that were counted of them.
    const reading = await askRecord(deps, asked ? { at: asked } : {}, 0, { platforms: [] });
    if (!reading.ok) return refusal(c, reading.refusal);
    const { seq, at, age } = reading.value.read;
    const counted = await readCounted(deps.db);
    const until = latest(counted.map(({ countedUntil }) => countedUntil));
    const [countedFrom] = counted.map((each) => each.countedFrom).sort();
    const period = until && countedFrom ? periodOf({ countedFrom, countedUntil: until }, at, days) : null;
    const { from = null, to = null } = period ?? {};
    const rows = period ? await readCalendar(deps.db, period) : [];
    return c.json(withEtag(c, { seq, at, from, to, days: daysOf(rows) }, age), 200);
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
