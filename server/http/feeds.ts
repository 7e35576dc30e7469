import { createRoute } from '@hono/zod-openapi';
import { Feed } from 'feed';
import { z } from 'zod';
import { listIncidents } from '#db/incidents';
import { askedId } from '#server/contract/ids';
import type { Words } from '#server/contract/words';
import { shift } from '#server/domain/facts/intervals';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { type FeedEntry, incidentEntry, stepEntries } from './feed-entries';
import { type FeedAsked, feedAsked } from './feed-scope';
import { fresh } from './fresh';
import { type Documented, refusal } from './problems';
import { instantsQuery } from './question';
import { repliesInText } from './replies';

const query = instantsQuery.extend({
  profession: askedId.optional(),
  platform: askedId.optional(),
  mutuelle: askedId.optional(),
  granularity: z.enum(['incident', 'update']).default('incident'),
});

const route = createRoute({
  method: 'get',
  path: '/history.atom',
  summary: 'L’histoire des incidents (Atom, RFC 4287)',
  request: { query },
  responses: repliesInText('application/atom+xml', 'Un fil Atom'),
});

const MOST = 100;
const ENTRIES = 200;

/** Mounted at /feeds: an entry an incident, or an entry each thing said of one. */
export const feeds = (deps: Deps) =>
  createDoors().openapi(route, async (c) => {
    const { granularity, ...asked } = c.req.valid('query');
    const scope = await feedAsked(deps, asked);
    if (!scope.ok) return refusal(c, scope.refusal);
    const { read } = scope.value;
    const before = asked.at ? { instant: shift(asked.at, 1), id: '' } : null;
    const { stories } = await listIncidents(deps.db, { before, limit: MOST, platform: asked.platform });
    const { origin } = new URL(deps.publicUrl ?? c.req.url);
    const told = { ...scope.value, stories, words: deps.words, origin };
    const entries = stories.incidents
      .flatMap((incident) => (granularity === 'update' ? stepEntries : incidentEntry)(told, incident))
      .sort((a, b) => +b.updated - +a.updated || (a.id < b.id ? 1 : -1))
      .slice(0, ENTRIES);
    const { search } = new URL(c.req.url);
    const body = atomOf(entries, { ...scope.value, words: deps.words, origin, search });
    fresh(c, { body }, read.age);
    return c.body(body, 200, {
      'Content-Type': 'application/atom+xml; charset=utf-8',
    }) as Response as Documented;
  });

type About = FeedAsked & { words: Words; origin: string; search: string };

/** Nothing said yet: as old as the record. */
const EMPTY = new Date('2024-01-01T00:00:00+01:00');

const atomOf = (entries: readonly FeedEntry[], { words, names, origin, search }: About): string => {
  const feed = new Feed({
    id: `urn:comptoir:feed:history${search}`,
    title: words.feedTitle(names),
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
