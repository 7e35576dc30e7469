import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { askedId } from '#server/contract/ids';
import { SECOND, shift } from '#server/domain/facts/intervals';
import { BOARD_GROUPS } from '#server/domain/facts/vocabulary';
import { boardPlatforms, boardRows, groupOf } from '#server/domain/judgement/board';
import { VALID } from '#server/read-model/snapshots';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { repliesInText } from '../kit/replies';
import { askRecord, instantsQuery, readProfession } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { isPresumed } from './drawings';
import { embedPage } from './embed-page';

/**
 * What a framed page looks like, light only: it lies on the page of somebody else. Where `/age.js` does not run (a
 * sandbox, a blocked script), the verdicts of a page of now leave by themselves once it is past its time.
 */
export const EMBED_STYLE = `
body { margin: 0; background: #fff; color: #191d21; font: 15px/1.45 system-ui, sans-serif; }
main { padding: 12px 14px; }
h1 { margin: 0; font-size: 17px; }
h2 { margin: 10px 0 4px; font-size: 15px; }
.sprite { position: absolute; }
.age { margin: 2px 0 10px; color: #474e55; font-size: 13px; }
ul { list-style: none; margin: 0 0 10px; padding: 0; }
li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 5px 0; border-top: 1px solid #dfdbd2; }
li > span:not([data-judged]) { flex: 1 1 8em; }
.counts li { border: 0; padding: 1px 0; color: #474e55; font-size: 13px; }
a { color: #0d5468; }
#etat { position: sticky; top: 0; margin: 0; padding: 8px 14px; background: #fff2b8; border-bottom: 1px solid #81878c; font-size: 13px; }
.is-stale #etat, .is-not-asked #etat { background: #fdeaea; color: #a8121d; font-weight: 700; }
.is-stale .age, .due { color: #a8121d; font-weight: 700; }
.due { visibility: hidden; height: 0; margin: 0; font-size: 13px; }
.is-of-now:not(.is-watched) .due { animation: tell 0s ${VALID / SECOND}s forwards; }
.is-of-now:not(.is-watched) :is(li svg, [data-judged]) { animation: leave 0s ${VALID / SECOND}s forwards; }
.is-due:not(.is-watched) :is(.due, li svg, [data-judged]) { animation-delay: 0s; }
@keyframes tell { to { visibility: visible; height: auto; } }
@keyframes leave { to { visibility: hidden; } }
`;

const route = createRoute({
  method: 'get',
  path: '/{profession}',
  summary: 'Le tableau en petit, à mettre dans la page d’un autre',
  request: { params: z.object({ profession: askedId }), query: instantsQuery },
  responses: repliesInText(
    'text/html',
    'Une page qui se lit sans script, et tourne d’elle-même à « à vérifier »',
  ),
});

/** Mounted at /embed: by the French slug of a profession, or its id. */
export const embed = (deps: Deps) => {
  const doors = createRouter();
  doors.get('/style.css', (c) =>
    c.body(EMBED_STYLE, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    }),
  );
  return doors.openapi(route, async (c) => {
    const { words } = deps;
    const id = c.req.valid('param').profession;
    const asked = readProfession(words.professionOf(id) ?? id);
    if (!asked.ok) return refusal(c, asked.refusal);
    const instants = c.req.valid('query');
    const reading = await askRecord(deps, instants);
    if (!reading.ok) return refusal(c, reading.refusal);
    const { read, known } = reading.value;
    const profession = asked.value;
    const question = { profession, card: { code: null, csr: null }, concentrator: null };
    const rows = boardRows(known, question).map(groupOf);
    const body = embedPage(words, {
      profession,
      at: read.at,
      age: read.age,
      validUntil: instants.at || instants.knownAt ? null : shift(read.at, VALID),
      origin: new URL(deps.publicUrl ?? c.req.url).origin,
      platforms: boardPlatforms(known, question).map((each) => ({
        ...each,
        isPresumed: isPresumed(each),
      })),
      counts: BOARD_GROUPS.map((group) => ({ group, count: rows.filter((each) => each === group).length })),
      total: rows.length,
    });
    withEtag(c, { body }, read.age);
    return c.body(body, 200, {
      'Content-Type': 'text/html; charset=utf-8',
    }) as Response as Documented;
  });
};
