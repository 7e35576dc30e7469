import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import type { IncidentRecord, Step } from '#server/contract/incidents';
import type { OwnStatement } from '#server/contract/space';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { namesForSpace } from '../../client/platforms';
import { stillAhead } from '../form/delays';
import { readDraft } from '../form/drafts';
import { localOf } from '../form/readings';
import type { Place } from '../updates/cells';
import type { Published } from '../updates/published-update';
import { readScope, writableOf } from '../updates/scope';
import { readyFor, type Writer } from '../writer';

const LATE_MS = 5 * 60_000;

/** What the form of a step needs beside what it is about. */
export const stepSetting = ({ context: { now }, request }: LoaderFunctionArgs, writer: Writer) => ({
  ready: readyFor(writer, now),
  at: now.toISOString(),
  now: localOf(now.toISOString()),
  lateBefore: localOf(new Date(+now - LATE_MS).toISOString()),
  isDetailed: new URL(request.url).searchParams.has('detail'),
  template: new URL(request.url).searchParams.get('modele'),
});

/** A draft without what has passed since it was kept. */
export const readFreshDraft = async (client: Client, form: string, now: Date) => {
  const draft = await readDraft(client, form);
  const { typed, passed } = stillAhead(draft.typed ?? {}, now);
  return { draft: { ...draft, typed: draft.typed && typed }, passed };
};

export const incidentDraft = (id: string): string => `incident-${id}`;

/** All that the page of the work on an incident shows. */
export const readIncidentWork = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const id = args.params.id ?? '';
  const published = new URL(args.request.url).searchParams.get('publie');
  const [{ body: incident, etag }, draft, { body: list }, { statements }] = await Promise.all([
    ask(client.api.v1.incidents[':id'].$get({ param: { id }, query: {} })),
    readFreshDraft(client, incidentDraft(id), args.context.now),
    ask(client.api.v1.platforms.$get({ query: {} })),
    readSpoken(client),
  ]);
  const writable = writableOf(writer, incident.platforms);
  const own = statements.filter((each) => each.incident === id);
  return {
    ...stepSetting(args, writer),
    ...draft,
    incident,
    version: etag ?? '',
    scope: await readScope(writer, client, writable),
    last: lastPlaces(own, writable),
    platforms: list.platforms.map(({ id, name }) => ({ id, name })),
    published: published === null ? null : await readPublished(client, incident, published, own),
  };
};

/** The places of one's newest words on some platforms that nobody took back: those of one update go together. */
export const lastPlaces = (statements: readonly OwnStatement[], platforms: readonly string[]): Place[] => {
  const standing = statements.filter(
    (each) => each.retractedAt === null && platforms.includes(each.platform),
  );
  const [newest] = standing;
  return standing
    .filter(({ update, recordedAt }) =>
      newest?.update ? update === newest.update : recordedAt === newest?.recordedAt,
    )
    .flatMap(({ platform, flows, professions }) =>
      flows.flatMap((flow) =>
        (professions ?? PROFESSIONS).map((profession) => ({ platform, flow, profession })),
      ),
    );
};

type PublishedUpdate = Extract<Step, { type: 'update' }>;

/** What was just published, what boards say since, and who is to confirm what of it is a return. */
const readPublished = async (
  client: Client,
  { steps }: IncidentRecord,
  id: string,
  own: readonly OwnStatement[],
): Promise<Published | null> => {
  const step = steps.find((each): each is PublishedUpdate => each.type === 'update' && each.id === id);
  if (!step) return null;
  const statements = own.filter(({ update }) => update === id);
  const [boards, { body: due }] = await Promise.all([
    Promise.all(
      [...new Set(statements.map(({ platform }) => platform))].map(async (platform) => {
        const { body } = await ask(client.api.v1.preview.$post({ json: { platform, statements: [] } }));
        return { platform, boards: body.boards.map(({ profession, now }) => ({ profession, ...now })) };
      }),
    ),
    ask(client.api.v1.due.$get()),
  ]);
  const { recordedAt, text, nextUpdateDue } = step;
  const returns = due.returns.filter((each) => statements.some(({ id }) => id === each.id));
  return { recordedAt, text, nextUpdateDue, statements, boards, returns };
};

/** What one's organisation said, newest first, those who confirmed it by their names. */
export const readSpoken = async (client: Client) => {
  const [{ body }, names] = await Promise.all([ask(client.api.v1.statements.$get()), namesForSpace(client)]);
  const known = new Map(names.map(({ id, name }) => [id, name]));
  const statements: OwnStatement[] = body.statements.map((each) => ({
    ...each,
    confirmedBy: each.confirmedBy.map((id) => known.get(id) ?? id),
  }));
  return { statements, names };
};

/** The page of what was said: with who already asks to take something back, and what is being taken back. */
export const readDeclarations = async ({ request }: LoaderFunctionArgs, client: Client) => {
  const asked = new URL(request.url).searchParams.get('retirer');
  const [{ statements, names }, { body: due }] = await Promise.all([
    readSpoken(client),
    ask(client.api.v1.due.$get()),
  ]);
  const requests = due.requests.filter(({ action }) => action === 'retraction');
  return {
    statements,
    names,
    at: due.at,
    waiting: requests.map(({ target, by, askedAt }) => ({ target, by, askedAt })),
    retracted: statements.find(({ id, retractedAt }) => id === asked && retractedAt === null) ?? null,
  };
};
