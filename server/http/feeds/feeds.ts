import { createRoute } from '@hono/zod-openapi';
import { Feed } from 'feed';
import { z } from 'zod';
import { listIncidents } from '#db/incidents';
import { askedId } from '#server/contract/ids';
import type { Words } from '#server/contract/words';
import type { Evidence } from '#server/domain/facts/evidence';
import type { Incident } from '#server/domain/facts/incidents';
import { shift } from '#server/domain/facts/intervals';
import { saidAt } from '#server/domain/facts/statements';
import type { Precision } from '#server/domain/facts/vocabulary';
import { type IncidentUpdate, updatesOf } from '#server/domain/incidents/updates';
import type { Deps } from '../deps';
import { escaped } from '../kit/escaped';
import { withEtag } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { repliesInText } from '../kit/replies';
import { instantsQuery } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { type FeedAsked, type FeedEntry, feedAsked } from './feed-scope';
import { paymentEntries } from './payment-entries';
import { stepText } from './update-text';

type FeedContext = FeedAsked & {
  facts: Pick<Evidence, 'statements' | 'updates' | 'closings' | 'retractions'>;
  words: Words;
  origin: string;
};

/** An incident as one entry, that each step updates. */
export const incidentEntry = (context: FeedContext, incident: Incident): FeedEntry[] => {
  const steps = heard(context, incident);
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return [];
  const lines = [...steps].reverse().map((step) => paragraphs(lineOf(context, step)));
  return [
    {
      id: `urn:comptoir:incident:${encodeURIComponent(incident.id)}`,
      title: escaped(titleOf(context, incident, last)),
      link: linkTo(context, incident),
      published: saidAt(first),
      updated: saidAt(last),
      content: lines.join(''),
      author: [authorOf(context, last)],
    },
  ];
};

/** Each thing said of an incident as an entry of its own, that never changes. */
export const stepEntries = (context: FeedContext, incident: Incident): FeedEntry[] =>
  heard(context, incident).map((step) => ({
    id: `urn:comptoir:update:${encodeURIComponent(incident.id)}:${encodeURIComponent(step.id)}`,
    title: escaped(titleOf(context, incident, step)),
    link: linkTo(context, incident),
    published: saidAt(step),
    updated: saidAt(step),
    content: paragraphs(stepText(context.words, context.read.directory, step)),
    author: [authorOf(context, step)],
  }));

const heard = (context: FeedContext, incident: Incident): IncidentUpdate[] =>
  context.isAbout(incident) ? updatesOf(context.facts, incident.id, context.read, context.concerns) : [];

/** Where it is about the mutuelle asked under a condition only, the condition comes first. */
const titleOf = ({ words, conditionOf }: FeedContext, incident: Incident, { stage }: IncidentUpdate) => {
  const title = words.incidentIn(incident.title, stage);
  const condition = conditionOf(incident);
  return condition === null ? title : words.under(condition, title);
};

const linkTo = ({ origin }: FeedContext, { id }: Incident): string =>
  `${origin}/incidents/${encodeURIComponent(id)}`;

const authorOf = ({ read }: FeedContext, { by }: IncidentUpdate) => ({
  name: read.directory.organisations.get(by)?.name ?? by,
});

const lineOf = (context: FeedContext, step: IncidentUpdate): string =>
  context.words.saidBy(
    authorOf(context, step).name,
    saidAt(step),
    stepText(context.words, context.read.directory, step),
    precisionOf(step),
  );

/** Of the instant a step is told at: as its statements know it, unless it was told later than it took effect. */
const precisionOf = (step: IncidentUpdate): Precision | undefined =>
  step.recordedAt <= step.effectiveAt ? step.statements[0]?.precision : undefined;

/** A text as it was typed: whatever looks like a tag is shown, not obeyed. */
const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((each) => `<p>${escaped(each).replaceAll('\n', '<br/>')}</p>`)
    .join('');

const query = instantsQuery.extend({
  profession: askedId.optional(),
  platform: askedId.optional(),
  mutuelle: askedId.optional(),
  granularity: z.enum(['incident', 'update']).default('incident'),
});

const route = createRoute({
  method: 'get',
  path: '/history.atom',
  summary: 'L’histoire des incidents, et les jours de paiement dits (Atom, RFC 4287)',
  request: { query },
  responses: repliesInText('application/atom+xml', 'Un fil Atom'),
});

/** So many incidents, with all that was said in each. */
const MAX_INCIDENTS = 50;
const ENTRIES = 200;

/** Mounted at /feeds: an entry an incident, or an entry each thing said of one. */
export const feeds = (deps: Deps) =>
  createRouter().openapi(route, async (c) => {
    const { granularity, ...asked } = c.req.valid('query');
    const scope = await feedAsked(deps, asked);
    if (!scope.ok) return refusal(c, scope.refusal);
    const { read } = scope.value;
    const before = asked.at ? { instant: shift(asked.at, 1), id: '' } : null;
    const { facts } = await listIncidents(deps.db, {
      before,
      limit: MAX_INCIDENTS,
      platform: asked.platform,
    });
    const { origin } = new URL(deps.publicUrl ?? c.req.url);
    const context = { ...scope.value, facts, words: deps.words, origin };
    const told = facts.incidents.flatMap((incident) =>
      (granularity === 'update' ? stepEntries : incidentEntry)(context, incident),
    );
    const entries = [...told, ...paymentEntries(context)]
      .sort((a, b) => +b.updated - +a.updated || (a.id < b.id ? 1 : -1))
      .slice(0, ENTRIES);
    const search = searchOf(c.req.valid('query'), new URL(c.req.url).searchParams);
    const body = atomOf(entries, { ...scope.value, words: deps.words, origin, search });
    withEtag(c, { body }, read.age);
    return c.body(body, 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
    }) as Response as Documented;
  });

/**
 * The question of a feed, as its id and address repeat it: what it reads, in one order. Whatever else an address bears
 * (`utm_source`, a cache's number) makes no other feed.
 */
const searchOf = (asked: object, given: URLSearchParams): string => {
  const names = Object.keys(asked)
    .filter((name) => given.has(name))
    .sort();
  const said = new URLSearchParams(names.map((name) => [name, given.get(name) ?? '']));
  return said.size === 0 ? '' : `?${said}`;
};

type About = FeedAsked & { words: Words; origin: string; search: string };

/** Nothing said yet: as old as the record. */
const EMPTY = new Date('2024-01-01T00:00:00+01:00');

const atomOf = (
  entries: readonly FeedEntry[],
  { words, names, conditions, origin, search }: About,
): string => {
  const feed = new Feed({
    id: `urn:comptoir:feed:history${search}`,
    title: words.feedTitle(names),
    ...(conditions.length === 0 ? {} : { description: escaped(conditions.join(' ')) }),
    link: origin,
    copyright: '',
    generator: 'Comptoir',
    feedLinks: { atom: `${origin}/feeds/history.atom${search}` },
    author: { name: 'Comptoir', link: origin },
    updated: entries[0]?.updated ?? EMPTY,
  });
  for (const { updated, ...entry } of entries) feed.addItem({ ...entry, date: updated });
  return feed.atom1();
};
