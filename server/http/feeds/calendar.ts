import { createRoute } from '@hono/zod-openapi';
import { listMaintenances } from '#db/maintenances';
import { askedId } from '#server/contract/ids';
import { SECOND } from '#server/domain/facts/intervals';
import type { Maintenance } from '#server/domain/facts/maintenances';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { repliesInText } from '../kit/replies';
import { instantsQuery } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { type FeedAsked, feedAsked } from './feed-scope';
import { component, PARIS, parameter, text, utc } from './icalendar';

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
const ASKED_AGAIN = 'PT1H';

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

/** Never without a component (RFC 5545 §3.6): the zone stays when there is no window. */
const calendarOf = (
  { words }: Deps,
  asked: FeedAsked,
  windows: readonly Maintenance[],
  origin: string,
): string => {
  const title = text(words.calendarTitle(asked.names));
  return component(
    'VCALENDAR',
    [
      'VERSION:2.0',
      'PRODID:-//Comptoir//maintenances//FR',
      // What is published holds an event at least (RFC 5546 §3.2.1).
      ...(windows.length > 0 ? ['METHOD:PUBLISH'] : []),
      `NAME:${title}`,
      `X-WR-CALNAME:${title}`,
      'X-WR-TIMEZONE:Europe/Paris',
      `REFRESH-INTERVAL;VALUE=DURATION:${ASKED_AGAIN}`,
      `X-PUBLISHED-TTL:${ASKED_AGAIN}`,
    ],
    PARIS + windows.map((window) => eventOf(words, asked.read, window, origin)).join(''),
  );
};

/** In UTC: an hour that comes twice in a night would be the first one in a zone. */
const eventOf = (
  words: Deps['words'],
  { directory, at }: FeedAsked['read'],
  { id, platform, flows, by, from, to, recordedAt, cancelledAt, text: said }: Maintenance,
  origin: string,
): string => {
  const isCancelled = cancelledAt !== null && cancelledAt <= at;
  const changedAt = utc(isCancelled ? cancelledAt : recordedAt);
  const platformName = directory.platforms.get(platform)?.name ?? platform;
  const author = directory.organisations.get(by)?.name ?? by;
  const description = [said, words.flowsConcerned(flows), author].filter((each) => each !== null);
  const categories = [platformName, ...flows.map((flow) => words.flows[flow])];
  return component('VEVENT', [
    `UID:maintenance-${id}@comptoir`,
    `SEQUENCE:${isCancelled ? 1 : 0}`,
    `DTSTAMP:${changedAt}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(new Date(Math.ceil(+to / SECOND) * SECOND))}`,
    `SUMMARY:${text(words.maintenanceOf(platformName))}`,
    `DESCRIPTION:${text(description.join('\n'))}`,
    `ORGANIZER;CN=${parameter(author)}:urn:comptoir:organisation:${by}`,
    `CATEGORIES:${categories.map(text).join(',')}`,
    `URL:${origin}/maintenances/${id}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    `CREATED:${utc(recordedAt)}`,
    `LAST-MODIFIED:${changedAt}`,
  ]);
};
