import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { availability as availabilityAnswer } from '#server/contract/availability';
import { askedId } from '#server/contract/ids';
import { ratioOf } from '#server/domain/availability/minutes';
import { operatorRecord } from '#server/domain/availability/operator-record';
import { DAY } from '#server/domain/facts/intervals';
import { AVAILABILITY_READINGS } from '#server/domain/facts/vocabulary';
import { availabilityQuery, readAvailability } from './availability-reading';
import { createDoors } from './create-doors';
import { csvHeaders, csvOf } from './csv';
import type { Deps } from './deps';
import { fresh } from './fresh';
import { type Documented, refusal } from './problems';
import { replies, repliesInText } from './replies';

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
  createDoors()
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
      const told = { from, to, countedUntil, rule: RULE, flows, record };
      return c.json(fresh(c, { seq, at, platform: id, name, profession, ...told }, age), 200);
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
  'Minutes par jour de Paris, avec ce qui est su aujourd’hui : (en marche + dégradé) ÷ (en marche + dégradé + coupé). ' +
  'Maintenance et sans nouvelle sont laissées de côté. Sans profession : le pire de toutes, à chaque minute. ' +
  'Un mois fini est gelé ; ce qui s’apprend ensuite est donné à côté.';

const COLUMNS = [
  ...['platform', 'flow', 'profession', 'day', 'reading', 'correction', 'frozen'],
  ...['operational', 'degraded', 'down', 'maintenance', 'unknown', 'presumed', 'ratio'],
];

type Flows = Extract<Awaited<ReturnType<typeof readAvailability>>, { ok: true }>['value']['flows'];

const rowsOf = (platform: string, profession: string, flows: Flows) =>
  flows.flatMap(({ flow, days }) =>
    days.flatMap(({ day, isFrozen, correction, ...readings }) =>
      [
        { correction: false, told: readings },
        { correction: true, told: correction },
      ].flatMap(({ correction, told }) =>
        AVAILABILITY_READINGS.flatMap((reading) => {
          const minutes = told?.[reading];
          const place = { platform, flow, profession, day, reading, correction, frozen: isFrozen };
          return minutes ? [{ ...place, ...minutes, ratio: ratioOf(minutes) }] : [];
        }),
      ),
    ),
  );
