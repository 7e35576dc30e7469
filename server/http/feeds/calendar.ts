import { createRoute } from '@hono/zod-openapi';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { listMaintenances } from '#db/maintenances';
import { askedId } from '#server/contract/ids';
import type { Maintenance } from '#server/domain/facts/maintenances';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { repliesInText } from '../kit/replies';
import { instantsQuery } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { type FeedAsked, feedAsked } from './feed-scope';

const query = instantsQuery.extend({
  profession: askedId.optional(),
  platform: askedId.optional(),
  mutuelle: askedId.optional(),
});

const route = createRoute({
  method: 'get',
  path: '/maintenances.ics',
  summary: 'Les fenêtres de maintenance (iCalendar, RFC 5545)',
  request: { query },
  responses: repliesInText('text/calendar', 'Un calendrier'),
});

const MAX_EVENTS = 200;
const HOUR = 3600;

/** Mounted at /feeds: a window keeps its UID; cancelled, it stays, with the next SEQUENCE. */
export const calendar = (deps: Deps) =>
  createRouter().openapi(route, async (c) => {
    const { platform, ...rest } = c.req.valid('query');
    const scope = await feedAsked(deps, { platform, ...rest });
    if (!scope.ok) return refusal(c, scope.refusal);
    const { read, concerns } = scope.value;
    const asked = { before: null, limit: MAX_EVENTS, knownAt: read.knownAt, platform };
    const windows = (await listMaintenances(deps.db, asked)).maintenances.filter((each) =>
      concerns({ ...each, mutuelles: null }),
    );
    const { origin } = new URL(deps.publicUrl ?? c.req.url);
    const body = calendarOf(deps, scope.value, windows, origin);
    withEtag(c, { body }, read.age);
    return c.body(body, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
    }) as Response as Documented;
  });

const calendarOf = (
  { words }: Deps,
  { read, names }: FeedAsked,
  windows: readonly Maintenance[],
  origin: string,
): string => {
  const { directory, at } = read;
  const made = ical({
    name: words.calendarTitle(names),
    prodId: { company: 'Comptoir', product: 'maintenances', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOUR,
  });
  for (const { id, platform, flows, by, from, to, recordedAt, cancelledAt, text } of windows) {
    const isCancelled = cancelledAt !== null && cancelledAt <= at;
    const changedAt = isCancelled ? cancelledAt : recordedAt;
    const said = [text, words.flowsConcerned(flows), directory.organisations.get(by)?.name ?? by];
    made.createEvent({
      id: `maintenance-${id}@comptoir`,
      sequence: isCancelled ? 1 : 0,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      start: from,
      end: to,
      stamp: changedAt,
      created: recordedAt,
      lastModified: changedAt,
      summary: words.maintenanceOf(directory.platforms.get(platform)?.name ?? platform),
      description: said.filter((each) => each !== null).join('\n'),
      url: `${origin}/maintenances`,
    });
  }
  return made.toString();
};
