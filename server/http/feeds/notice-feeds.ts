import { createRoute } from '@hono/zod-openapi';
import { listNotices } from '#db/notices';
import { askedId } from '#server/contract/ids';
import type { Words } from '#server/contract/words';
import type { Directory } from '#server/domain/facts/directory';
import { shift } from '#server/domain/facts/intervals';
import { type Notice, noticeState, speaksTo } from '#server/domain/facts/notices';
import { accept } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { refusal } from '../kit/problems';
import { askRecord, instantsQuery, readProfession } from '../kit/request-scope';
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

const query = instantsQuery.extend({ profession: askedId.optional() });

const routeOf = (form: FeedForm) =>
  createRoute({
    method: 'get',
    path: `/notices.${form}`,
    request: { query },
    ...describedAs(form, 'Les avis des syndicats et des autorités, retirés ou non'),
  });

const MAX_NOTICES = 100;

/** Mounted at /feeds: an entry a notice. Withdrawn, it stays, and says so. */
export const noticeFeeds = (deps: Deps) => {
  const routes = createRouter();
  for (const form of FEED_FORMS)
    routes.openapi(routeOf(form), async (c) => {
      const { profession: id, ...instants } = c.req.valid('query');
      const asked = id === undefined ? accept(null) : readProfession(id);
      if (!asked.ok) return refusal(c, asked.refusal);
      const reading = await askRecord(deps, instants, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { directory, at, knownAt, age } = reading.value.read;
      const until = at < knownAt ? at : knownAt;
      const before = { instant: shift(until, 1), id: '' };
      const page = await listNotices(deps.db, {
        before,
        limit: MAX_NOTICES,
        by: undefined,
        isWithdrawn: undefined,
        at,
      });
      const profession = asked.value;
      const heard = page.notices.filter(
        (each) => profession === null || speaksTo(each, directory.organisations.get(each.by), profession),
      );
      const { origin } = new URL(deps.publicUrl ?? c.req.url);
      const { words } = deps;
      const entries = heard.map((each) => noticeEntry({ words, directory, origin, at }, each));
      entries.sort((a, b) => +b.updated - +a.updated || (a.id < b.id ? 1 : -1));
      const head = {
        name: 'notices',
        title: words.noticesTitle(profession === null ? [] : [words.professions[profession].plural]),
        description: null,
        origin,
        search: searchOf(c.req.valid('query'), new URL(c.req.url).searchParams),
      };
      return sendFeed(c, form, head, entries, age);
    });
  return routes;
};

type Context = { words: Words; directory: Directory; origin: string; at: Date };

const noticeEntry = ({ words, directory, origin, at }: Context, notice: Notice): FeedEntry => {
  const { id, by, publishedAt, withdrawnAt } = notice;
  const isWithdrawn = withdrawnAt !== null && noticeState(notice, at) === 'withdrawn';
  const name = directory.organisations.get(by)?.name ?? by;
  const title = words.typeset(notice.title);
  return {
    id: `urn:comptoir:notice:${encodeURIComponent(id)}`,
    title: isWithdrawn ? words.noticeWithdrawn(title) : title,
    link: `${origin}/avis/${encodeURIComponent(id)}`,
    published: publishedAt,
    updated: isWithdrawn ? withdrawnAt : publishedAt,
    content: paragraphs(words.saidBy(name, publishedAt, notice.body)),
    author: [{ name }],
  };
};
