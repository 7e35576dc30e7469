import type { Client } from '#server/client';
import type { Notice } from '#server/contract/notices';
import { ask } from './ask';

/** What became of a notice one was correcting: as it was, and what is in force in its place; null: nothing is. */
export type StaleNotice = { was: Notice; now: Notice | null; version: string | null };

const readNotice = async (client: Client, id: string) => {
  const { told, etag } = await ask(client.api.v1.notices[':id'].$get({ param: { id }, query: {} }));
  return { notice: told, version: etag };
};

/** Follows the corrections to the last one. */
export const readStale = async (client: Client, id: string): Promise<StaleNotice> => {
  const { notice: was, version } = await readNotice(client, id);
  let last = { notice: was, version };
  while (last.notice.correctedBy !== null) last = await readNotice(client, last.notice.correctedBy);
  return last.notice.state === 'withdrawn'
    ? { was, now: null, version: null }
    : { was, now: last.notice, version: last.version };
};
