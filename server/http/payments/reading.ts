import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { askedId } from '#server/contract/ids';
import { paymentList } from '#server/contract/payments';
import { paymentsOf } from '#server/domain/judgement/payment-days';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { instantsQuery, resolveQuestion } from '../kit/request-scope';
import { createRouter } from '../kit/router';

const route = createRoute({
  method: 'get',
  path: '/platforms/{id}/payments',
  summary: 'Les 60 derniers jours : payés, manquants, promis, par la plateforme et par qui paie pour elle',
  request: {
    params: z.object({ id: askedId }),
    query: instantsQuery.extend({ profession: askedId }),
  },
  responses: replies(paymentList, 'Les jours dont on a dit quelque chose'),
});

export const payments = (deps: Deps) =>
  createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { profession, ...instants } = c.req.valid('query');
    const asked = await resolveQuestion(
      deps,
      profession,
      instants,
      { platform: id },
      { isOverLeftOut: true },
    );
    if (!asked.ok) return refusal(c, asked.refusal);
    const { read, known, question } = asked.value;
    const { at, knownAt } = read;
    const reader = { profession: question.profession, mutuelle: null };
    const body = {
      at,
      knownAt,
      platform: id,
      profession: question.profession,
      payments: paymentsOf(known, read.evidence.payments, [id], reader),
    };
    return c.json(withEtag(c, body, read.age), 200);
  });
