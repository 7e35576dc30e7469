import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { authorOf } from '#db/audit';
import { appendFacts } from '#db/facts';
import { isRetracted, lockStatement } from '#db/statements';
import { askedId } from '#server/contract/ids';
import { retractionBody, retractionRecord } from '#server/contract/statements';
import { accept, refuse } from '#server/domain/result';
import { mayRetractAlone } from '#server/domain/writing';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { bodyOf, changes } from './replies';
import { agreed, settledAlone, unknownStatement } from './second-person';
import { allowed } from './speaker';
import { write } from './write';

const retractRoute = createRoute({
  method: 'post',
  path: '/statements/{id}/retraction',
  summary: 'Retirer une déclaration ; un mauvais état, seul dans les dix minutes, ensuite à deux',
  request: { params: z.object({ id: askedId }), body: bodyOf(retractionBody) },
  responses: changes(retractionRecord, 'La déclaration est retirée'),
});

export const retractions = (deps: Deps) =>
  createDoors().openapi(retractRoute, (c) =>
    write(c, deps, 'retraction', async (writing) => {
      const { trx, writer, now } = writing;
      const { id } = c.req.valid('param');
      const { reason } = c.req.valid('json');
      const statement = await lockStatement(trx, id);
      if (!statement) return refuse(unknownStatement(id));
      const author = await authorOf(trx, id);
      const isOwn = statement.by === writer.organisation.id || author?.account === writer.person.account;
      const scope = allowed(writer, 'retraction', { of: isOwn ? writer.organisation.id : statement.by });
      if (!scope.ok) return scope;
      if (await isRetracted(trx, id)) {
        const detail = 'Cette déclaration est déjà retirée.';
        return refuse({ kind: 'conflict', detail, cure: 'Rien à faire.' });
      }
      const fact = { statement: id, by: writer.organisation.id, recordedAt: now, reason };
      if (isOwn && mayRetractAlone(statement, now)) await settledAlone(writing, 'retraction', id);
      else {
        const settled = await agreed(writing, 'retraction', id, fact);
        if (!settled.ok) return settled;
        const { isSettled, deeds } = settled.value;
        if (!isSettled) return accept({ status: 202, body: { ...fact, awaiting: 'second-person' }, deeds });
      }
      const deeds = await appendFacts(trx, 'retractions', 'retraction', [fact]);
      return accept({ status: 200, body: { ...fact, awaiting: null }, deeds });
    }),
  );
