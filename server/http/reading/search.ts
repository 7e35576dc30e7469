import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { searchResults, typedQuery } from '#server/contract/found';
import { askedId } from '#server/contract/ids';
import { parisDay } from '#server/domain/facts/intervals';
import { accept } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { readProfession } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { searchDirectory } from '../kit/search';

const searchRoute = createRoute({
  method: 'get',
  path: '/search',
  summary: 'Ce que l’on tape au comptoir : mutuelles et opérateurs, par nom, sigle ou numéro',
  request: { query: z.object({ q: typedQuery, profession: askedId.optional() }) },
  responses: replies(searchResults, 'Au plus vingt, le meilleur d’abord ; « typo » n’est qu’une supposition'),
});

const MAX_FOUND = 20;

export const search = (deps: Deps) =>
  createRouter().openapi(searchRoute, async (c) => {
    const { q, profession } = c.req.valid('query');
    const asking = profession === undefined ? accept(null) : readProfession(profession);
    if (!asking.ok) return refusal(c, asking.refusal);
    // Nothing is judged: the directory alone answers.
    const { directory, at, age } = await deps.readModel.read({ at: null, knownAt: null });
    const { found } = searchDirectory(directory, parisDay(at), asking.value, q, MAX_FOUND);
    return c.json(withEtag(c, { results: found }, age), 200);
  });
