import type { Flow } from '#server/domain/facts/vocabulary';
import type { Gestures } from './gestures';

/** What the desk does with the probes of its list. */
export const PROBE_GESTURES: Gestures = {
  activer: ({ client }, asked) => client.api.v1.probes[':id'].enabling.$post({ param: { id: asked('id') } }),
  arreter: ({ client }, asked) => client.api.v1.probes[':id'].disabling.$post({ param: { id: asked('id') } }),
  essayer: ({ client }, asked) => client.api.v1.probes[':id'].trial.$post({ param: { id: asked('id') } }),
  battement: ({ client }, asked) =>
    client.api.v1.probes.$post({
      json: {
        platform: asked('plateforme'),
        flow: asked('echange') as Flow,
        kind: 'heartbeat',
        name: asked('nom'),
        intervalSeconds: Number(asked('intervalle') || 300),
      },
    }),
};
