import { ROLES } from '#server/domain/facts/vocabulary';
import type { Gestures } from './gestures';
import { RESTRICTION_GESTURES } from './restriction-gestures';

/** What a manager does for its organisation, and the desk for all: « organisation role » where it has only one. */
export const PEOPLE_GESTURES: Gestures = {
  ...RESTRICTION_GESTURES,
  inviter: ({ client }, asked) => {
    const [organisation = '', only] = asked('organisation').split(' ');
    const role = ROLES.find((each) => each === (only ?? asked('role')));
    const json = { email: asked('adresse'), role, ...(organisation === '' ? {} : { organisation }) };
    return client.api.v1.invitations.$post({ json });
  },
  reprendre: ({ client }, asked) => client.api.v1.invitations[':id'].$delete({ param: { id: asked('id') } }),
  renouveler: ({ client }, asked) =>
    client.api.v1.organisations[':id']['password-renewal'].$post({
      param: { id: asked('id') },
      json: { reason: asked('motif') || null },
    }),
  suspendre: ({ client }, asked) =>
    client.api.v1.accounts[':id'].suspension.$post({
      param: { id: asked('id') },
      json: { reason: asked('motif') || null },
    }),
  fermer: ({ client }, asked) =>
    client.api.v1.accounts[':id'].disabling.$post({
      param: { id: asked('id') },
      json: { reason: asked('motif') || null },
    }),
};
