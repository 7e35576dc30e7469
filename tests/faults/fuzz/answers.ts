import { Ajv2020 } from 'ajv/dist/2020';
import formats from 'ajv-formats';
import type { Document } from '#server/http/reference/openapi';
import type { Replied } from './sending';

/** The OpenAPI document as the judge of every answer. */
export const createJudge = (document: Document) => {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  (formats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addSchema(document as object, 'document');
  const checks = new Map<string, (body: unknown) => boolean>();

  const checkOf = (pointer: string) => {
    const made =
      checks.get(pointer) ?? (ajv.compile({ $ref: `document#${pointer}` }) as (body: unknown) => boolean);
    checks.set(pointer, made);
    return made;
  };

  /** What an answer says that the document does not; null: nothing. */
  return (path: string, method: string, { status, type, body }: Replied): string | null => {
    const responses = document.paths[path]?.[method]?.responses ?? {};
    const response = responses[String(status)];
    if (!response) return `${status} undocumented`;
    if (!response.content)
      return body.length > 0 && status !== 304 ? `${status} with an undocumented body` : null;
    const media = Object.keys(response.content).find((each) => type.startsWith(each.split(';')[0] ?? each));
    if (!media) return `${status} as ${type || 'nothing'}, undocumented`;
    if (!media.includes('json')) return null;
    let said: unknown;
    try {
      said = JSON.parse(body);
    } catch {
      return `${status} is no JSON`;
    }
    const pointer = ['paths', path, method, 'responses', String(status), 'content', media, 'schema']
      .map((each) => `/${encodeURIComponent(each.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
      .join('');
    return checkOf(pointer)(said) ? null : `${status} with a body unlike its schema`;
  };
};
