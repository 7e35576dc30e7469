import type { Gestures } from './gestures';

/** What one does with what is asked of accounts, keys, probes and scopes. */
export const RESTRICTION_GESTURES: Gestures = {
  'annuler-demande': ({ client }, asked) =>
    client.api.v1.restrictions[':id'].cancellation.$post({ param: { id: asked('id') } }),
  'confirmer-demande': ({ client }, asked) =>
    client.api.v1.restrictions[':id'].confirmation.$post({ param: { id: asked('id') } }),
};
