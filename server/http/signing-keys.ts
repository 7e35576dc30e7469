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

export const signingKeys = (deps: Deps) =>
  createDoors().openapi(route, async (c) => {
    // Without its database an instance still says which keys are its own.
    const keys = await orRemembered(listSigningKeys(deps.db), deps.ownKeys);
    return c.json(fresh(c, { keys }), 200);
  });
