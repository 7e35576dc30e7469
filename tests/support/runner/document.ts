import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Document, Operation } from '#server/http/reference/openapi-types';

const ROOT = 'comptoir';
const PROBLEM = 'application/problem+json';

/**
 * An OpenAPI document as somebody else's validator reads it. `validate` tells what is wrong with an answer: nothing,
 * or one line a fault. `path` as asked (its query is left out), `contentType` with or without parameters, `body` as it
 * came, text or parsed. An address or a method the document does not know may only be refused, as a problem.
 */
export const openDocument = (document: Document) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, ROOT);
  const templates = Object.keys(document.paths).map((template) => ({ template, fits: fitting(template) }));

  const schemaFaults = (place: readonly string[], body: unknown): string[] => {
    const validate = ajv.getSchema(`${ROOT}#/${place.map(pointed).join('/')}`);
    if (!validate) return [`pas de schéma à ${place.join(' ')}`];
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  };

  const validate = (
    method: string,
    path: string,
    status: number,
    contentType: string | null,
    body: unknown,
  ): string[] => {
    const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
    const read = type.endsWith('json') && typeof body === 'string' ? parsed(body) : body;
    const asked = path.split('?')[0] ?? '';
    const { template } =
      templates.filter(({ fits }) => fits.test(asked)).sort((a, b) => byNames(a.template, b.template))[0] ??
      {};
    const operation: Operation | undefined = template
      ? document.paths[template]?.[method.toLowerCase()]
      : undefined;
    if (!template || !operation) {
      if (status !== (template ? 405 : 404) || type !== PROBLEM)
        return [`${status} ${type} à une adresse ou une méthode inconnue du document`];
      return schemaFaults(['components', 'schemas', 'Problem'], read);
    }
    const reply = operation.responses[status];
    if (!reply) return [`${status} n’est pas documenté`];
    const types = Object.keys(reply.content ?? {});
    if (types.length === 0) return body === '' || body === null ? [] : [`${status} est documenté sans corps`];
    if (!types.includes(type)) return [`« ${type} » n’est pas documenté : ${types.join(', ')}`];
    const place = ['paths', template, method.toLowerCase(), 'responses', String(status), 'content', type];
    return schemaFaults([...place, 'schema'], read);
  };
  return { validate };
};

/** What is named in a path comes before what is any name. */
const byNames = (a: string, b: string): number => a.split('{').length - b.split('{').length;

const fitting = (template: string): RegExp =>
  new RegExp(`^${template.replace(/[.+*?^$()[\]|\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);

const pointed = (name: string): string =>
  encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
