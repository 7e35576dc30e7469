import { OpenAPIHono } from '@hono/zod-openapi';
import { INSTANT_EXPECTED } from '#server/contract/instants';
import { refusal } from './problems';

/** An empty set of doors whose refusals of malformed questions are problems. */
export const createDoors = () =>
  new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      const pointer = `/${result.target}/${(issue?.path ?? []).join('/')}`;
      const isInstant = issue?.message === INSTANT_EXPECTED;
      return refusal(c, {
        kind: 'malformed',
        pointer,
        detail: isInstant
          ? `« ${issue.path.join('.')} » est illisible.`
          : `${issue?.message ?? 'Valeur refusée'}.`,
        cure: isInstant ? INSTANT_EXPECTED : 'Voyez les valeurs admises dans GET /api/v1/openapi.json.',
      });
    },
  });
