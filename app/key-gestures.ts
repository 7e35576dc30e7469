import { KEY_ACTIONS, KEY_KINDS } from '#server/domain/facts/vocabulary';
import type { Gestures } from './gestures';
import { RESTRICTION_GESTURES } from './restriction-gestures';
import { KEY_SPANS } from './words/fr/space-keys';

const DAY = 86_400_000;

/** As long as was chosen, from when the form was shown. Otherwise what a key lasts unless told. */
const endOf = (from: string, days: string): string | undefined => {
  const span = KEY_SPANS.find((each) => String(each.days) === days);
  const start = Date.parse(from);
  return span && !Number.isNaN(start) ? new Date(start + span.days * DAY).toISOString() : undefined;
};

/** What one does with keys. */
export const KEY_GESTURES: Gestures = {
  ...RESTRICTION_GESTURES,
  faire: ({ client }, asked) => {
    const kind = KEY_KINDS.find((each) => each === asked('sorte'));
    const ticked = asked.all('action');
    const actions = kind === 'probe' ? [] : KEY_ACTIONS.filter((action) => ticked.includes(action));
    const platforms = asked.all('plateforme');
    const json = {
      ...{ name: asked('nom'), kind, actions, platforms: platforms.length > 0 ? platforms : null },
      expiresAt: endOf(asked('des'), asked('jours')),
    };
    return client.api.v1.keys.$post({ json });
  },
  revoquer: ({ client }, asked) => client.api.v1.keys[':id'].$delete({ param: { id: asked('id') } }),
};
