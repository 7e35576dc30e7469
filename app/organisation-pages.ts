import type { Client } from '#server/client';
import { ask } from './ask';
import { deskOnly } from './out-of-scope';
import { isCodeAsked, newKey, type Writer } from './space';

/** What the desk's pages of organisations have in common. */
export const readOrganisations = async (writer: Writer, client: Client, now: Date) => {
  deskOnly(writer);
  const [{ told }, { told: listed }, { told: asked }] = await Promise.all([
    ask(client.api.v1.organisations.$get()),
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.restrictions.$get()),
  ]);
  const platforms = listed.platforms
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return {
    organisations: told.organisations,
    restrictions: asked.restrictions.filter(({ scope }) => scope !== null),
    platforms,
    ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, now) },
  };
};
