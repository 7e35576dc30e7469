import { createRoute } from '@hono/zod-openapi';
import { listAccounts } from '#db/accounts';
import { authorOf } from '#db/audit';
import type { Db } from '#db/database';
import { listOrganisations } from '#db/organisations';
import { listStatementsBy, readConfirmations, readRetraction } from '#db/statements';
import { spokenList } from '#server/contract/space';
import type { Organisation } from '#server/domain/directory';
import { shift } from '#server/domain/intervals';
import { isBad } from '#server/domain/statements';
import { mayRetractAlone, UNDO } from '#server/domain/writing';
import { answer } from '../accounts/act';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { readerOf } from '../guard';
import { refusal } from '../problems';
import { repliesToKnown } from '../replies';

const spokenRoute = createRoute({
  method: 'get',
  path: '/statements',
  summary: 'Ce que son organisation a dit, et qui l’a dit',
  responses: repliesToKnown(spokenList, 'Les cent dernières déclarations'),
});

const SHOWN = 100;

export const spoken = (deps: Deps) =>
  createDoors().openapi(spokenRoute, async (c) => {
    const writer = await readerOf(deps, c);
    if (!writer.ok) return refusal(c, writer.refusal);
    const { organisation } = writer.value;
    const now = deps.now();
    const names = new Map((await listAccounts(deps.db, organisation.id)).map(({ id, name }) => [id, name]));
    const statements = [];
    const speakers = await speakersOf(deps.db, organisation);
    for (const statement of await listStatementsBy(deps.db, speakers, SHOWN)) {
      const author = await authorOf(deps.db, 'statement', statement.id, ['statement', 'update', 'incident']);
      const retraction = await readRetraction(deps.db, statement.id);
      const confirmations = await readConfirmations(deps.db, statement.id);
      const isUndoable = isBad(statement) && mayRetractAlone(statement, now);
      const { storedAt: _, ...fact } = statement;
      statements.push({
        ...fact,
        author: author ? (names.get(author.account) ?? null) : null,
        retractedAt: retraction?.recordedAt ?? null,
        confirmedBy: confirmations.map(({ by }) => by),
        undoUntil: isUndoable && !retraction ? shift(statement.recordedAt, UNDO) : null,
      });
    }
    return answer(c, { statements });
  });

/** The desk answers for what it writes in the name of press and authorities. */
const speakersOf = async (db: Db, { id, kind }: Organisation): Promise<string[]> => {
  if (kind !== 'desk') return [id];
  const others = (await listOrganisations(db)).filter((each) => ['press', 'authority'].includes(each.kind));
  return [id, ...others.map((each) => each.id)];
};
