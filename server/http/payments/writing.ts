import { createRoute } from '@hono/zod-openapi';
import { newId } from '#db/database';
import { appendFacts, readFacts } from '#db/facts';
import { type PaymentBody, paymentsBody, paymentsRecord } from '#server/contract/payments';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { brokenPayment } from '#server/domain/rules/statements';
import type { Deps } from '../deps';
import type { Refusal } from '../kit/problems';
import { bodyOf, creates } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { sourceCheck } from '../writing/citations';
import { kept } from '../writing/rules';
import { allowed, speakerOf } from '../writing/speaker';
import { type Writing, write } from '../writing/write';

const route = createRoute({
  method: 'post',
  path: '/payments',
  summary: 'Dire d’un jour, ou de 60 au plus, s’il est payé, manquant ou promis ; tous ou aucun',
  request: { body: bodyOf(paymentsBody) },
  responses: creates(paymentsRecord, 'Les jours, comme ils sont au registre'),
});

export const paymentWriting = (deps: Deps) =>
  createRouter().openapi(route, (c) =>
    write(c, deps, 'payment', async (writing) => {
      const given = c.req.valid('json');
      const days = Array.isArray(given) ? given : [given];
      const payments = [];
      for (const [index, day] of days.entries()) {
        const prepared = await prepare(writing, day, Array.isArray(given) ? `/${index}` : '');
        if (!prepared.ok) return prepared;
        payments.push(prepared.value);
      }
      const entries = await appendFacts(writing.trx, 'payments', 'payment', payments);
      return accept({ status: 201, body: { payments }, entries });
    }),
  );

/** A day as it will stand on record, in scope and by the rules. */
const prepare = async (
  { trx, writer, now }: Writing,
  { by, ...day }: PaymentBody,
  at: string,
): Promise<Result<object, Refusal>> => {
  const platforms = await readFacts(trx, 'platforms', [day.platform]);
  if (!platforms.has(day.platform)) return refuse(unknownId('platform', day.platform, `${at}/platform`));
  const mutuelles = await readFacts(trx, 'mutuelles', day.mutuelles ?? []);
  const unknown = day.mutuelles?.find((id) => !mutuelles.has(id));
  if (unknown !== undefined) return refuse(unknownId('mutuelle', unknown, `${at}/mutuelles`));
  const { professions, mutuelles: named } = day;
  const scope = allowed(writer, 'payment', { platforms: [day.platform], professions, mutuelles: named });
  if (!scope.ok) return scope;
  const speaker = await speakerOf(trx, writer, { by, sourceUrl: day.sourceUrl });
  if (!speaker.ok) return speaker;
  const rules = kept(brokenPayment(day, now).map((each) => ({ ...each, at })));
  if (!rules.ok) return rules;
  const source = await sourceCheck({ trx, writer })(day.sourceUrl, `${at}/sourceUrl`);
  if (!source.ok) return source;
  return accept({ ...day, id: newId(), by: speaker.value.id, recordedAt: now });
};
