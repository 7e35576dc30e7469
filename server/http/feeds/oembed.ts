import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readIncident } from '#db/incidents';
import { readNotice } from '#db/notices';
import type { Directory } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { escaped } from '../kit/escaped';
import { withEtag } from '../kit/etag';
import { type Refusal, refusal } from '../kit/problems';
import { refused, replies } from '../kit/replies';
import { askRecord, questionQuery } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { suggest } from '../kit/suggestions';
import { CARD_HEIGHT, CARD_WIDTH } from './card-drawing';

const common = {
  version: z.literal('1.0'),
  provider_name: z.string(),
  provider_url: z.string(),
  title: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  cache_age: z.number().int(),
};
const answer = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('rich'), html: z.string() }),
  z.object({ ...common, type: z.literal('photo'), url: z.string() }),
]);

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
  cure: `Donnez un tableau (${origin}/opticien), une réponse, une plateforme (${origin}/plateformes/viamedis), un incident ou un avis.`,
});

const WIDTH = 480;
const HEIGHT = 560;
const BADGE_HEIGHT = 28;

/** `/oembed`: of the board of a profession, framed or whole; of the page of a platform; of what has a card. */
export const oembed = (deps: Deps) => {
  const boards = Object.values(deps.words.professions).map(({ slug, name }) => ({ id: slug, name }));
  return createRouter().openapi(route, async (c) => {
    const {
      url,
      format,
      maxwidth = Number.POSITIVE_INFINITY,
      maxheight = Number.POSITIVE_INFINITY,
    } = c.req.valid('query');
    if (format !== 'json') return refusal(c, ONLY_JSON);
    const { origin } = new URL(deps.publicUrl ?? c.req.url);
    const shown = await shownOf(deps, boards, new URL(url), origin);
    if (!shown.ok) return refusal(c, shown.refusal);
    const { title, ...how } = shown.value;
    const said = {
      version: '1.0' as const,
      provider_name: 'Comptoir',
      provider_url: origin,
      title,
      cache_age: 300,
    };
    if ('picture' in how) {
      const scale = Math.min(1, maxwidth / CARD_WIDTH, maxheight / CARD_HEIGHT);
      const size = { width: Math.floor(CARD_WIDTH * scale), height: Math.floor(CARD_HEIGHT * scale) };
      return c.json(withEtag(c, { ...said, type: 'photo' as const, url: how.picture, ...size }), 200);
    }
    const size = { width: Math.min(WIDTH, maxwidth), height: Math.min(how.most, maxheight) };
    return c.json(withEtag(c, { ...said, type: 'rich' as const, html: how.html(size), ...size }), 200);
  });
};

type Size = { width: number; height: number };
/** In a frame, `most` high at most; or the address of a picture. */
type Shown = { title: string } & ({ html: (size: Size) => string; most: number } | { picture: string });

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
  const { directory } = reading.value.read;
  const platform = first === 'plateformes' ? directory.platforms.get(second) : undefined;
  if (url.origin === origin && rest.length === 0 && platform) {
    const { id, name } = platform;
    const html = () =>
      `<a href="${origin}/plateformes/${id}"><img src="${origin}/badges/${id}.svg" alt="${escaped(name)}" height="${BADGE_HEIGHT}"></a>`;
    return accept({ title: name, html, most: BADGE_HEIGHT });
  }
  const title = url.origin === origin ? await titleOfCard(deps, directory, url.pathname) : null;
  if (title !== null) return accept({ title, picture: cardAt(origin, url) });
  const { platforms } = directory;
  const near = first === 'plateformes' ? suggest(second, platforms, nameOf) : suggest(slug, boards, nameOf);
  return refuse({ kind: 'unknown-id', pointer: '/query/url', ...nothingToShow(url, origin), near });
};

/** What a page with a card is about, without what it answers: a page elsewhere keeps this for a day. */
const titleOfCard = async (
  { db, words }: Deps,
  { mutuelles, platforms }: Directory,
  path: string,
): Promise<string | null> => {
  const [, noun = '', ...ids] = path.split('/');
  const id = ids.at(-1) ?? '';
  if (noun === 'incidents' && ids.length === 1)
    return (await readIncident(db, id))?.incidents[0]?.title ?? null;
  if (noun === 'avis' && ids.length === 1) return (await readNotice(db, id))?.title ?? null;
  const profession = words.professionOf(noun);
  const named =
    ids.length === 1
      ? mutuelles.get(id)
      : ids.length === 2 && ids[0] === 'operateur'
        ? platforms.get(id)
        : undefined;
  if (profession === null || !named) return null;
  return `${words.card.named(named.name)} – ${words.boardOf(words.professions[profession].plural)}`;
};

/** Of the instant and the card that the address asks, as its page is. */
const cardAt = (origin: string, { pathname, searchParams }: URL): string => {
  const asked = [...searchParams].filter(([name]) => Object.hasOwn(questionQuery.shape, name));
  return `${origin}/cards${pathname}.png${asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`}`;
};
