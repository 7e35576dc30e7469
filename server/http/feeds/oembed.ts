import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { escaped } from '../kit/escaped';
import { withEtag } from '../kit/etag';
import { type Refusal, refusal } from '../kit/problems';
import { refused, replies } from '../kit/replies';
import { askRecord } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { suggest } from '../kit/suggestions';

const answer = z.object({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  provider_name: z.string(),
  provider_url: z.string(),
  title: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  html: z.string(),
  cache_age: z.number().int(),
});

const route = createRoute({
  method: 'get',
  path: '/oembed',
  summary: 'Ce qu’une page peut montrer d’une des nôtres (oEmbed 1.0, JSON)',
  request: {
    query: z.object({
      url: z.url().max(2_000),
      format: z.string().max(20).default('json'),
      maxwidth: z.coerce.number().int().positive().optional(),
      maxheight: z.coerce.number().int().positive().optional(),
      /** What consumers add for whoever is not to be followed: nobody is. */
      dnt: z.string().max(20).optional(),
    }),
  },
  responses: {
    ...replies(answer, 'Un cadre, ou une image liée'),
    501: refused('Une autre forme que JSON'),
  },
});

const ONLY_JSON: Refusal = {
  kind: 'not-implemented',
  detail: 'Seule la forme « json » est servie.',
  cure: 'Demandez format=json, ou laissez « format ».',
};

const nothingToShow = ({ href }: URL, origin: string) => ({
  detail: `Rien à montrer de l’adresse « ${href.slice(0, 200)} ».`,
  cure: `Donnez un tableau (${origin}/opticien) ou une plateforme (${origin}/plateformes/viamedis).`,
});

const WIDTH = 480;
const HEIGHT = 560;
const BADGE_HEIGHT = 28;

/** `/oembed`: of the board of a profession, framed or whole, and of the page of a platform. */
export const oembed = (deps: Deps) => {
  const boards = Object.values(deps.words.professions).map(({ slug, name }) => ({ id: slug, name }));
  return createRouter().openapi(route, async (c) => {
    const { url, format, maxwidth = WIDTH, maxheight = HEIGHT } = c.req.valid('query');
    if (format !== 'json') return refusal(c, ONLY_JSON);
    const { origin } = new URL(deps.publicUrl ?? c.req.url);
    const shown = await shownOf(deps, boards, new URL(url), origin);
    if (!shown.ok) return refusal(c, shown.refusal);
    const { title, html, most } = shown.value;
    const size = { width: Math.min(WIDTH, maxwidth), height: Math.min(most, maxheight) };
    const body = {
      version: '1.0' as const,
      type: 'rich' as const,
      provider_name: 'Comptoir',
      provider_url: origin,
      title,
      ...size,
      html: html(size),
      cache_age: 300,
    };
    return c.json(withEtag(c, body), 200);
  });
};

type Size = { width: number; height: number };
type Shown = { title: string; html: (size: Size) => string; most: number };

const nameOf = ({ name }: { name: string }): string => name;

const shownOf = async (
  deps: Deps,
  boards: readonly { id: string; name: string }[],
  url: URL,
  origin: string,
): Promise<Result<Shown, Refusal>> => {
  const [, first = '', second = '', ...rest] = url.pathname.split('/');
  const { words } = deps;
  const slug = first === 'embed' ? second : first;
  const profession = words.professionOf(slug);
  const isBoard = profession !== null && (first === 'embed' || second === '');
  if (url.origin === origin && rest.length === 0 && isBoard) {
    const title = words.boardOf(words.professions[profession].plural);
    const html = ({ width, height }: Size) =>
      `<iframe src="${origin}/embed/${slug}" width="${width}" height="${height}" title="${escaped(title)}" loading="lazy"></iframe>`;
    return accept({ title, html, most: HEIGHT });
  }
  const reading = await askRecord(deps, {});
  if (!reading.ok) return reading;
  const platform = first === 'plateformes' ? reading.value.read.directory.platforms.get(second) : undefined;
  if (url.origin === origin && rest.length === 0 && platform) {
    const { id, name } = platform;
    const html = () =>
      `<a href="${origin}/plateformes/${id}"><img src="${origin}/badges/${id}.svg" alt="${escaped(name)}" height="${BADGE_HEIGHT}"></a>`;
    return accept({ title: name, html, most: BADGE_HEIGHT });
  }
  const { platforms } = reading.value.read.directory;
  const near = first === 'plateformes' ? suggest(second, platforms, nameOf) : suggest(slug, boards, nameOf);
  return refuse({ kind: 'unknown-id', pointer: '/query/url', ...nothingToShow(url, origin), near });
};
