import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import type { Notice } from '#server/contract/notices';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { ownNoticesWords } from '../../words/space-notices';
import { readDraft } from '../form/drafts';
import { localOf } from '../form/readings';
import type { Typed } from '../form/typed';
import { readSpeakers } from '../updates/scope';
import { outOfScope, readyFor, type Writer } from '../writer';

/** What became of a notice one was correcting: as it was, and what is in force in its place; null: nothing is. */
export type StaleNotice = { was: Notice; now: Notice | null; version: string | null };

const readNotice = async (client: Client, id: string) => {
  const { body, etag } = await ask(client.api.v1.notices[':id'].$get({ param: { id }, query: {} }));
  return { notice: body, version: etag };
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

/** Whether a writer may correct a notice: one's own; for the desk also those of press and authorities. */
export const isAnsweredBy = ({ organisation }: Writer, { by, kind }: Pick<Notice, 'by' | 'kind'>): boolean =>
  by === organisation.id || (organisation.kind === 'desk' && (kind === 'press' || kind === 'authority'));

/** A page of the notices one answers for, newest first. */
export const readOwnNotices = async (writer: Writer, client: Client, cursor: string | null) => {
  const query = { by: await authorsAnswered(writer, client), ...(cursor === null ? {} : { cursor }) };
  return (await ask(client.api.v1.notices.$get({ query }))).body;
};

const authorsAnswered = async (writer: Writer, client: Client): Promise<string[]> => {
  const { id, kind } = writer.organisation;
  if (kind !== 'desk') return [id];
  const { organisations } = (await ask(client.api.v1.organisations.$get())).body;
  return organisations
    .filter((each) => isAnsweredBy(writer, { by: each.id, kind: each.kind }))
    .map(({ id }) => id);
};

/** The name of the draft of a notice, or of the correction of one. */
export const noticeDraft = (id?: string): string => (id === undefined ? 'avis' : `avis-${id}`);

/** Unions and the desk publish notices. */
export const noticeWritersOnly = (writer: Writer): void => {
  const { kind } = writer.organisation;
  if (kind !== 'union' && kind !== 'desk') throw outOfScope(writer, ownNoticesWords.whom);
};

/** What the form of a notice needs, whichever notice it is. */
export const readNoticeSetting = async (
  { context: { now } }: LoaderFunctionArgs,
  writer: Writer,
  client: Client,
  draft: string,
) => {
  const { kind, professions } = writer.organisation;
  const [{ body }, speakers, kept] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    kind === 'desk' ? readSpeakers(client) : [],
    readDraft(client, draft),
  ]);
  return {
    ready: readyFor(writer, now),
    draft: kept,
    speakers,
    professions: kind === 'union' ? (professions ?? []) : PROFESSIONS,
    platforms: body.platforms.map(({ id, name }) => ({ id, name })),
  };
};

/** A notice as its form has it. */
const fieldsOf = (notice: Notice, { organisation }: Writer): Typed => ({
  titre: [notice.title],
  texte: [notice.body],
  profession: [...(notice.professions ?? PROFESSIONS)],
  plateforme: [...notice.platforms],
  mutuelles: [(notice.mutuelles ?? []).join('\n')],
  toutes: notice.platforms.length === 0 && notice.mutuelles === null ? ['oui'] : [],
  conseil: [notice.advice ?? ''],
  'jusqu-a': [localOf(notice.validUntil)],
  source: [notice.sourceUrl ?? ''],
  'au-nom': [notice.by === organisation.id ? '' : notice.by],
});

/** All that the page of one notice shows to whoever may correct it. */
export const readNoticeWork = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const id = args.params.id ?? '';
  const { body: notice, etag } = await ask(client.api.v1.notices[':id'].$get({ param: { id }, query: {} }));
  if (!isAnsweredBy(writer, notice)) throw outOfScope(writer, ownNoticesWords.toOwner(notice.name));
  const setting = await readNoticeSetting(args, writer, client, noticeDraft(id));
  // Somebody else changed it while one's own text was kept.
  const stale = notice.state === 'withdrawn' && setting.draft.typed ? await readStale(client, id) : null;
  return { ...setting, notice, stale, version: etag ?? '', fields: fieldsOf(notice, writer) };
};
