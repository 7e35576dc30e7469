import { Hono } from 'hono';
import { listIncidents } from '#db/incidents';
import { listNotices } from '#db/notices';
import { type Directory, isOnCards } from '#server/domain/facts/directory';
import { saidAt } from '#server/domain/facts/statements';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { boardGround } from '#server/domain/judgement/board';
import type { Deps } from '../deps';
import { escaped } from '../kit/escaped';
import { CACHE } from '../kit/etag';
import { refusal } from '../kit/problems';
import { askRecord } from '../kit/request-scope';

/** The writers' space is nobody else's, and there are as many replays as instants. */
const DISALLOWED = ['/espace', '/*?*at='];

/** sitemaps.org: more addresses than this are several files. */
const MOST_ADDRESSES = 50_000;
const NEWEST = 1_000;
const PAGES = [
  '/',
  '/plateformes',
  '/avis',
  '/maintenances',
  '/historique',
  '/a-propos',
  '/brancher',
  '/confidentialite',
  '/accessibilite',
  '/mentions-legales',
];

/** `/robots.txt` and `/sitemap.xml`: what programs that read everything may read, and where it is. */
export const forCrawlers = (deps: Deps) =>
  new Hono()
    .get('/robots.txt', (c) => {
      const { origin } = new URL(deps.publicUrl ?? c.req.url);
      const lines = [
        'User-agent: *',
        ...DISALLOWED.map((path) => `Disallow: ${path}`),
        '',
        `Sitemap: ${origin}/sitemap.xml`,
        '',
      ];
      return c.text(lines.join('\n'), 200, { 'Cache-Control': 'public, max-age=3600' });
    })
    .get('/sitemap.xml', async (c) => {
      const reading = await askRecord(deps, {}, 0, { isOverLeftOut: true });
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read, known } = reading.value;
      const { origin } = new URL(deps.publicUrl ?? c.req.url);
      const told = await toldPages(deps, read.at);
      const standing = [...PAGES, ...platformPages(read.directory)].map((path) => ({ path, at: null }));
      const answers = answerPages(deps, known).map((path) => ({ path, at: null }));
      const all = [...standing, ...told, ...answers].slice(0, MOST_ADDRESSES);
      const body = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        ...all.map(({ path, at }) => addressOf(origin + path, at)),
        '</urlset>',
        '',
      ].join('\n');
      return c.body(body, 200, { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': CACHE });
    });

/** What changes with every word said has no date: one that is not kept up would send nobody back to it. */
const addressOf = (address: string, at: Date | null): string =>
  `<url><loc>${escaped(address)}</loc>${at === null ? '' : `<lastmod>${at.toISOString()}</lastmod>`}</url>`;

const platformPages = ({ platforms }: Directory): string[] =>
  [...platforms.keys()].map((id) => `/plateformes/${id}`);

/** Incidents and notices, each as of the last thing said of it. */
const toldPages = async ({ db }: Deps, at: Date) => {
  const newest = { before: null, limit: NEWEST };
  const [{ facts }, { notices }] = await Promise.all([
    listIncidents(db, { ...newest, platform: undefined }),
    listNotices(db, { ...newest, by: undefined, isWithdrawn: undefined, at }),
  ]);
  const lasts = new Map<string, Date>();
  const heard = (incident: string | null, instant: Date) => {
    const last = incident === null ? undefined : lasts.get(incident);
    if (incident !== null && instant <= at && (!last || last < instant)) lasts.set(incident, instant);
  };
  for (const said of facts.statements) heard(said.incident, saidAt(said));
  for (const said of facts.updates) heard(said.incident, saidAt(said));
  for (const closing of facts.closings) heard(closing.incident, closing.recordedAt);
  return [
    ...[...lasts].map(([id, last]) => ({ path: `/incidents/${id}`, at: last })),
    ...notices
      .filter(({ publishedAt }) => publishedAt <= at)
      .map(({ id, publishedAt, withdrawnAt }) => ({
        path: `/avis/${id}`,
        at: withdrawnAt !== null && withdrawnAt <= at ? withdrawnAt : publishedAt,
      })),
  ];
};

/** The boards, the operators one reads on a card, and the mutuelles that are known to be served. */
const answerPages = ({ words }: Deps, known: Parameters<typeof boardGround>[0]): string[] =>
  PROFESSIONS.flatMap((profession) => {
    const { slug } = words.professions[profession];
    const card = { code: null, csr: null };
    const { strip, kins } = boardGround(known, { profession, card, concentrator: null });
    const served = kins.filter(({ served }) => served.platforms.length > 0);
    return [
      `/${slug}`,
      ...strip
        .filter(({ platform }) => isOnCards(platform))
        .map(({ platform }) => `/${slug}/operateur/${platform.id}`),
      ...served.flatMap(({ members }) => members.map(({ id }) => `/${slug}/${id}`)),
    ];
  });
