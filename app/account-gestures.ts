import type { Gestures } from './gestures';

/** What one does to one's own account. */
export const ACCOUNT_GESTURES: Gestures = {
  retirer: ({ client }, asked) =>
    client.api.v1.account.passkeys[':id'].$delete({ param: { id: asked('id') } }),
  secours: ({ client }) => client.api.v1.account['recovery-codes'].$post(),
  'fermer-session': ({ client }, asked) =>
    client.api.v1.sessions[':id'].$delete({ param: { id: asked('id') } }),
  'fermer-tout': ({ client }) => client.api.v1.sessions.$delete(),
};
