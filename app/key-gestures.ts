import { KEY_KINDS } from '#server/domain/vocabulary';
import type { Gestures } from './gestures';

/** What one does with keys. */
export const KEY_GESTURES: Gestures = {
  faire: ({ client }, asked) => {
    const kind = KEY_KINDS.find((each) => each === asked('sorte'));
    return client.api.v1.keys.$post({ json: { name: asked('nom'), kind } });
  },
  revoquer: ({ client }, asked) => client.api.v1.keys[':id'].$delete({ param: { id: asked('id') } }),
};
