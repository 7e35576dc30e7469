import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { appendFacts } from '#db/facts';
import { isClosed, lockIncident, readIncident } from '#db/incidents';
import { askedId } from '#server/contract/ids';
import { closingBody, closingRecord } from '#server/contract/incidents';
import { earliest } from '#server/domain/facts/intervals';
import { accept, refuse } from '#server/domain/facts/result';
import type { Statement } from '#server/domain/facts/statements';
import { outageStart } from '#server/domain/judgement/outage-start';
import { brokenInstants, type StillTouched, stillTouched } from '#server/domain/rules/statements';
import type { Deps } from '../deps';
import { checkVersion } from '../kit/etag';
import type { Refusal } from '../kit/problems';
import { asksTwoOnRecord, bodyOf, ofVersion } from '../kit/replies';
import { createRouter } from '../kit/router';
import { presentOf } from '../writing/present';
import { kept } from '../writing/rules';
import { agreed, settledAlone, unknownIncident } from '../writing/second-person';
import { allowed, speakerOf } from '../writing/speaker';
import { write } from '../writing/write';
import { incidentVersion } from './incident-json';

const closeRoute = createRoute({
  method: 'post',
  path: '/incidents/{id}/closing',
  summary: 'Clore un incident dont plus rien n’est touché ; le bureau, à deux, malgré tout',
  request: { params: z.object({ id: askedId }), body: bodyOf(closingBody) },
  responses: ofVersion(asksTwoOnRecord(closingRecord, 'L’incident est clos')),
});

export const closings = (deps: Deps) =>
  createRouter().openapi(closeRoute, (c) =>
    write(c, deps, 'closing', async (writing) => {
      const { trx, writer, now } = writing;
      const { id } = c.req.valid('param');
      const { by, ...body } = c.req.valid('json');
      const incident = await lockIncident(trx, id, 'to-close');
      const found = await readIncident(trx, id);
      if (!incident || !found) return refuse(unknownIncident(id));
      const scope = allowed(writer, 'closing', {
        platforms: incident.platforms,
        professions: union(found.statements.map(({ professions }) => professions)),
        mutuelles: union(found.statements.map(({ mutuelles }) => mutuelles)),
      });
      if (!scope.ok) return scope;
      const version = checkVersion(c, incidentVersion(found));
      if (!version.ok) return version;
      if (await isClosed(trx, id)) return refuse(CLOSED);
      const rules = kept(brokenInstants(body, now));
      if (!rules.ok) return rules;
      const speaker = await speakerOf(trx, writer, { by, sourceUrl: 'https:' });
      if (!speaker.ok) return speaker;

      const fact = { ...body, incident: id, by: speaker.value.id, recordedAt: now };
      const known = await presentOf(
        writing,
        standing(found).map(({ platform }) => platform),
      );
      const left = stillTouched(known, standing(found));
      if (left.length > 0 && writer.organisation.kind !== 'desk') return refuse(notOver(left));
      if (left.length === 0) await settledAlone(writing, 'closing', id);
      else {
        const outageSince = earliest(standing(found).map((each) => outageStart(known, each)));
        const settled = await agreed(writing, 'closing', id, { body: fact, outageSince });
        if (!settled.ok) return settled;
        const { isSettled, entries } = settled.value;
        if (!isSettled) return accept({ status: 202, body: { ...fact, awaiting: 'second-person' }, entries });
      }
      const entries = await appendFacts(trx, 'closings', 'closing', [fact]);
      return accept({ status: 200, body: { ...fact, awaiting: null }, entries });
    }),
  );

const standing = ({
  statements,
  retractions,
}: NonNullable<Awaited<ReturnType<typeof readIncident>>>): Statement[] =>
  statements.filter(({ id }) => !retractions.some(({ statement }) => statement === id));

/** All that some lists name; null when one of them is « all », or nothing was said: that concerns everyone. */
const union = <T>(lists: readonly (readonly T[] | null)[]): T[] | null =>
  lists.length === 0 || lists.some((each) => each === null)
    ? null
    : [...new Set(lists.flatMap((each) => each ?? []))];

const CLOSED: Refusal = {
  kind: 'conflict',
  detail: 'L’incident est déjà clos.',
  cure: 'Rien à faire ; un nouveau trouble est un nouvel incident.',
};

const notOver = (left: readonly StillTouched[]): Refusal => ({
  kind: 'incident-not-over',
  detail: `Ses déclarations nomment ${left.length} états (échange, profession) qui ne marchent pas encore.`,
  faults: left.slice(0, 50).map(({ platform, flow, profession }) => ({
    pointer: `/${platform}/${flow}/${profession}`,
    detail: `${platform} : ${flow} n’est pas rétabli pour ${profession}.`,
    cure: 'Dites son retour et faites-le confirmer.',
  })),
});
