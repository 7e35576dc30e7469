import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listAudit } from '#db/audit-list';
import { listSecurityEvents } from '#db/security-events';
import { auditPage, securityEventPage } from '#server/contract/accounts';
import type { Deps } from '../deps';
import { csvHeaders, csvOf } from '../kit/csv';
import { personOf, writerFor } from '../kit/guard';
import { type Documented, refusal } from '../kit/problems';
import { repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { answer } from './run-audited';

const query = z.object({
  account: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  noun: z.string().max(100).optional(),
  id: z.string().max(500).optional(),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  format: z.enum(['json', 'csv']).default('json'),
});

const auditRoute = createRoute({
  method: 'get',
  path: '/audit',
  summary:
    'Le journal de son organisation ; du bureau, tout. Les comptes et les réseaux, pour les responsables. En JSON, ou en CSV',
  request: { query },
  responses: repliesToKnown(auditPage, 'Une page du journal, la plus récente ligne d’abord'),
});

export const audit = (deps: Deps) =>
  createRouter().openapi(auditRoute, async (c) => {
    const writer = await writerFor(deps, c, 'audit', { isFresh: false });
    if (!writer.ok) return refusal(c, writer.refusal);
    const { organisation, role, session } = writer.value;
    // Only those who answer for colleagues may read what these did to accounts, and from where they write.
    const isPublicOnly = role === 'author' || session === null;
    const {
      account = null,
      action = null,
      noun = null,
      id = null,
      cursor,
      limit,
      format,
    } = c.req.valid('query');
    const own = organisation.kind === 'desk' ? null : organisation.id;
    const asked = { organisation: own, account, action, noun, id, isPublicOnly };
    const found = await listAudit(deps.db, { ...asked, before: cursor ?? null, limit: limit + 1 });
    const rows = found.slice(0, limit).map(({ number, cameFrom, ...row }) => ({
      ...row,
      number: Number(number),
      cameFrom: isPublicOnly ? null : cameFrom,
    }));
    if (format === 'csv')
      return c.body(
        csvOf(COLUMNS, rows),
        200,
        csvHeaders('journal.csv', 'no-store'),
      ) as Response as Documented;
    const last = rows.at(-1);
    return answer(c, { rows, next: found.length > limit && last ? String(last.number) : null });
  });

const COLUMNS = [
  'number',
  'at',
  'name',
  'organisation',
  'via',
  'cameFrom',
  'action',
  'noun',
  'id',
  'before',
  'after',
  'hash',
];

const eventsQuery = z.object({
  account: z.string().max(100).optional(),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const eventsRoute = createRoute({
  method: 'get',
  path: '/security-events',
  summary:
    'Ce qui est arrivé à son compte ; d’un responsable, à ceux de son organisation ; du bureau, à tous',
  request: { query: eventsQuery },
  responses: repliesToKnown(securityEventPage, 'Les événements, le plus récent d’abord'),
});

export const securityEvents = (deps: Deps) =>
  createRouter().openapi(eventsRoute, async (c) => {
    const writer = await personOf(deps, c);
    if (!writer.ok) return refusal(c, writer.refusal);
    const { role, organisation, person } = writer.value;
    const { account = null, cursor, limit } = c.req.valid('query');
    const found = await listSecurityEvents(deps.db, {
      organisation: organisation.kind === 'desk' ? null : organisation.id,
      account: role === 'author' ? person.account : account,
      before: cursor ?? null,
      limit: limit + 1,
    });
    const events = found.slice(0, limit);
    const last = events.at(-1);
    return answer(c, { events, next: found.length > limit && last ? last.id : null });
  });
