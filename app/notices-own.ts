import type { Client } from '#server/client';
import type { Notice } from '#server/contract/notices';
import { ask } from './ask';
import { everyPage } from './every-page';
import type { Writer } from './space';

const readEvery = (client: Client): Promise<Notice[]> =>
  everyPage(async (query) => {
    const { told } = await ask(client.api.v1.notices.$get({ query }));
    return { told: told.notices, next: told.next };
  });

/** Whether one answers for words: one's own; for the desk also those of press and authorities. */
export const isAnsweredBy = ({ organisation }: Writer, { by, kind }: Pick<Notice, 'by' | 'kind'>): boolean =>
  by === organisation.id || (organisation.kind === 'desk' && (kind === 'press' || kind === 'authority'));

/** The notices one answers for, newest first. */
export const readOwnNotices = async (writer: Writer, client: Client): Promise<Notice[]> =>
  (await readEvery(client)).filter((notice) => isAnsweredBy(writer, notice));
