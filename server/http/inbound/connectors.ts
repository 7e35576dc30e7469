import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { listPayloads } from '#db/connector-payloads';
import {
  addConnector,
  addLink,
  changeConnector,
  listConnectors,
  listLinks,
  lockConnector,
  readConnector,
  readLink,
  removeLink,
} from '#db/connectors';
import { type Db, newId } from '#db/database';
import { readFact } from '#db/facts';
import { digest, newToken } from '#server/accounts/secrets';
import type { Writer } from '#server/accounts/writer';
import {
  connectorBody,
  connectorDone,
  connectorLinkBody,
  connectorList,
  connectorMade,
  connectorSummaryBody,
  connectorWhole,
} from '#server/contract/connectors';
import { askedId } from '#server/contract/ids';
import type { Platform } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { brokenScope } from '#server/domain/rules/statements';
import { readPayload } from '#server/inbound/payload';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId, unknownPrivate } from '../kit/suggestions';
import { kept } from '../writing/rules';
import { allowed } from '../writing/speaker';
import { write } from '../writing/write';

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
  responses: creates(connectorMade, 'Le branchement ; son jeton est montré une fois'),
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
const linkRoute = createRoute({
  method: 'post',
  path: '/connectors/{id}/links',
  summary: 'Relier des mots de l’outil à une plateforme, à des échanges et à des professions',
  request: { params, body: bodyOf(connectorLinkBody) },
  responses: creates(connectorDone, 'Relié'),
});
const unlinkRoute = createRoute({
  method: 'post',
  path: '/connector-links/{id}/removal',
  summary: 'Défaire un lien entre les mots d’un outil et une plateforme',
  request: { params },
  responses: changesRecord(connectorDone, 'Défait'),
});

const UNKNOWN = unknownPrivate('Branchement inconnu, ou d’une autre organisation.');
const UNKNOWN_LINK = unknownPrivate('Lien inconnu, ou d’une autre organisation.');
const REVOKED: Refusal = {
  kind: 'conflict',
  detail: 'Ce branchement est révoqué.',
  cure: 'Faites-en un autre : son adresse sera neuve.',
};

/** How many payloads are shown. */
const SHOWN = 20;

type Connector = NonNullable<Awaited<ReturnType<typeof readConnector>>>;

type Owned = Pick<Connector, 'organisation'>;
const isOwn = ({ organisation }: Writer, { organisation: of }: Owned): boolean => organisation.id === of;
/** The desk keeps the service: it sees the address of anybody, and revokes it; what its words stand for is its owner's. */
const isKept = (writer: Writer, connector: Owned): boolean =>
  writer.organisation.kind === 'desk' || isOwn(writer, connector);

/** In force, and one's own, or kept by who asks; another's is not even told. */
const lockInForce = async (
  trx: Db,
  writer: Writer,
  id: string,
  isTheirs = isOwn,
): Promise<Result<Connector, Refusal>> => {
  const found = await lockConnector(trx, id);
  if (!found || !isTheirs(writer, found)) return refuse(UNKNOWN);
  return found.revokedAt === null ? accept(found) : refuse(REVOKED);
};

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
    .openapi(makeRoute, (c) =>
      write(c, deps, 'connector', async ({ trx, writer, now }) => {
        const { name } = c.req.valid('json');
        const token = newToken();
        const id = newId();
        const { organisation, account } = writer.person;
        const made = { organisation, name, madeAt: now, madeBy: account };
        await addConnector(trx, { id, ...made, tokenHash: digest(token) });
        return accept({
          status: 201,
          body: { id, token },
          entries: [entryOf('connector', 'connector', id, { organisation, name })],
        });
      }),
    )
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
    )
    .openapi(linkRoute, (c) =>
      write(c, deps, 'connector', async ({ trx, writer, now }) => {
        const found = await lockInForce(trx, writer, c.req.valid('param').id);
        if (!found.ok) return found;
        const body = c.req.valid('json');
        const linkable = await mayLink(trx, writer, body);
        if (!linkable.ok) return linkable;
        const id = newId();
        const connector = found.value.id;
        const made = { madeAt: now, madeBy: writer.person.account, removedAt: null, removedBy: null };
        await addLink(trx, { id, connector, ...body, ...made });
        const entry = entryOf('connector-link', 'connector_link', id, { connector, ...body });
        return accept({ status: 201, body: { id }, entries: [entry] });
      }),
    )
    .openapi(unlinkRoute, (c) =>
      write(c, deps, 'connector', async ({ trx, writer, now }) => {
        const link = await readLink(trx, c.req.valid('param').id);
        const connector = link && (await readConnector(trx, link.connector));
        if (!link || !connector || !isOwn(writer, connector) || link.removedAt) return refuse(UNKNOWN_LINK);
        await removeLink(trx, link.id, writer.person.account, now);
        const { id, labels, platform } = link;
        const entry = entryOf('connector-link-removed', 'connector_link', id, { labels, platform });
        return accept({ status: 200, body: { id }, entries: [entry] });
      }),
    );

const NEVER_ASKED = { askedAt: null, failure: null, failures: 0, entityTag: null, modified: null };

/** A platform that is one's own, and flows that it has. */
const mayLink = async (
  trx: Db,
  writer: Writer,
  { platform, flows, professions }: z.output<typeof connectorLinkBody>,
): Promise<Result<null, Refusal>> => {
  const found = (await readFact(trx, 'platforms', platform)) as Platform | undefined;
  if (!found) return refuse(unknownId('platform', platform, '/platform'));
  const scope = allowed(writer, 'connector', { platforms: [platform] });
  return scope.ok ? kept(brokenScope({ platform, flows, professions }, found.flows)) : scope;
};
