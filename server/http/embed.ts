import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { askedId } from '#server/contract/ids';
import { shift } from '#server/domain/facts/intervals';
import { BOARD_GROUPS } from '#server/domain/facts/vocabulary';
import { boardPlatforms, boardRows, groupOf } from '#server/domain/judgement/board';
import { VALID } from '#server/read-model/snapshots';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { embedPage } from './embed-page';
import { EMBED_STYLE } from './embed-style';
import { fresh } from './fresh';
import { type Documented, refusal } from './problems';
import { askRecord, instantsQuery, readProfession } from './question';
import { repliesInText } from './replies';
import { isPresumed } from './signs';

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
  const doors = createDoors();
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
    fresh(c, { body }, read.age);
    return c.body(body, 200, {
      'Content-Type': 'text/html; charset=utf-8',
    }) as Response as Documented;
  });
};
