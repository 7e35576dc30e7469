import { createRoute } from '@hono/zod-openapi';
import { listSigningKeys } from '#db/signing-keys';
import { signingKeys as schema } from '#server/contract/snapshot';
import { orRemembered } from './away';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { fresh } from './fresh';
import { replies } from './replies';

const route = createRoute({
  method: 'get',
  path: '/signing-keys',
  summary: 'Les clés publiques qui signent, ou ont signé, l’état',
  responses: replies(schema, 'Ed25519 (SPKI, base64), de la plus ancienne à la plus récente'),
});

export const signingKeys = (deps: Deps) => {
  let held: Awaited<ReturnType<typeof listSigningKeys>> | null = null;
  const list = async () => {
    held = await listSigningKeys(deps.db);
    return held;
  };
  void list().catch(() => undefined);
  return createDoors().openapi(route, async (c) => {
    // The signed state outlives the database: so does what it is checked with, of this instance at least.
    const keys = await orRemembered(list(), () => held ?? deps.ownKeys());
    return c.json(fresh(c, { keys }), 200);
  });
};
