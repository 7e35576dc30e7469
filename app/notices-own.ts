import type { Client } from '#server/client';
import type { Notice } from '#server/contract/notices';
import { ask } from './ask';
import type { Writer } from './space';

/** Whether one answers for words: one's own; for the desk also those of press and authorities. */
export const isAnsweredBy = ({ organisation }: Writer, { by, kind }: Pick<Notice, 'by' | 'kind'>): boolean =>
  by === organisation.id || (organisation.kind === 'desk' && (kind === 'press' || kind === 'authority'));

/** A page of the notices one answers for, newest first. */
export const readOwnNotices = async (writer: Writer, client: Client, cursor: string | null) => {
  const query = { by: await authorsAnswered(writer, client), ...(cursor === null ? {} : { cursor }) };
  return (await ask(client.api.v1.notices.$get({ query }))).told;
};

const authorsAnswered = async (writer: Writer, client: Client): Promise<string[]> => {
  const { id, kind } = writer.organisation;
  if (kind !== 'desk') return [id];
  const { organisations } = (await ask(client.api.v1.organisations.$get())).told;
  return organisations
    .filter((each) => isAnsweredBy(writer, { by: each.id, kind: each.kind }))
    .map(({ id }) => id);
};
