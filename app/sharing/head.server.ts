import type { AppLoadContext } from '@remix-run/node';
import { PRODUCT } from '../words/frame';
import { canonicalOf, readIn } from './canonical.server';

/** A tag of the head, by the names of its attributes. */
export type HeadTag = Record<string, string>;

/** What a page says of itself to whoever pastes its address, or follows it with a reader of feeds. */
export type Shared = {
  title: string;
  /** The answer in words, with its instant. */
  description: string;
  /** What its card shows, all of it; null: it has none. */
  card: string | null;
  /** The feed that fits it. */
  feed: { name: 'history' | 'notices'; title: string; asked: Record<string, string> };
};

const WIDTH = '1200';
const HEIGHT = '630';
const MINUTE_MS = 60_000;

/**
 * Meta tags and links for programs that read a page once. A browser that moves from page to page reads none of it
 * (`handed` is null then): it is sent none.
 */
export const headOf = (context: AppLoadContext, request: Request, shared: Shared): HeadTag[] => {
  if (context.handed === null) return [];
  const { origin } = context;
  const address = canonicalOf(request.url, origin);
  const oembed = `${origin}/oembed?${new URLSearchParams({ url: address })}`;
  const search = new URLSearchParams(shared.feed.asked);
  const feed = `/feeds/${shared.feed.name}.atom${search.size === 0 ? '' : `?${search}`}`;
  return [
    { name: 'description', content: shared.description },
    { property: 'og:site_name', content: PRODUCT },
    { property: 'og:type', content: 'website' },
    { property: 'og:url', content: address },
    { property: 'og:title', content: shared.title },
    { property: 'og:description', content: shared.description },
    ...cardTags(context, request, shared.card),
    {
      tagName: 'link',
      rel: 'alternate',
      type: 'application/atom+xml',
      title: shared.feed.title,
      href: feed,
    },
    {
      tagName: 'link',
      rel: 'alternate',
      type: 'application/json+oembed',
      title: shared.title,
      href: oembed,
    },
  ];
};

const cardTags = ({ origin, now }: AppLoadContext, { url }: Request, alt: string | null): HeadTag[] => {
  if (alt === null) return [{ name: 'twitter:card', content: 'summary' }];
  return [
    { property: 'og:image', content: origin + cardOf(url, now) },
    { property: 'og:image:width', content: WIDTH },
    { property: 'og:image:height', content: HEIGHT },
    { property: 'og:image:alt', content: alt },
    { name: 'twitter:card', content: 'summary_large_image' },
  ];
};

/** What the routes of cards read of a page's question. */
const OF_CARDS = ['at', 'knownAt', 'code', 'csr', 'concentrator'];

/** `v` makes it another address each minute for those who keep pictures by it; our own HTTP ignores it. */
const cardOf = (url: string, now: Date): string => {
  const asked = readIn(url).filter(([name]) => OF_CARDS.includes(name));
  const search = new URLSearchParams([...asked, ['v', Math.floor(+now / MINUTE_MS).toString(36)]]);
  return `/cards${new URL(url).pathname.replace(/\/$/, '')}.png?${search}`;
};

/** Whether a page of now is past what confirms it. `age`: of what it shows, null or 0 when it was just confirmed. */
export const isUnconfirmed = ({ lastKnown, clockDoubt }: AppLoadContext, age: number | null): boolean =>
  lastKnown !== null || clockDoubt !== null || (age ?? 0) > 0;

/** « comptoir.example », where one verifies. */
export const placeOf = ({ origin }: AppLoadContext): string => new URL(origin).host;
