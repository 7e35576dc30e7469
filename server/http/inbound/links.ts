import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { addLink, readConnector, readLink, removeLink } from '#db/connectors';
import { type Db, newId } from '#db/database';
import { readFact } from '#db/facts';
import type { Writer } from '#server/accounts/writer';
import { connectorDone, connectorLinkBody } from '#server/contract/connectors';
import { askedId } from '#server/contract/ids';
import type { Platform } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { brokenScope } from '#server/domain/rules/statements';
import type { Deps } from '../deps';
import type { Refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId, unknownPrivate } from '../kit/suggestions';
import { kept } from '../writing/rules';
import { allowed } from '../writing/speaker';
import { write } from '../writing/write';
import { isOwn, lockInForce } from './own-connector';

const params = z.object({ id: askedId });

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

const UNKNOWN_LINK = unknownPrivate('Lien inconnu, ou d’une autre organisation.');

/** What the words of a tool stand for. */
export const linkRoutes = (deps: Deps) =>
  createRouter()
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
