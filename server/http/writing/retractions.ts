import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AuditEntry } from '#db/audit';
import { appendFacts } from '#db/facts';
import { personsWhoSaid } from '#db/persons';
import { isRetracted, lockStatement, saidInSession } from '#db/statements';
import { askedId } from '#server/contract/ids';
import {
  retractionBody,
  retractionRecord,
  retractionsBody,
  retractionsRecord,
} from '#server/contract/statements';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { mayRetractAlone } from '#server/domain/rules/statements';
import type { Deps } from '../deps';
import type { Refusal } from '../kit/problems';
import { asksTwoOnRecord, bodyOf } from '../kit/replies';
import { createRouter } from '../kit/router';
import { outageOf } from './present';
import { agreed, settledAlone, unknownStatement } from './second-person';
import { allowed } from './speaker';
import { type Writing, write } from './write';

const retractRoute = createRoute({
  method: 'post',
  path: '/statements/{id}/retraction',
  summary:
    'Retirer une déclaration ; un mauvais état, seul dans les dix minutes et la session où il est dit, ensuite à deux',
  request: { params: z.object({ id: askedId }), body: bodyOf(retractionBody) },
  responses: asksTwoOnRecord(retractionRecord, 'La déclaration est retirée'),
});

const retractAllRoute = createRoute({
  method: 'post',
  path: '/retractions',
  summary: 'Retirer plusieurs déclarations, toutes ou aucune, aux règles de chacune',
  request: { body: bodyOf(retractionsBody) },
  responses: asksTwoOnRecord(retractionsRecord, 'Les déclarations sont retirées'),
});

const ALREADY_RETRACTED: Refusal = {
  kind: 'conflict',
  detail: 'Cette déclaration est déjà retirée.',
  cure: 'Rien à faire.',
};

export const retractions = (deps: Deps) =>
  createRouter()
    .openapi(retractRoute, (c) =>
      write(c, deps, 'retraction', async (writing) => {
        const { id } = c.req.valid('param');
        const done = await retract(writing, id, c.req.valid('json').reason);
        if (!done.ok) return done;
        const { retraction, entries } = done.value;
        return accept({ status: retraction.awaiting === null ? 200 : 202, body: retraction, entries });
      }),
    )
    .openapi(retractAllRoute, (c) =>
      write(c, deps, 'retraction', async (writing) => {
        const { statements, reason } = c.req.valid('json');
        const done: Retracted[] = [];
        // In one order, whoever asks: two who take back the same statements would else wait for each other.
        for (const id of [...new Set(statements)].sort()) {
          const each = await retract(writing, id, reason, `/statements/${statements.indexOf(id)}`);
          if (!each.ok) return each;
          done.push(each.value);
        }
        const retractions = done.map(({ retraction }) => retraction);
        return accept({
          status: retractions.every(({ awaiting }) => awaiting === null) ? 200 : 202,
          body: { retractions },
          entries: done.flatMap(({ entries }) => entries),
        });
      }),
    );

type Fact = { statement: string; by: string; recordedAt: Date; reason: string | null };
/** `awaiting`: null once it is retracted. */
type Retracted = { retraction: Fact & { awaiting: 'second-person' | null }; entries: readonly AuditEntry[] };

const retract = async (
  writing: Writing,
  id: string,
  reason: string | null,
  pointer?: string,
): Promise<Result<Retracted, Refusal>> => {
  const { trx, writer, now } = writing;
  const statement = await lockStatement(trx, id);
  if (!statement) return refuse(unknownStatement(id, pointer));
  const author = (await personsWhoSaid(trx, [id])).get(id);
  const isAuthor = author?.account === writer.person.account;
  const isOwn = statement.by === writer.organisation.id || isAuthor;
  const scope = allowed(writer, 'retraction', {
    of: isOwn ? writer.organisation.id : statement.by,
    platforms: [statement.platform],
  });
  if (!scope.ok) return scope;
  if (await isRetracted(trx, id)) return refuse(ALREADY_RETRACTED);
  const fact = { statement: id, by: writer.organisation.id, recordedAt: now, reason };
  const session = writer.session?.tokenHash;
  const isSameSession = session !== undefined && (await saidInSession(trx, [id], session)).has(id);
  if (isOwn && mayRetractAlone(statement, { isAuthor, isSameSession }, now))
    await settledAlone(writing, 'retraction', id);
  else {
    if (session === undefined) return refuse({ kind: 'session-only' });
    const outageSince = await outageOf(writing, [statement]);
    const settled = await agreed(writing, 'retraction', id, { body: fact, outageSince });
    if (!settled.ok) return settled;
    const { isSettled, entries } = settled.value;
    if (!isSettled) return accept({ retraction: { ...fact, awaiting: 'second-person' }, entries });
  }
  const entries = await appendFacts(trx, 'retractions', 'retraction', [fact]);
  return accept({ retraction: { ...fact, awaiting: null }, entries });
};
