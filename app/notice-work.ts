import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import type { Notice } from '#server/contract/notices';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { ask } from './ask';
import type { Typed } from './components/space/typed';
import { readDraft } from './drafts';
import { justDone } from './gestures';
import { readStale } from './notice-stale';
import { isAnsweredBy } from './notices-own';
import { outOfScope } from './out-of-scope';
import { localOf } from './paris-input';
import { isCodeAsked, newKey, type Writer } from './space';
import { readSpeakers } from './step-scope';

export const NOTICE_DRAFT = 'avis';
export const noticeDraft = (id: string): string => `avis-${id}`;

/** Unions and the desk publish notices. */
export const noticeWritersOnly = (writer: Writer): void => {
  const { kind } = writer.organisation;
  if (kind !== 'union' && kind !== 'desk') throw outOfScope(writer, 'aux syndicats et au bureau');
};

/** What the form of a notice needs, whichever notice it is. */
export const readNoticeSetting = async (
  { context: { now }, request }: LoaderFunctionArgs,
  writer: Writer,
  client: Client,
  draft: string,
) => {
  const { kind, professions } = writer.organisation;
  const [{ told }, speakers, kept] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    kind === 'desk' ? readSpeakers(client) : [],
    readDraft(client, draft),
  ]);
  return {
    ...{
      key: newKey(),
      isCodeAsked: isCodeAsked(writer, now),
      done: justDone(request),
      draft: kept,
      speakers,
    },
    professions: kind === 'union' ? (professions ?? []) : PROFESSIONS,
    platforms: told.platforms.map(({ id, name }) => ({ id, name })),
  };
};

/** A notice as its form has it. */
const fieldsOf = (notice: Notice, { organisation }: Writer): Typed => ({
  titre: [notice.title],
  texte: [notice.body],
  profession: [...(notice.professions ?? PROFESSIONS)],
  plateforme: [...notice.platforms],
  conseil: [notice.advice ?? ''],
  'jusqu-a': [localOf(notice.validUntil)],
  source: [notice.sourceUrl ?? ''],
  'au-nom': [notice.by === organisation.id ? '' : notice.by],
});

/** All that the page of one notice shows to whoever may correct it. */
export const readNoticeWork = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const id = args.params.id ?? '';
  const { told: notice, etag } = await ask(client.api.v1.notices[':id'].$get({ param: { id }, query: {} }));
  if (!isAnsweredBy(writer, notice)) throw outOfScope(writer, `à ${notice.name}`);
  const setting = await readNoticeSetting(args, writer, client, noticeDraft(id));
  // Somebody else changed it while one's own text was kept.
  const stale = notice.state === 'withdrawn' && setting.draft.typed ? await readStale(client, id) : null;
  return { ...setting, notice, stale, version: etag ?? '', fields: fieldsOf(notice, writer) };
};
