import type { Client } from '#server/client';
import { ask } from './ask';
import { deskOnly } from './out-of-scope';
import { isCodeAsked, newKey, type Writer } from './space';

/** What the desk's pages of probes have in common. */
export const readAims = async (writer: Writer, client: Client, now: Date) => {
  deskOnly(writer);
  const { told } = await ask(client.api.v1.platforms.$get({ query: {} }));
  const platforms = told.platforms
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { platforms, ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, now) } };
};
