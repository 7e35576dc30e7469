import { parse } from 'csv-parse/sync';
import { parseFeed } from 'feedsmith';
import ICAL from 'ical.js';
import { drawCard } from '#server/http/feeds/card-drawing';
import { drawBadge } from '#server/http/feeds/drawings';
import type { Watched } from '../../support/runner/watched-page';
import { XSS_CORPUS } from '../../support/world/hostile-texts';
import { ask } from '../kit/asking';
import type { Voice } from '../kit/people';
import { lots } from './record';

/** What programs read, as a program reads it and as a browser does. */

const FORMS = ['atom', 'rss', 'json'] as const;

/** The names of the elements of an XML text; or why it is none. */
const elementsOf = ({ page }: Watched, xml: string): Promise<string[]> =>
  page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'application/xml');
    const all = [documentElement, ...documentElement.querySelectorAll('*')];
    const broken = all.find(({ localName }) => localName === 'parsererror');
    return broken
      ? [`parsererror ${broken.textContent?.slice(0, 200)}`]
      : [...new Set(all.map(({ nodeName }) => nodeName))];
  }, xml);

const OF_FEEDS = new Set([
  ...[
    'feed',
    'id',
    'title',
    'updated',
    'published',
    'generator',
    'author',
    'name',
    'uri',
    'link',
    'subtitle',
    'icon',
  ],
  ...[
    'logo',
    'rights',
    'entry',
    'summary',
    'content',
    'category',
    'contributor',
    'rss',
    'channel',
    'description',
  ],
  ...[
    'docs',
    'language',
    'lastBuildDate',
    'pubDate',
    'item',
    'guid',
    'content:encoded',
    'atom:link',
    'dc:creator',
  ],
  ...['copyright', 'image', 'url', 'ttl'],
]);

type Entry = { id: string; html: string };

const entriesOf = (text: string): Entry[] => {
  const { format, feed } = parseFeed(text);
  if (format === 'json')
    return (feed.items ?? []).map(({ id = '', content_html = '' }) => ({ id, html: content_html }));
  if (format === 'rss')
    return (feed.items ?? []).map(({ guid, content }) => ({
      id: guid?.value ?? '',
      html: content?.encoded ?? '',
    }));
  if (format === 'atom')
    return (feed.entries ?? []).map(({ id = '', content }) => ({ id, html: content?.value ?? '' }));
  return [];
};

/** The feeds, a lot at a time: well-formed, of a feed’s own elements, and of entries that a reader may show. */
export const fed = async (watched: Watched, origin: string, begun: Date) => {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const at of lots(begun))
    for (const path of ['history', 'notices'])
      for (const form of FORMS) {
        const query = `at=${encodeURIComponent(at)}${path === 'history' ? '&granularity=update' : ''}`;
        const { text, status } = await ask(origin, { path: `/feeds/${path}.${form}?${query}` });
        const where = `${path}.${form} ${at}`;
        const names = form === 'json' ? [] : await elementsOf(watched, text);
        faults.push(...names.filter((name) => !OF_FEEDS.has(name)).map((name) => `${where}: <${name}>`));
        const entries = entriesOf(text);
        if (status !== 200 || entries.length === 0)
          faults.push(`${where}: ${status}, ${entries.length} entries`);
        for (const { id } of entries) seen.add(`${form} ${id}`);
        const drawn = await watched.draw(entries.map(({ html }) => `<article>${html}</article>`).join(''));
        faults.push(...drawn.map((fault) => `${where}: ${fault}`));
      }
  return { faults, entries: seen.size };
};

const OF_EVENTS = new Set([
  ...[
    'uid',
    'dtstamp',
    'dtstart',
    'dtend',
    'summary',
    'description',
    'url',
    'status',
    'sequence',
    'categories',
  ],
  ...['organizer', 'last-modified', 'created', 'transp', 'class'],
]);

/** The calendar, an operator at a time. */
export const dated = async (origin: string, platforms: readonly string[]) => {
  const faults: string[] = [];
  let events = 0;
  for (const platform of platforms) {
    const { text } = await ask(origin, { path: `/feeds/maintenances.ics?platform=${platform}` });
    const calendar = new ICAL.Component(ICAL.parse(text));
    const all = calendar.getAllSubcomponents('vevent');
    events += all.length;
    const others = calendar
      .getAllSubcomponents()
      .filter(({ name }) => name !== 'vevent' && name !== 'vtimezone');
    faults.push(...others.map(({ name }) => `calendar ${platform}: ${name}`));
    for (const property of all.flatMap((event) => event.getAllProperties()))
      if (!OF_EVENTS.has(property.name)) faults.push(`calendar ${platform}: ${property.name}`);
  }
  return { faults, events };
};

/** The journal as spreadsheets open it: as many cells a row, and none that is a formula. */
export const tabled = async (origin: string, session: Voice) => {
  const { text } = await ask(origin, { path: '/espace/journal.csv', headers: session });
  const [head, ...rows] = parse(text, { bom: true, delimiter: ';', relax_column_count: true }) as string[][];
  const cells = rows.flat();
  return {
    rows: rows.length,
    faults: [
      ...rows.flatMap((row) => (row.length === head?.length ? [] : [`csv: ${row.length} cells`])),
      ...cells
        .filter((cell) => /^[=+\-@\t\r]/.test(cell))
        .map((cell) => `csv: ${JSON.stringify(cell.slice(0, 60))}`),
    ],
  };
};

const OF_PICTURES = new Set([
  'svg',
  'title',
  'rect',
  'text',
  'tspan',
  'path',
  'circle',
  'g',
  'line',
  'ellipse',
  'polygon',
]);

/** Badges and cards, as pictures and within a page. */
export const pictured = async (watched: Watched): Promise<string[]> => {
  const faults: string[] = [];
  for (const text of XSS_CORPUS) {
    const card = { title: text, about: text, instant: text, verify: text, warning: text };
    const pictures = [
      drawBadge({ about: text, word: text, sign: 'suspended', age: text }),
      drawCard({ ...card, lines: [{ text, sign: 'suspended', isMain: true }, { text }] }),
    ];
    for (const svg of pictures) {
      const names = await elementsOf(watched, svg);
      const found = [...names.filter((name) => !OF_PICTURES.has(name)), ...(await watched.draw(svg))];
      faults.push(...found.map((fault) => `picture ${JSON.stringify(text)}: ${fault}`));
    }
  }
  return faults;
};
