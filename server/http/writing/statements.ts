import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { appendFacts } from '#db/facts';
import { personsWhoSaid } from '#db/persons';
import { isRetracted, lockStatement, readConfirmations } from '#db/statements';
import { askedId } from '#server/contract/ids';
import { confirmationRecord, nothing, statementBody, statementRecord } from '#server/contract/statements';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { isBad, type Statement, stands } from '#server/domain/facts/statements';
import { importedFrom, notIndependent } from '#server/domain/speakers/independence';
import type { Deps } from '../deps';
import { incidentPlace } from '../incidents/incident-json';
import type { Refusal } from '../kit/problems';
import { bodyOf, creates } from '../kit/replies';
import { createRouter } from '../kit/router';
import { outageOf } from './present';
import { say } from './say';
import { notSecond, unknownStatement } from './second-person';
import { allowed, speakerOf } from './speaker';
import { write } from './write';

const sayRoute = createRoute({
  method: 'post',
  path: '/statements',
  summary: 'Dire l’état d’échanges d’une plateforme ; un mauvais état sans incident en ouvre un',
  description:
    'Sans `incident`, un mauvais état rejoint l’incident ouvert où la même organisation a déjà parlé de cette plateforme ; ' +
    'il n’en ouvre un que s’il n’y en a pas. Une machine qui redit le même mot toutes les cinq minutes fait un seul incident.',
  request: { body: bodyOf(statementBody) },
  responses: creates(statementRecord, 'La déclaration enregistrée'),
});

const confirmRoute = createRoute({
  method: 'post',
  path: '/statements/{id}/confirmation',
  summary: 'Confirmer un retour, par une deuxième personne',
  request: { params: z.object({ id: askedId }), body: { ...bodyOf(nothing), required: false } },
  responses: creates(confirmationRecord, 'La confirmation enregistrée'),
});

export const statements = (deps: Deps) =>
  createRouter()
    .openapi(sayRoute, (c) =>
      write(c, deps, 'statement', async (writing) => {
        const { by, ...body } = c.req.valid('json');
        const speaker = await speakerOf(writing.trx, writing.writer, { by, sourceUrl: body.sourceUrl });
        if (!speaker.ok) return speaker;
        const said = await say(writing, speaker.value, 'statement', [body]);
        if (!said.ok) return said;
        const { statements, entries } = said.value;
        const place = await incidentPlace(writing.trx, statements[0]?.incident ?? null);
        return accept({ status: 201, body: statements[0] ?? {}, entries, ...place });
      }),
    )
    .openapi(confirmRoute, (c) =>
      write(c, deps, 'confirmation', async (writing) => {
        const { trx, writer, now } = writing;
        const { id } = c.req.valid('param');
        const statement = await lockStatement(trx, id);
        if (!statement) return refuse(unknownStatement(id));
        const { platform, professions, mutuelles } = statement;
        const scope = allowed(writer, 'confirmation', { platforms: [platform], professions, mutuelles });
        if (!scope.ok) return scope;
        const open = toConfirm(statement, await isRetracted(trx, id), now);
        if (!open.ok) return open;
        const author = (await personsWhoSaid(trx, [id])).get(id) ?? importedFrom(statement.by);
        const asked = { now, outageSince: await outageOf(writing, [statement]) };
        const not = notIndependent(writer.person, author, asked);
        if (not) return refuse(notSecond(not, writer.person, asked));
        const before = await readConfirmations(trx, [id]);
        if (before.some(({ by }) => by === writer.organisation.id)) return refuse(ALREADY);
        const fact = { statement: id, by: writer.organisation.id, recordedAt: now };
        const entries = await appendFacts(trx, 'confirmations', 'confirmation', [fact]);
        return accept({
          status: 201,
          body: fact,
          entries,
          ...(await incidentPlace(trx, statement.incident)),
        });
      }),
    );

const ALREADY: Refusal = {
  kind: 'conflict',
  detail: 'Votre organisation a déjà confirmé ce retour.',
  cure: 'Rien à faire : il est confirmé.',
};

const toConfirm = (statement: Statement, isTakenBack: boolean, now: Date): Result<null, Refusal> => {
  if (isBad(statement)) return refuse(notConfirmed('On confirme un retour, pas une coupure.'));
  if (isTakenBack) return refuse(notConfirmed('Cette déclaration a été retirée.'));
  return stands(statement, now) ? accept(null) : refuse(notConfirmed('Cette déclaration n’a plus cours.'));
};

const notConfirmed = (detail: string): Refusal => ({
  kind: 'conflict',
  detail,
  cure: 'Confirmez le dernier retour dit, ou dites le vôtre.',
});
