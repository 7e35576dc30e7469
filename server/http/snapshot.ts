import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { snapshot } from '#server/contract/snapshot';
import { createSnapshots } from '#server/read-model/snapshots';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { CACHE, fresh } from './fresh';
import type { Documented } from './problems';
import { replies } from './replies';
import { stateJson } from './snapshot-json';

const snapshotRoute = createRoute({
  method: 'get',
  path: '/snapshot',
  summary: 'Tout l’état de maintenant en un fichier, signé',
  description:
    'L’en-tête Snapshot-Signature, comme /snapshot.sig, signe ces octets mêmes, une fois décompressés (Ed25519, ' +
    'base64) ; même ETag, même fichier. « since » : les seules lignes changées depuis, non signées.',
  request: { query: z.object({ since: z.coerce.number().int().min(0).optional() }) },
  responses: replies(
    snapshot,
    'Le tableau de chaque profession, les plateformes, les incidents en cours, les avis en vigueur, les maintenances',
  ),
});

const signatureRoute = createRoute({
  method: 'get',
  path: '/snapshot.sig',
  summary: 'La signature de ce fichier',
  responses: {
    200: { description: 'Ed25519, base64', content: { 'text/plain': { schema: z.string() } } },
    503: replies(snapshot, '')[503],
  },
});

export const snapshots = (deps: Deps) => {
  const { current, missed } = createSnapshots({
    record: deps.record,
    signer: deps.signer,
    guard: deps.guard,
    tell: stateJson,
  });
  const stamp = (c: Context, { etag, body }: Awaited<ReturnType<typeof current>>) => {
    c.header('ETag', etag);
    c.header('Cache-Control', CACHE);
    // Of now as long as the database says that nothing changed, however long ago it was made.
    if (deps.record.version() !== null && deps.guard.refusal() === null) return;
    c.header('Age', String(Math.max(1, Math.floor((+deps.now() - +body.generatedAt) / 1000))));
  };
  return createDoors()
    .openapi(snapshotRoute, async (c) => {
      const { since } = c.req.valid('query');
      const held = await current();
      if (since !== undefined) {
        const { body } = held;
        const boards = body.boards.map((board) => {
          const { answers, platforms } = missed(board.profession, since, body.seq);
          return {
            ...board,
            answers: board.answers.filter(({ mutuelle }) => answers?.includes(mutuelle) ?? true),
            platforms: board.platforms.filter(({ platform }) => platforms?.includes(platform) ?? true),
          };
        });
        return c.json(fresh(c, { ...body, since, boards }), 200);
      }
      stamp(c, held);
      const headers = { 'Content-Type': 'application/json', 'Snapshot-Signature': held.signature };
      return c.body(new Uint8Array(held.bytes), 200, headers) as Response as Documented;
    })
    .openapi(signatureRoute, async (c) => {
      const held = await current();
      stamp(c, held);
      return c.text(`${held.signature}\n`, 200);
    });
};
