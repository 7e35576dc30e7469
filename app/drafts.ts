import type { Client } from '#server/client';
import { ask } from './ask';
import type { Typed } from './components/space/typed';
import { OWN_FIELDS } from './space';

/** What is typed and not sent, kept for its author under the name of its form. */

const NOT_KEPT: readonly string[] = [...OWN_FIELDS, 'geste'];

export type Draft = { typed: Typed | null; savedAt: string | null };

export const readDraft = async (client: Client, form: string): Promise<Draft> => {
  const { told } = await ask(client.api.v1.drafts[':form'].$get({ param: { form } }));
  return { typed: told.content, savedAt: told.savedAt };
};

export const putDraft = (client: Client, form: string, typed: Typed): Promise<Response> => {
  const kept = Object.entries(typed).filter(([name]) => !NOT_KEPT.includes(name));
  const json = { content: Object.fromEntries(kept) };
  return client.api.v1.drafts[':form'].$put({ param: { form }, json });
};

export const dropDraft = (client: Client, form: string): Promise<Response> =>
  client.api.v1.drafts[':form'].$delete({ param: { form } });
