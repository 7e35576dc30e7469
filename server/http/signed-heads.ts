import { createRoute } from '@hono/zod-openapi';
import { cut } from '#db/cursor';
import { signedHeadPage } from '#server/contract/signed-heads';
import type { SignedHead } from '#server/signing/signed-heads';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { fresh } from './fresh';
import { pageQuery, replies } from './replies';

const route = createRoute({
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
  createDoors().openapi(route, async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const newest = [...(await heads.list())].reverse();
    const from = cursor ? newest.findIndex((head) => isBefore(head, cursor)) : 0;
    const found = from < 0 ? [] : newest.slice(from, from + limit + 1);
    const { page, next } = cut(found, limit, ({ generatedAt, number }) => ({
      instant: new Date(generatedAt),
      id: String(number),
    }));
    const told = page.map(({ hash, generatedAt, ...head }) => ({
      ...head,
      head: hash,
      signedAt: generatedAt,
    }));
    return c.json(fresh(c, { heads: told, next }), 200);
  });

const isBefore = (
  { generatedAt, number }: SignedHead,
  { instant, id }: { instant: Date; id: string },
): boolean =>
  +new Date(generatedAt) < +instant || (+new Date(generatedAt) === +instant && number < Number(id));
