import { createRoute } from '@hono/zod-openapi';
import { listAccounts } from '#db/accounts';
import { authorsOf } from '#db/audit';
import type { Db } from '#db/database';
import { listOrganisations } from '#db/organisations';
import { listStatementsBy, readConfirmations, readRetractions, saidInSession } from '#db/statements';
import { ownStatementList } from '#server/contract/space';
import type { Organisation } from '#server/domain/facts/directory';
import { shift } from '#server/domain/facts/intervals';
import { isBad } from '#server/domain/facts/statements';
import { mayRetractAlone, UNDO } from '#server/domain/rules/statements';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { readerOf } from '../kit/guard';
import { refusal } from '../kit/problems';
import { repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';

const listRoute = createRoute({
  method: 'get',
  path: '/statements',
  summary: 'Ce que son organisation a dit, et qui l’a dit',
  responses: repliesToKnown(ownStatementList, 'Les cent dernières déclarations'),
});

const SHOWN = 100;

export const ownStatements = (deps: Deps) =>
  createRouter().openapi(listRoute, async (c) => {
    const writer = await readerOf(deps, c);
    if (!writer.ok) return refusal(c, writer.refusal);
    const { organisation, person, session } = writer.value;
    const now = deps.now();
    const names = new Map((await listAccounts(deps.db, organisation.id)).map(({ id, name }) => [id, name]));
    const said = await listStatementsBy(deps.db, await speakersOf(deps.db, organisation), SHOWN);
    const ids = said.map(({ id }) => id);
    const [authors, retractions, confirmations] = await Promise.all([
      authorsOf(deps.db, ids),
      readRetractions(deps.db, ids),
      readConfirmations(deps.db, ids),
    ]);
    const here = session ? await saidInSession(deps.db, ids, session.tokenHash) : new Set<string>();
    const statements = said.map((statement) => {
      const { storedAt: _, imported = false, ...fact } = statement;
      const retraction = retractions.get(statement.id);
      const isAuthor = authors.get(statement.id)?.account === person.account;
      const slip = { isAuthor, isSameSession: here.has(statement.id) };
      const isUndoable = isBad(statement) && mayRetractAlone(statement, slip, now) && !retraction;
      return {
        ...fact,
        imported,
        author: names.get(authors.get(statement.id)?.account ?? '') ?? null,
        retractedAt: retraction?.recordedAt ?? null,
        confirmedBy: confirmations.filter((each) => each.statement === statement.id).map(({ by }) => by),
        undoUntil: isUndoable ? shift(statement.recordedAt, UNDO) : null,
      };
    });
    return answer(c, { statements });
  });

/** The desk answers for what it writes in the name of press and authorities. */
const speakersOf = async (db: Db, { id, kind }: Organisation): Promise<string[]> => {
  if (kind !== 'desk') return [id];
  const others = (await listOrganisations(db)).filter((each) => ['press', 'authority'].includes(each.kind));
  return [id, ...others.map((each) => each.id)];
};
