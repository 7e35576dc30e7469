import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import type { Db } from '#db/database';
import { readFacts } from '#db/facts';
import { listKeys, readKey, revokeKey } from '#db/keys';
import { createKey, namedBy, termsFor, whyNotSo } from '#server/accounts/keys';
import { restrict } from '#server/accounts/restrictions';
import { done, keyBody, keyList, keyMade } from '#server/contract/accounts';
import { askedId } from '#server/contract/ids';
import { restrictionRecord } from '#server/contract/restrictions';
import { accept, refuse } from '#server/domain/facts/result';
import { hasCome } from '#server/domain/speakers/restrictions';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { refusal } from '../kit/problems';
import { asksTwo, bodyOf, makes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId, unknownPrivate } from '../kit/suggestions';
import { allowed } from '../writing/speaker';
import { noticeOf, restricted } from './restrictions';
import { answer, runAudited } from './run-audited';

const listRoute = createRoute({
  method: 'get',
  path: '/keys',
  summary: 'Les clés de son organisation ; du bureau, toutes',
  responses: repliesToKnown(keyList, 'Les clés, sans leur secret'),
});
const makeRoute = createRoute({
  method: 'post',
  path: '/keys',
  summary: 'Faire une clé : elle écrit au nom de qui la fait',
  request: { body: bodyOf(keyBody) },
  responses: makes(keyMade, 'La clé, montrée une fois'),
});
const revokeRoute = createRoute({
  method: 'delete',
  path: '/keys/{id}',
  summary: 'Révoquer une clé : la sienne tout de suite, celle d’un autre dans une heure, ou aussitôt à deux',
  request: { params: z.object({ id: askedId }) },
  responses: asksTwo(done.or(restrictionRecord), 'Révoquée'),
});

export const keys = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const writer = await writerFor(deps, c, 'key', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { organisation } = writer.value;
      const own = organisation.kind === 'desk' ? null : organisation.id;
      const now = deps.now();
      const listed = await listKeys(deps.db, own);
      return answer(c, {
        keys: listed.map(({ networks, ...key }) => ({
          ...key,
          revokedAt: hasCome(key.revokedAt, now) ? key.revokedAt : null,
          networks: networks.map(usedFrom),
        })),
        mayName: namedBy(organisation),
      });
    })
    .openapi(makeRoute, async (c) => {
      const writer = await writerFor(deps, c, 'key', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { person, actor, organisation } = writer.value;
      const { name, intervalSeconds, ...asked } = c.req.valid('json');
      const made = await runAudited(deps, async (trx, now) => {
        const unknown = await unknownPlatform(trx, asked.platforms ?? []);
        if (unknown !== undefined) return refuse(unknownId('platform', unknown, '/platforms'));
        const terms = termsFor(organisation, asked, now);
        if (!terms.ok) return refuse({ kind: 'not-acceptable', ...whyNotSo(terms.refusal) });
        const { account, organisation: own } = person;
        const given = { account, organisation: own, name, intervalSeconds, ...terms.value };
        const { id, secret } = await createKey(trx, given, now);
        const entry = entryOf('key', 'api_key', id, given);
        const value = { id, secret, expiresAt: terms.value.expiresAt };
        const security = [{ event: 'key-made' as const, about: { key: id, kind: given.kind } }];
        return accept({ value, actor, entries: [entry], security });
      });
      return made.ok ? answer(c, made.value, 201) : refusal(c, made.refusal);
    })
    .openapi(revokeRoute, async (c) => {
      const writer = await writerFor(deps, c, 'key', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const revoked = await runAudited(deps, async (trx, now) => {
        const key = await readKey(trx, id);
        if (!key) return refuse(UNKNOWN);
        const scope = allowed(writer.value, 'key', { of: key.organisation });
        if (!scope.ok) return scope;
        const { actor, person } = writer.value;
        if (key.account !== person.account && !hasCome(key.revokedAt, now)) {
          const given = { target: id, organisation: key.organisation, reason: null };
          const asked = await restrict(trx, person.account, { action: 'key-revocation', ...given }, now);
          const { entries, ...value } = restricted(asked, now);
          const security =
            entries.length === 0 ? [] : [await noticeOf(trx, asked.restriction, 'restriction-asked')];
          return accept({ value, actor, entries, security });
        }
        await revokeKey(trx, id, now);
        const after = { revokedAt: hasCome(key.revokedAt, now) ? key.revokedAt : now };
        const entry = entryOf('key-revoked', 'api_key', id, after);
        const owner = { id: key.account, organisation: key.organisation };
        const security = [{ event: 'key-revoked' as const, account: owner, about: { key: id } }];
        return accept({
          value: { status: 200 as const, body: { done: true } },
          actor,
          entries: [entry],
          security,
        });
      });
      return revoked.ok ? answer(c, revoked.value.body, revoked.value.status) : refusal(c, revoked.refusal);
    });

const UNKNOWN = unknownPrivate('Clé inconnue.');

const unknownPlatform = async (trx: Db, platforms: readonly string[]): Promise<string | undefined> => {
  const known = await readFacts(trx, 'platforms', platforms);
  return platforms.find((id) => !known.has(id));
};

/** The database writes instants inside a list in its own way. */
const usedFrom = ({ network, firstUsedAt }: { network: string; firstUsedAt: string }) => ({
  network,
  firstUsedAt: new Date(firstUsedAt),
});
