import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { typedQuery } from '#server/contract/found';
import { askedId } from '#server/contract/ids';
import { mutuelleList, mutuelleRecord } from '#server/contract/mutuelles';
import { type Directory, inForce, type Mutuelle } from '#server/domain/facts/directory';
import { ascending, parisDay } from '#server/domain/facts/intervals';
import type { Deps } from '../deps';
import { versionOf, withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { askRecord, unknownMutuelle } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { conventionsOn, searchDirectory } from '../kit/search';

const listRoute = createRoute({
  method: 'get',
  path: '/mutuelles',
  summary: 'Chercher une mutuelle par nom, alias ou numéro AMC',
  request: {
    query: z.object({
      q: typedQuery.optional(),
      cursor: askedId.optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(100),
    }),
  },
  responses: replies(
    mutuelleList,
    'Les mutuelles trouvées, la meilleure d’abord ; sans `q`, toutes par identifiant',
  ),
});

const oneRoute = createRoute({
  method: 'get',
  path: '/mutuelles/{id}',
  summary: 'Une mutuelle et ses conventions',
  request: { params: z.object({ id: askedId }) },
  responses: replies(mutuelleRecord, 'La mutuelle'),
});

export const mutuelles = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const { q, cursor, limit } = c.req.valid('query');
      const reading = await askRecord(deps, {});
      if (!reading.ok) return refusal(c, reading.refusal);
      const { directory, at, age } = reading.value.read;
      const day = parisDay(at);
      const found = q === undefined ? allById(directory) : mutuellesFound(directory, day, q);
      const from = cursor === undefined ? 0 : found.findIndex(({ id }) => id === cursor);
      const page = from === -1 ? [] : found.slice(from, from + limit);
      const listed = page.map((each) => ({
        ...each,
        platforms: servingOn(directory, each.id, day),
        conventions: conventionsOn(directory.conventionsOf.get(each.id), day),
      }));
      const next = from === -1 ? undefined : found[from + limit];
      return c.json(withEtag(c, { mutuelles: listed, next: next?.id ?? null }, age), 200);
    })
    .openapi(oneRoute, async (c) => {
      const { id } = c.req.valid('param');
      const reading = await askRecord(deps, {});
      if (!reading.ok) return refusal(c, reading.refusal);
      const { directory, age } = reading.value.read;
      const unknown = unknownMutuelle(directory, id);
      if (unknown) return refusal(c, unknown);
      const mutuelle = directory.mutuelles.get(id) as Mutuelle;
      const conventions = (directory.conventionsOf.get(id) ?? []).map(({ mutuelle: _, ...rest }) => rest);
      const body = { ...mutuelle, conventions };
      return c.json(withEtag(c, body, age, versionOf(body)), 200);
    });

const allById = ({ mutuelles }: Directory): Mutuelle[] =>
  [...mutuelles.values()].sort((a, b) => ascending(a.id, b.id));

const mutuellesFound = (directory: Directory, day: string, typed: string): Mutuelle[] =>
  searchDirectory(directory, day, null, typed).found.flatMap(({ kind, id }) =>
    kind === 'mutuelle' ? (directory.mutuelles.get(id) ?? []) : [],
  );

const servingOn = ({ conventionsOf }: Directory, mutuelle: string, day: string): string[] => {
  const current = (conventionsOf.get(mutuelle) ?? []).filter((each) => inForce(each, day));
  return [...new Set(current.map(({ platform }) => platform))].sort(ascending);
};
