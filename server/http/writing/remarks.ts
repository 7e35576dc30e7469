import { createRoute } from '@hono/zod-openapi';
import { type AuditEntry, entryOf } from '#db/audit';
import { type Db, newId } from '#db/database';
import { addDecision, lockRemarks, readVerifiedRemarks } from '#db/remarks';
import { type RemarkDecisionBody, remarkDecided, remarkDecisionBody } from '#server/contract/remarks';
import type { Source } from '#server/domain/facts/directory';
import { parisDay } from '#server/domain/facts/intervals';
import { AGREEING_PRACTICES, type Remark, readOnCard } from '#server/domain/facts/remarks';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type ConventionChange, changesFor } from '#server/domain/rules/remarks';
import type { Deps } from '../deps';
import type { Refusal } from '../kit/problems';
import { bodyOf, changesRecord } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { sourceCheck } from './citations';
import { applyChange, type Change, lockMutuelle } from './directory-change';
import { write } from './write';

const decideRoute = createRoute({
  method: 'post',
  path: '/remarks/decision',
  summary: 'Décider de tout ce qui a été dit de semblable jusqu’à un instant',
  request: { body: bodyOf(remarkDecisionBody) },
  responses: changesRecord(remarkDecided, 'Décidé ; l’annuaire a changé si c’est accepté'),
});

export const remarkWriting = (deps: Deps) =>
  createRouter().openapi(decideRoute, (c) =>
    write(c, deps, 'decision', async ({ trx, writer, now }) => {
      const { url, ...decision } = c.req.valid('json');
      const source = await sourceCheck({ trx, writer })(url, '/url');
      if (!source.ok) return source;
      await lockRemarks(trx, decision.mutuelle);
      const applied = decision.accepted
        ? await apply(trx, decision, await sourceOf(trx, decision, url, now), now)
        : accept([]);
      if (!applied.ok) return applied;
      const { accepted, upTo, ...said } = decision;
      const id = newId();
      const row = { ...decision, decidedAt: now, decidedBy: writer.person.account };
      await addDecision(trx, { ...row, id });
      const entry = entryOf('decision', 'remark', id, row);
      const body = { ...said, accepted, changed: applied.value.length };
      return accept({ status: 200, body, entries: [...applied.value, entry] });
    }),
  );

/** A source that the desk read makes the convention surer than remarks alone, unless enough practices say the same. */
const sourceOf = async (trx: Db, said: Remark, url: string | null, now: Date): Promise<Source> => {
  const asOf = parisDay(now);
  if (url !== null) return { url, kind: 'professionnels, vérifié par le bureau', asOf, confidence: 'medium' };
  const asked = { from: now, at: now, knownAt: now };
  const read = readOnCard(await readVerifiedRemarks(trx, asked, AGREEING_PRACTICES, said), said, asked);
  return read && read.platform === said.platform
    ? {
        url,
        kind: `lu sur la carte par ${read.practices} professionnels vérifiés`,
        asOf,
        confidence: 'medium',
      }
    : { url, kind: 'professionnels, vérifié par le bureau', asOf, confidence: 'low' };
};

const apply = async (
  trx: Db,
  decision: Omit<RemarkDecisionBody, 'url'>,
  source: Source,
  now: Date,
): Promise<Result<AuditEntry[], Refusal>> => {
  const found = await lockMutuelle(trx, decision.mutuelle);
  if (!found) return refuse(unknownId('mutuelle', decision.mutuelle));
  const entries: AuditEntry[] = [];
  for (const change of changesFor(found.conventions, decision, source, parisDay(now))) {
    const applied = await applyChange(trx, directoryChange(change));
    if (!applied.ok) return applied;
    entries.push(...applied.value);
  }
  return accept(entries);
};

const directoryChange = (change: ConventionChange): Change => {
  const { mutuelle, platform, code, csr, from } = change.convention;
  if (change.action === 'convention-end')
    return {
      action: 'convention-end',
      mutuelle,
      content: { mutuelle, platform, code, csr, from, to: change.to },
    };
  const { professions, ...convention } = change.convention;
  const content = { ...convention, professions: professions && [...professions] };
  return { action: 'convention', mutuelle, content };
};
