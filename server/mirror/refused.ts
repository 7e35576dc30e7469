import { escaped } from '#server/contract/aged';
import type { Profession } from '#server/domain/facts/vocabulary';

/** What the copy says at an address it cannot answer, in the two forms that a server before it chooses from. */
export type RefusedWords = { title: string; lead: string; boards: string };

/** Their addresses in the folder: `server/deploy/nginx.conf` names them. */
export const REFUSED_PAGE = '/503.html';
export const REFUSED_PROBLEM = '/503.json';

export type Slugs = Record<Profession, { slug: string; name: string }>;

/** A page that leads to what the copy does hold. */
export const refusedPage = ({ title, lead, boards }: RefusedWords, professions: Slugs): string =>
  [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>`,
    '<link rel="stylesheet" href="/embed/style.css"></head>',
    `<body><main><h1>${escaped(title)}</h1><p>${escaped(lead)}</p><h2>${escaped(boards)}</h2><ul>`,
    ...Object.values(professions).map(({ slug, name }) => `<li><a href="/${slug}">${escaped(name)}</a></li>`),
    '</ul></main></body></html>\n',
  ].join('');
