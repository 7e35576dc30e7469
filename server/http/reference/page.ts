import type { Words } from '#server/contract/words';
import { escaped } from '../escaped';
import type { Document, Operation, Parameter } from './openapi';

type Door = { path: string; method: string; operation: Operation };

/** The reference, readable without a script: each part, its doors, what they take and what they answer. */
export const referencePage = (words: Words['reference'], document: Document): string => {
  const doors = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Door => ({ path, method, operation })),
  );
  const parts = document.tags.map(({ name, description }) => ({
    name,
    description,
    doors: doors.filter(({ operation }) => operation.tags?.includes(name)),
  }));
  return [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(words.title)} – Comptoir</title>`,
    '<link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/api/docs/style.css"></head><body><main>',
    `<h1>${escaped(words.title)}</h1><p>${escaped(words.lead)} <a href="/api/v1/openapi.json">openapi.json</a></p>`,
    `<nav aria-label="${escaped(words.parts)}"><ul>`,
    ...parts.map(({ name }, index) => `<li><a href="#part-${index}">${escaped(name)}</a></li>`),
    '</ul></nav>',
    ...parts.flatMap(({ name, description, doors }, index) => [
      `<section id="part-${index}"><h2>${escaped(name)}</h2><p>${escaped(description)}</p>`,
      ...doors.map((door) => doorOf(words, door)),
      '</section>',
    ]),
    '</main></body></html>\n',
  ].join('');
};

const doorOf = (words: Words['reference'], { path, method, operation }: Door): string => {
  const { summary = '', description, parameters = [], requestBody, responses } = operation;
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  return [
    `<article><h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3><p>${escaped(summary)}</p>`,
    description && description !== summary ? `<p>${escaped(description)}</p>` : '',
    parameters.length > 0 ? tableOf(words, parameters) : '',
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

const tableOf = (words: Words['reference'], parameters: readonly Parameter[]): string =>
  [
    `<table><thead><tr>${words.columns.map((each) => `<th scope="col">${escaped(each)}</th>`).join('')}</tr></thead><tbody>`,
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
  `<details><summary>${escaped(heading)}</summary><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2))}</pre></details>`;
