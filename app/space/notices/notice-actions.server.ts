import type { Client } from '#server/client';
import { hostsOf } from '#server/contract/links';
import type { Notice } from '#server/contract/notices';
import type { Fault } from '#server/contract/problem';
import type { NoticePreview } from '#server/contract/space';
import { ADVICE_CODES, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import type { Prose } from '../../notices/notice.page';
import { readProse } from '../../notices/prose.server';
import { noticeFormWords } from '../../words/space-notices';
import type { Action } from '../form/actions';
import { putDraft } from '../form/drafts';
import { mutuellesIn } from '../form/mutuelles-named';
import { clockOf, faulty } from '../form/readings';
import { textIn, ticksIn } from '../form/typed';
import { typedIn } from '../publish';
import { noticeDraft } from './own-notices';

/** What the form of a notice says. Whom it reaches is said: some, or all by a box of its own. */
export const noticeIn = async (client: Client, form: FormData) => {
  const faults: Fault[] = [];
  const validUntil = clockOf(form, faults)('jusqu-a', '/validUntil');
  const platforms = ticksIn(form, 'plateforme');
  const mutuelles = await mutuellesIn(client, form, 'mutuelles');
  const isForSome = platforms.length + mutuelles.length > 0;
  if (isForSome === (textIn(form, 'toutes') !== null))
    faults.push({ pointer: '/reach', ...(isForSome ? noticeFormWords.someAndAll : noticeFormWords.nobody) });
  if (faults.length > 0) return { ok: false, faults } as const;
  const by = textIn(form, 'au-nom');
  const professions = PROFESSIONS.filter((each) => ticksIn(form, 'profession').includes(each));
  const json = {
    ...(by === null ? {} : { by }),
    validUntil,
    sourceUrl: textIn(form, 'source'),
    title: textIn(form, 'titre') ?? '',
    body: textIn(form, 'texte') ?? '',
    professions: professions.length === PROFESSIONS.length ? ('all' as const) : professions,
    platforms,
    mutuelles: mutuelles.length > 0 ? mutuelles : null,
    advice: ADVICE_CODES.find((code) => code === form.get('conseil')) ?? null,
  };
  return { ok: true, json } as const;
};

/** A notice as readers will have it, before it is published. */
export type NoticeShown = { notice: Notice; prose: readonly Prose[]; effect: NoticePreview };

/** Hosts that links may lead to, which `isAllowedLink` takes beside the public sites. */
export const readHosts = async (client: Client) => {
  const { body } = await ask(client.api.v1.platforms.$get({ query: {} }));
  return hostsOf(body.platforms.flatMap(({ website, professionalPortal }) => [website, professionalPortal]));
};

const DEFAULT_LIFE_MS = 30 * 86_400_000;

/** Previews a notice and saves it as a draft, which fails unless somebody is signed in. */
export const previewNotice: Action = async ({ client, form, params, now }) => {
  const kept = await putDraft(client, noticeDraft(params.id), typedIn(form));
  if (!kept.ok) return kept;
  const read = await noticeIn(client, form);
  if (!read.ok) return faulty(read.faults);
  const previewed = await client.api.v1.preview.notice.$post({ json: read.json });
  if (!previewed.ok) return previewed;
  const effect = await previewed.json();
  const [hosts, author] = await Promise.all([readHosts(client), authorOf(client, read.json.by)]);
  const { by: _, professions, ...words } = read.json;
  const notice: Notice = {
    ...words,
    ...author,
    id: 'apercu',
    publishedAt: now.toISOString(),
    validUntil: words.validUntil ?? new Date(+now + DEFAULT_LIFE_MS).toISOString(),
    withdrawnAt: null,
    withdrawalReason: null,
    state: 'in-force',
    professions: professions === 'all' ? null : professions,
    corrects: null,
    correctedBy: null,
  };
  const shown: NoticeShown = { notice, prose: readProse(notice.body, hosts), effect };
  return Response.json(shown);
};

/** One's own organisation, or whom the desk writes for. */
const authorOf = async (client: Client, by: string | undefined) => {
  const [{ body: session }, { body }] = await Promise.all([
    ask(client.api.v1.session.$get()),
    ask(client.api.v1.organisations.$get()),
  ]);
  const id = by ?? session.organisation?.id ?? '';
  const organisation = body.organisations.find((each) => each.id === id);
  return { by: id, name: organisation?.name ?? id, kind: organisation?.kind ?? 'union' };
};

export const postNotice: Action = async ({ client, headers, form }) => {
  const read = await noticeIn(client, form);
  if (!read.ok) return faulty(read.faults);
  return client.api.v1.notices.$post({ json: read.json }, { headers });
};

export const correctNotice: Action = async ({ client, headers, form, params }) => {
  const read = await noticeIn(client, form);
  if (!read.ok) return faulty(read.faults);
  const id = params.id ?? '';
  return client.api.v1.notices[':id'].corrections.$post({ param: { id }, json: read.json }, { headers });
};

export const withdrawNotice: Action = ({ client, headers, form, params }) => {
  const id = params.id ?? '';
  const json = { reason: textIn(form, 'motif') };
  return client.api.v1.notices[':id'].withdrawal.$post({ param: { id }, json }, { headers });
};
