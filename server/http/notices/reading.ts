import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listNotices, readCorrections, readNotice } from '#db/notices';
import { askedId } from '#server/contract/ids';
import { notice, noticePage } from '#server/contract/notices';
import type { Deps } from '../deps';
import { orRemembered } from '../kit/accidents';
import { versionOf, withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { byQuery, pageQuery, replies } from '../kit/replies';
import { askRecord, instantsQuery, readProfession, unknownAuthor } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { unknownId, withNear } from '../kit/suggestions';
import { noticesInForce } from '../reading/board-news';
import { noticeJson } from './notice-json';

const listRoute = createRoute({
  method: 'get',
  path: '/notices',
  summary: 'Les avis des syndicats et des autorités, le plus récent d’abord',
  request: {
    query: pageQuery
      .extend(instantsQuery.shape)
      .extend(byQuery.shape)
      .extend({ profession: askedId.optional(), withdrawn: z.enum(['true', 'false']).optional() }),
  },
  responses: replies(
    noticePage,
    'Une page d’avis ; `by` : de ces organisations ; `withdrawn` : les avis retirés seuls, ou les autres seuls ; avec `profession` : ceux en vigueur pour elle à l’instant demandé',
  ),
});

const oneRoute = createRoute({
  method: 'get',
  path: '/notices/{id}',
  summary: 'Un avis',
  request: { params: z.object({ id: askedId }), query: instantsQuery },
  responses: replies(notice, 'L’avis'),
});

export const notices = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const { profession: id, by, withdrawn, cursor, limit, ...instants } = c.req.valid('query');
      const profession = id === undefined ? null : readProfession(id);
      if (profession && !profession.ok) return refusal(c, profession.refusal);
      const reading = await askRecord(deps, instants, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { directory, at, knownAt, age } = reading.value.read;

      const unknown = unknownAuthor(directory, by);
      if (unknown) return refusal(c, unknown);
      const isWithdrawn = withdrawn === undefined ? undefined : withdrawn === 'true';
      const inForce = isWithdrawn ? [] : noticesInForce(reading.value.read, profession?.value ?? null, by);
      const page = profession
        ? { notices: inForce, next: null }
        : await orRemembered(
            listNotices(deps.db, { before: cursor ?? null, limit, by, isWithdrawn, at }),
            () => (cursor ? null : { notices: inForce, next: null }),
          );
      const published = page.notices.filter(({ publishedAt }) => publishedAt <= at && publishedAt <= knownAt);
      // Notices of a profession are in force, and a correction withdraws what it corrects: there is none to look for.
      const corrections = profession ? [] : await correctionsOf(deps, idsOf(published));
      const listed = published.map((each) => noticeJson(directory, each, at, corrections));
      const body = { notices: listed, next: page.next };
      return c.json(withEtag(c, body, age), 200);
    })
    .openapi(oneRoute, async (c) => {
      const { id } = c.req.valid('param');
      const reading = await askRecord(deps, c.req.valid('query'), 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read } = reading.value;
      const { directory, evidence, at, age } = read;
      const found = await orRemembered(
        readNotice(deps.db, id),
        () => evidence.notices.find((each) => each.id === id) ?? null,
      );
      if (!found || found.publishedAt > at) return refusal(c, withNear(unknownId('notice', id), read));
      const corrections = await correctionsOf(deps, [id]);
      const { storedAt: _, ...fact } = found;
      const body = noticeJson(directory, found, at, corrections);
      return c.json(withEtag(c, body, age, versionOf(fact)), 200);
    });

/** A correction withdraws what it corrects, so the remembered notices, all in force, have none. */
const correctionsOf = ({ db }: Deps, ids: readonly string[]) =>
  orRemembered(readCorrections(db, ids), () => []);

const idsOf = (notices: readonly { id: string }[]): string[] => notices.map(({ id }) => id);
