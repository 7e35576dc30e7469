import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { listPayloads } from '#db/connector-payloads';
import { addConnector, changeConnector, listConnectors, listLinks, readConnector } from '#db/connectors';
import { type Db, newId } from '#db/database';
import { digest, newToken } from '#server/accounts/secrets';
import {
  connectorBody,
  connectorDone,
  connectorList,
  connectorMade,
  connectorSummaryBody,
  connectorWhole,
} from '#server/contract/connectors';
import { askedId } from '#server/contract/ids';
import { accept } from '#server/domain/facts/result';
import { readPayload } from '#server/inbound/payload';
import { answer, answered, runAudited } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { refusal } from '../kit/problems';
import { bodyOf, changesRecord, makes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { write } from '../writing/write';
import { type Connector, isKept, lockInForce, UNKNOWN } from './own-connector';

const params = z.object({ id: askedId });

const listRoute = createRoute({
  method: 'get',
  path: '/connectors',
  summary: 'Les branchements de son organisation ; du bureau, tous',
  responses: repliesToKnown(connectorList, 'Les branchements, sans leur jeton'),
});
const makeRoute = createRoute({
  method: 'post',
  path: '/connectors',
  summary: 'Faire un branchement : l’adresse où un outil de surveillance envoie ses alertes',
  request: { body: bodyOf(connectorBody) },
  responses: makes(connectorMade, 'Le branchement ; son jeton est montré une fois'),
});
const readRoute = createRoute({
  method: 'get',
  path: '/connectors/{id}',
  summary: 'Un branchement : ce qui y est relié, et ce que l’outil a envoyé',
  request: { params },
  responses: repliesToKnown(connectorWhole, 'Le branchement'),
});
const revokeRoute = createRoute({
  method: 'post',
  path: '/connectors/{id}/revocation',
  summary: 'Révoquer un branchement : son adresse n’existe plus',
  request: { params },
  responses: changesRecord(connectorDone, 'Révoqué'),
});
const summaryRoute = createRoute({
  method: 'post',
  path: '/connectors/{id}/summary',
  summary: 'Faire lire chaque minute le summary.json de sa propre page Statuspage, ou ne plus le lire',
  request: { params, body: bodyOf(connectorSummaryBody) },
  responses: changesRecord(connectorDone, 'Réglé'),
});
/** How many payloads are shown. */
const SHOWN = 20;

const recordOf = ({
  id,
  organisation,
  name,
  madeAt,
  revokedAt,
  summaryUrl,
  askedAt,
  failure,
}: Connector) => ({
  id,
  organisation,
  name,
  madeAt,
  revokedAt,
  summaryUrl,
  askedAt,
  failure,
});

const payloadsOf = async (db: Db, connector: string) =>
  (await listPayloads(db, connector, SHOWN)).map((payload) => ({
    ...payload,
    labels: [...new Set(readPayload(JSON.parse(payload.body))?.alerts.flatMap(({ labels }) => labels) ?? [])],
  }));

/** The addresses of an organisation's tools, and what their words stand for. */
export const connectorRoutes = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const writer = await writerFor(deps, c, 'connector', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { organisation } = writer.value;
      const listed = await listConnectors(deps.db, organisation.kind === 'desk' ? null : organisation.id);
      return answer(c, { connectors: listed.map(recordOf) });
    })
    .openapi(makeRoute, async (c) => {
      const writer = await writerFor(deps, c, 'connector', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { person, actor } = writer.value;
      const { name } = c.req.valid('json');
      // Not kept under an idempotency key: the token is in the answer.
      const made = await runAudited(deps, async (trx, now) => {
        const [id, token] = [newId(), newToken()];
        const { organisation, account } = person;
        const about = { organisation, name, madeAt: now, madeBy: account };
        await addConnector(trx, { id, ...about, tokenHash: digest(token) });
        const entry = entryOf('connector', 'connector', id, { organisation, name });
        return accept({ value: { id, token }, actor, entries: [entry] });
      });
      return answered(c, made, 201);
    })
    .openapi(readRoute, async (c) => {
      const writer = await writerFor(deps, c, 'connector', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const found = await readConnector(deps.db, c.req.valid('param').id);
      if (!found || !isKept(writer.value, found)) return refusal(c, UNKNOWN);
      const links = (await listLinks(deps.db, [found.id])).map(
        ({ id, labels, platform, flows, professions, health }) => ({
          id,
          labels,
          platform,
          flows,
          professions,
          health,
        }),
      );
      return answer(c, { ...recordOf(found), links, payloads: await payloadsOf(deps.db, found.id) });
    })
    .openapi(revokeRoute, (c) =>
      write(c, deps, 'connector', async ({ trx, writer, now }) => {
        const found = await lockInForce(trx, writer, c.req.valid('param').id, isKept);
        if (!found.ok) return found;
        const { id } = found.value;
        await changeConnector(trx, id, { revokedAt: now, revokedBy: writer.person.account });
        const entry = entryOf('connector-revoked', 'connector', id, { name: found.value.name });
        return accept({ status: 200, body: { id }, entries: [entry] });
      }),
    )
    .openapi(summaryRoute, (c) =>
      write(c, deps, 'connector', async ({ trx, writer }) => {
        const found = await lockInForce(trx, writer, c.req.valid('param').id);
        if (!found.ok) return found;
        const { id } = found.value;
        const { url } = c.req.valid('json');
        await changeConnector(trx, id, { summaryUrl: url, ...NEVER_ASKED });
        const entry = entryOf('connector-summary', 'connector', id, { name: found.value.name, url });
        return accept({ status: 200, body: { id }, entries: [entry] });
      }),
    );

const NEVER_ASKED = { askedAt: null, failure: null, failures: 0, entityTag: null, modified: null };
