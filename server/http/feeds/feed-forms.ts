import { Feed } from 'feed';
import type { Context } from 'hono';
import { z } from 'zod';
import { escaped, inXml } from '../kit/escaped';
import { withEtag } from '../kit/etag';
import type { Documented } from '../kit/problems';
import { repliesInText } from '../kit/replies';

/** Whatever a feed tells, once: what it is updated by keeps its id. `title` is text, `content` is HTML. */
export type FeedEntry = {
  id: string;
  title: string;
  link: string;
  published: Date;
  updated: Date;
  content: string;
  author: { name: string }[];
};

/** The forms of one feed. Where a title may hold HTML (Atom says so, readers of RSS think so) it is escaped as such. */
const FORMS = {
  atom: {
    type: 'application/atom+xml',
    words: 'Atom, RFC 4287',
    write: (feed: Feed) => feed.atom1(),
    title: escaped,
  },
  // RSS has one date for an entry: that of its last change, or no reader would show it again.
  rss: { type: 'application/rss+xml', words: 'RSS 2.0', write: (feed: Feed) => feed.rss2(), title: escaped },
  json: {
    type: 'application/feed+json',
    words: 'JSON Feed',
    write: (feed: Feed) => feed.json1(),
    title: (text: string) => text,
  },
} as const;

export type FeedForm = keyof typeof FORMS;
export const FEED_FORMS = Object.keys(FORMS) as FeedForm[];

/** Of JSON Feed 1, what a reader needs; the rest is told by its own specification. */
const jsonFeed = z.looseObject({ version: z.string(), title: z.string(), items: z.array(z.looseObject({})) });

/** Of the route that serves a form. */
export const describedAs = (form: FeedForm, said: string) => ({
  summary: `${said} (${FORMS[form].words})`,
  responses: {
    ...repliesInText(FORMS[form].type, `Un fil ${form === 'atom' ? 'Atom' : FORMS[form].words}`),
    ...(form === 'json' && {
      200: { description: 'Un fil JSON Feed', content: { [FORMS.json.type]: { schema: jsonFeed } } },
    }),
  },
});

/** `name`: of its address, without the ending; `search`: its question, as `searchOf` writes it. */
export type FeedHead = {
  name: string;
  title: string;
  description: string | null;
  origin: string;
  search: string;
};

/** Nothing said yet: as old as the record. */
const EMPTY = new Date('2024-01-01T00:00:00+01:00');

/** The newest entry first; `age` as `withEtag` takes it. */
export const sendFeed = (
  c: Context,
  form: FeedForm,
  head: FeedHead,
  entries: readonly FeedEntry[],
  age: number,
) => {
  const { type, title: titleIn, write } = FORMS[form];
  const { name, title, description, origin, search } = head;
  const feed = new Feed({
    id: `urn:comptoir:feed:${name}${search}`,
    title,
    ...(description === null ? {} : { description: titleIn(description) }),
    link: origin,
    copyright: '',
    language: 'fr',
    generator: 'Comptoir',
    feedLinks: { [form]: `${origin}/feeds/${name}.${form}${search}` },
    author: { name: 'Comptoir', link: origin },
    updated: entries[0]?.updated ?? EMPTY,
  });
  for (const { updated, published, title: said, author, ...entry } of entries) {
    const names = author.map(({ name }) => ({ name: inXml(name) }));
    feed.addItem({
      ...entry,
      title: titleIn(said),
      date: updated,
      ...(form === 'rss' ? createdBy(names) : { published, author: names }),
    });
  }
  const body = write(feed);
  withEtag(c, { body }, age);
  return c.body(body, 200, { 'Content-Type': `${type}; charset=utf-8` }) as Response as Documented;
};

/** RSS has an author by a mail address alone; a name is Dublin Core's. */
const createdBy = (author: FeedEntry['author']) => ({
  extensions: author.map(({ name }) => ({ name: 'dc:creator', objects: { _text: name } })),
});

/**
 * The question of a feed, as its id and address repeat it: what it reads, in one order. Whatever else an address bears
 * (`utm_source`, a cache's number) makes no other feed.
 */
export const searchOf = (asked: object, given: URLSearchParams): string => {
  const names = Object.keys(asked)
    .filter((name) => given.has(name))
    .sort();
  const said = new URLSearchParams(names.map((name) => [name, given.get(name) ?? '']));
  return said.size === 0 ? '' : `?${said}`;
};

/** A text as it was typed: whatever looks like a tag is shown, not obeyed. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((each) => `<p>${escaped(each).replaceAll('\n', '<br/>')}</p>`)
    .join('');
