import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { dropDraft, readDraft, saveDraft } from '#db/drafts';
import { done } from '#server/contract/accounts';
import { draft, draftBody } from '#server/contract/space';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { isOwnPage, personOf } from '../kit/guard';
import { refusal } from '../kit/problems';
import { bodyOf, changes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';

const params = z.object({ form: z.string().regex(/^[a-z0-9-]{1,120}$/) });
const readRoute = createRoute({
  method: 'get',
  path: '/drafts/{form}',
  summary: 'Le brouillon d’un formulaire',
  request: { params },
  responses: repliesToKnown(draft, 'Le brouillon ; null s’il n’y en a pas'),
});
const saveRoute = createRoute({
  method: 'put',
  path: '/drafts/{form}',
  summary: 'Garder un brouillon',
  request: { params, body: bodyOf(draftBody) },
  responses: changes(done, 'Gardé'),
});
const dropRoute = createRoute({
  method: 'delete',
  path: '/drafts/{form}',
  summary: 'Jeter un brouillon',
  request: { params },
  responses: changes(done, 'Jeté'),
});

/** Private to their author: neither fact nor journal. */
export const drafts = (deps: Deps) =>
  createRouter()
    .openapi(readRoute, async (c) => {
      const writer = await personOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const { form } = c.req.valid('param');
      const kept = await readDraft(deps.db, writer.value.person.account, form);
      return answer(c, { form, content: kept?.content ?? null, savedAt: kept?.savedAt ?? null });
    })
    .openapi(saveRoute, async (c) => {
      const writer = await personOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      if (writer.value.session && !isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const retryAfter = await deps.attempts.compose(writer.value.person.account);
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const { form } = c.req.valid('param');
      await saveDraft(deps.db, writer.value.person.account, form, c.req.valid('json').content, deps.now());
      return answer(c, { done: true });
    })
    .openapi(dropRoute, async (c) => {
      const writer = await personOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      if (writer.value.session && !isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      await dropDraft(deps.db, writer.value.person.account, c.req.valid('param').form);
      return answer(c, { done: true });
    });
