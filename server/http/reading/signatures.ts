import { createRoute } from '@hono/zod-openapi';
import { cut } from '#db/cursor';
import { listSigningKeys } from '#db/signing-keys';
import { signingKeys as schema, signedHeadPage } from '#server/contract/snapshot';
import type { SignedHead } from '#server/signing/signed-heads';
import type { Deps } from '../deps';
import { orRemembered } from '../kit/accidents';
import { withEtag } from '../kit/etag';
import { pageQuery, replies } from '../kit/replies';
import { createRouter } from '../kit/router';

const keysRoute = createRoute({
  method: 'get',
  path: '/signing-keys',
  summary: 'Les clés publiques qui signent, ou ont signé, l’état',
  responses: replies(schema, 'Ed25519 (SPKI, base64), de la plus ancienne à la plus récente'),
});

export const signingKeys = (deps: Deps) => {
  let held: Awaited<ReturnType<typeof listSigningKeys>> | null = null;
  const list = async () => {
    held = await listSigningKeys(deps.db);
    return held;
  };
  void list().catch(() => undefined);
  return createRouter().openapi(keysRoute, async (c) => {
    // The signed state outlives the database: so does what it is checked with, of this instance at least.
    const keys = await orRemembered(list(), () => held ?? deps.ownKeys());
    return c.json(withEtag(c, { keys }), 200);
  });
};

const headsRoute = createRoute({
  method: 'get',
  path: '/signed-heads',
  summary: 'Les fins du journal signées par cette instance, la plus récente d’abord',
  description:
    'Gardez-les : le journal ne peut plus être réécrit sans que cela se voie. « signature » (Ed25519, base64, clé ' +
    '« keyId » de /signing-keys) est celle du texte « comptoir-head/1 SEQ NUMBER HEAD SIGNEDAT KEYID ». Au-delà de ' +
    'trente jours, la dernière de chaque jour.',
  request: { query: pageQuery },
  responses: replies(signedHeadPage, 'Une page de fins du journal'),
});

export const signedHeads = ({ heads }: Pick<Deps, 'heads'>) =>
  createRouter().openapi(headsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const newest = [...(await heads.list())].reverse();
    const from = cursor ? newest.findIndex((head) => isBefore(head, cursor)) : 0;
    const found = from < 0 ? [] : newest.slice(from, from + limit + 1);
    const { page, next } = cut(found, limit, ({ generatedAt, number }) => ({
      instant: new Date(generatedAt),
      id: String(number),
    }));
    const listed = page.map(({ hash, generatedAt, ...head }) => ({
      ...head,
      head: hash,
      signedAt: generatedAt,
    }));
    return c.json(withEtag(c, { heads: listed, next }), 200);
  });

const isBefore = (
  { generatedAt, number }: SignedHead,
  { instant, id }: { instant: Date; id: string },
): boolean =>
  +new Date(generatedAt) < +instant || (+new Date(generatedAt) === +instant && number < Number(id));
