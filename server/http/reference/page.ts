import { Hono } from 'hono';
import type { Words } from '#server/contract/words';
import { escaped } from '../kit/escaped';
import { withEtag } from '../kit/etag';
import type { Document, Operation, Parameter } from './openapi-types';

export const REFERENCE_STYLE = `
:root { color-scheme: light dark; --ink: #191d21; --page: #faf9f6; --line: #81878c; --link: #0d5468; --sunken: #f1efe9; }
@media (prefers-color-scheme: dark) { :root { --ink: #edebe6; --page: #14171a; --line: #7d858c; --link: #8fd3e8; --sunken: #0e1113; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
article { margin: 1.5rem 0; padding-top: 1rem; border-top: 1px solid var(--line); }
p { margin: .4rem 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; overflow-wrap: break-word; font-size: .875rem; }
caption { padding: .25rem 0; text-align: left; overflow-wrap: anywhere; }
th, td { padding: .25rem .6rem .25rem 0; text-align: left; vertical-align: top; }
td:nth-child(n + 4) { overflow-wrap: anywhere; }
@media (max-width: 40rem) { table { font-size: .75rem; } th, td { padding-right: .4rem; } }
pre { max-height: 30rem; overflow: auto; padding: .75rem; background: var(--sunken); font-size: .8125rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
`;

type ListedRoute = { path: string; method: string; operation: Operation };

/** The reference, readable without a script: each part, its routes, what they take and what they answer. */
export const referencePage = (words: Words['reference'], document: Document): string => {
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): ListedRoute => ({ path, method, operation })),
  );
  const parts = document.tags.map(({ name, description }) => ({
    name,
    description,
    routes: routes.filter(({ operation }) => operation.tags?.includes(name)),
  }));
  return [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(words.title)} – Comptoir</title>`,
    '<link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/api/docs/style.css"></head><body><main>',
    `<h1>${escaped(words.title)}</h1><p>${escaped(words.lead)} <a href="/api/v1/openapi.json">openapi.json</a></p>`,
    `<nav aria-label="${escaped(words.parts)}"><ul>`,
    ...parts.map(({ name }, index) => `<li><a href="#part-${index}">${escaped(name)}</a></li>`),
    '</ul></nav>',
    ...parts.flatMap(({ name, description, routes }, index) => [
      `<section id="part-${index}"><h2>${escaped(name)}</h2><p>${escaped(description)}</p>`,
      ...routes.map((route) => routeHtml(words, route)),
      '</section>',
    ]),
    '</main></body></html>\n',
  ].join('');
};

const routeHtml = (words: Words['reference'], { path, method, operation }: ListedRoute): string => {
  const { summary = '', description, parameters = [], requestBody, responses } = operation;
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  return [
    `<article><h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3><p>${escaped(summary)}</p>`,
    description && description !== summary ? `<p>${said(description)}</p>` : '',
    parameters.length > 0 ? tableOf(words, `${method.toUpperCase()} ${path}`, parameters) : '',
    tryOf(words, path, method, parameters),
    body === undefined ? '' : schemaOf(words.body, body),
    ...Object.entries(responses).map(([status, { description: said, content }]) => {
      const { schema, examples = {} } = Object.values(content ?? {})[0] ?? {};
      const heading = `${status} – ${said}`;
      if (schema === undefined) return `<p>${escaped(heading)}</p>`;
      const shown = Object.values(examples).map(({ summary: asked, value }) =>
        schemaOf(`${words.example} – ${asked}`, value),
      );
      return schemaOf(heading, schema) + shown.join('');
    }),
    '</article>',
  ].join('');
};

/** As it is written in the document: names of our own between back-ticks. */
const said = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const tableOf = (words: Words['reference'], of: string, parameters: readonly Parameter[]): string =>
  [
    `<table><caption>${escaped(words.taken(of))}</caption><thead><tr>${words.columns.map((each) => `<th scope="col">${escaped(each)}</th>`).join('')}</tr></thead><tbody>`,
    ...parameters.map(({ name, in: where, required, schema, example }) => {
      const shown = example ?? schema?.example ?? '';
      const type = Array.isArray(schema?.enum) ? schema.enum.join(' | ') : (schema?.type ?? '');
      const cells = [
        words.places[where] ?? where,
        required ? words.yes : words.no,
        String(type),
        String(shown),
      ];
      return `<tr><th scope="row"><code>${escaped(name)}</code></th>${cells.map((each) => `<td>${escaped(each)}</td>`).join('')}</tr>`;
    }),
    '</tbody></table>',
  ].join('');

/** An address one can open, where all it needs has an example. */
const tryOf = (
  words: Words['reference'],
  path: string,
  method: string,
  parameters: readonly Parameter[],
): string => {
  const needed = parameters.filter(({ in: where, required }) => where === 'path' || required);
  if (method !== 'get' || needed.some(({ example }) => example === undefined)) return '';
  const filled = needed.reduce((address, { name, in: where, example }) => {
    const value = encodeURIComponent(String(example));
    return where === 'path' ? address.replace(`{${name}}`, value) : `${address}?${name}=${value}`;
  }, path);
  return `<p>${escaped(words.tryIt)} <a href="${escaped(filled)}"><code>${escaped(filled)}</code></a></p>`;
};

const schemaOf = (heading: string, schema: unknown): string =>
  `<details><summary>${escaped(heading)}</summary><pre tabindex="0" role="group" aria-label="${escaped(heading)}">${escaped(JSON.stringify(schema, null, 2))}</pre></details>`;

/** `/api/v1/openapi.json`, and the same as a page of ours: nothing of it comes from elsewhere. */
export const reference = (words: Words, document: () => Document) =>
  new Hono()
    .get('/v1/openapi.json', (c) => c.json(withEtag(c, document()), 200))
    .get('/docs', (c) => {
      const body = referencePage(words.reference, document());
      withEtag(c, { body });
      return c.body(body, 200, { 'Content-Type': 'text/html; charset=utf-8' });
    })
    .get('/docs/style.css', (c) =>
      c.body(REFERENCE_STYLE, 200, {
        'Content-Type': 'text/css; charset=utf-8',
        'Cache-Control': 'public, max-age=3600',
      }),
    );
