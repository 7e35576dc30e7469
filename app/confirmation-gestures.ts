import type { Gestures } from './gestures';
import { RESTRICTION_GESTURES } from './restriction-gestures';

/** What a second person does for the first. */
export const CONFIRMATION_GESTURES: Gestures = {
  ...RESTRICTION_GESTURES,
  confirmer: ({ client, headers }, asked) =>
    client.api.v1.statements[':id'].confirmation.$post({ param: { id: asked('id') }, json: {} }, { headers }),
  retirer: ({ client, headers }, asked) =>
    client.api.v1.statements[':id'].retraction.$post(
      { param: { id: asked('id') }, json: { reason: asked('motif') || null } },
      { headers },
    ),
};
