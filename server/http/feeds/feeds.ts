import { createRoute } from '@hono/zod-openapi';
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
import { refusal } from '../kit/problems';
import { instantsQuery } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import {
  describedAs,
  FEED_FORMS,
  type FeedEntry,
  type FeedForm,
  paragraphs,
  searchOf,
  sendFeed,
} from './feed-forms';
import { type FeedAsked, feedAsked } from './feed-scope';
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
      title: titleOf(context, incident, last),
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
    title: titleOf(context, incident, step),
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

const query = instantsQuery.extend({
  profession: askedId.optional(),
  platform: askedId.optional(),
  mutuelle: askedId.optional(),
  granularity: z.enum(['incident', 'update']).default('incident'),
});

const HISTORY = 'L’histoire des incidents, et les jours de paiement dits';

const routeOf = (form: FeedForm) =>
  createRoute({
    method: 'get',
    path: `/history.${form}`,
    request: { query },
    ...describedAs(form, HISTORY),
  });

/** So many incidents, with all that was said in each. */
const MAX_INCIDENTS = 50;
const ENTRIES = 200;

/** Mounted at /feeds: an entry an incident, or an entry each thing said of one. */
export const feeds = (deps: Deps) => {
  const routes = createRouter();
  for (const form of FEED_FORMS)
    routes.openapi(routeOf(form), async (c) => {
      const { granularity, ...asked } = c.req.valid('query');
      const scope = await feedAsked(deps, asked);
      if (!scope.ok) return refusal(c, scope.refusal);
      const { origin } = new URL(deps.publicUrl ?? c.req.url);
      const { names, conditions, read } = scope.value;
      const entries = await historyOf(deps, asked, { ...scope.value, origin, granularity });
      const head = {
        name: 'history',
        title: deps.words.feedTitle(names),
        description: conditions.length === 0 ? null : conditions.join(' '),
        origin,
        search: searchOf(c.req.valid('query'), new URL(c.req.url).searchParams),
      };
      return sendFeed(c, form, head, entries, read.age);
    });
  return routes;
};

type HistoryAsked = FeedAsked & { origin: string; granularity: 'incident' | 'update' };

const historyOf = async (
  deps: Deps,
  { at, platform }: { at?: Date | undefined; platform?: string | undefined },
  { granularity, ...asked }: HistoryAsked,
): Promise<FeedEntry[]> => {
  const before = at ? { instant: shift(at, 1), id: '' } : null;
  const { facts } = await listIncidents(deps.db, { before, limit: MAX_INCIDENTS, platform });
  const context = { ...asked, facts, words: deps.words };
  const told = facts.incidents.flatMap((incident) =>
    (granularity === 'update' ? stepEntries : incidentEntry)(context, incident),
  );
  return [...told, ...paymentEntries(context)]
    .sort((a, b) => +b.updated - +a.updated || (a.id < b.id ? 1 : -1))
    .slice(0, ENTRIES);
};
