import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Operation } from '#server/http/reference/openapi-types';
import { BY_KEY, OPERATION_IDS } from '#server/http/reference/operations';
import { useReference } from '../support/runner/reference';

const BODIES = join(import.meta.dirname, '../../server/http/reference/bodies.json');

describe('the reference', () => {
  const reference = useReference();

  it('is an OpenAPI 3.1 reference.document, as somebody else reads it', async () => {
    const config = await createConfig({
      extends: ['spec'],
      rules: {
        'security-defined': 'error',
        'operation-operationId': 'error',
        'operation-operationId-unique': 'error',
        'no-ambiguous-paths': 'error',
        'no-unused-components': 'error',
        'no-invalid-media-type-examples': 'error',
        'no-invalid-parameter-examples': 'error',
      },
    });
    const found = await lintFromString({ source: JSON.stringify(reference.document), config });
    expect(
      found.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`),
    ).toEqual([]);
  });
  it('puts every door in one part, with a summary', () => {
    const names = reference.document.tags.map(({ name }) => name);
    for (const [path, operations] of Object.entries(reference.document.paths)) {
      for (const { tags, summary } of Object.values(operations)) {
        expect(tags, path).toHaveLength(1);
        expect(names).toContain(tags?.[0]);
        expect(summary, path).toBeTruthy();
      }
    }
  });

  const operations = () =>
    Object.values(reference.document.paths).flatMap((each) => Object.values<Operation>(each));

  it('names each operation once, and none that is gone', () => {
    const listed = Object.values(OPERATION_IDS).flatMap((methods) => Object.values(methods));
    expect(
      operations()
        .map(({ operationId }) => operationId)
        .sort(),
    ).toEqual([...listed].sort());
    expect(new Set(listed).size).toBe(listed.length);
    expect([...BY_KEY].filter((id) => !listed.includes(id))).toEqual([]);
  });
  it('says how one signs in, and that readings are open', () => {
    const { paths, components } = reference.document;
    expect(Object.keys(components.securitySchemes)).toEqual(['key', 'session']);
    expect(paths['/api/v1/answers']?.get?.security).toEqual([]);
    expect(paths['/api/v1/statements']?.post?.security).toEqual([{ key: [] }, { session: [] }]);
    expect(paths['/api/v1/observations']?.post?.security).toEqual([{ key: [] }]);
    expect(paths['/api/v1/statements/{id}/confirmation']?.post?.security).toEqual([{ session: [] }]);
  });
  it('tells the headers of a question and of its answer', () => {
    const { paths } = reference.document;
    const headersOf = (path: string) =>
      (paths[path]?.post?.parameters ?? []).filter((each) => each.in === 'header').map(({ name }) => name);
    expect(headersOf('/api/v1/statements')).toEqual(['Idempotency-Key']);
    expect(headersOf('/api/v1/maintenances/{id}/cancellation')).toEqual(['If-Match', 'Idempotency-Key']);
    expect(headersOf('/api/v1/session')).toEqual([]);
    expect(Object.keys(paths['/api/v1/maintenances']?.post?.responses['201']?.headers ?? {})).toEqual([
      'Location',
      'ETag',
    ]);
    expect(paths['/api/v1/answers']?.get?.responses['503']?.headers).toHaveProperty('Retry-After');
    expect(paths['/api/v1/snapshot']?.get?.responses['200']?.headers).toHaveProperty('Snapshot-Signature');
  });
  it('gives every body an example that it accepts', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema(reference.document, 'comptoir');
    const given: string[] = [];
    for (const { operationId = '', requestBody } of operations())
      for (const { schema, example } of Object.values(requestBody?.content ?? {})) {
        const faults = ajv.validate(rooted(schema), example) ? [] : ajv.errors;
        expect.soft(example, operationId).toBeDefined();
        expect.soft(faults, operationId).toEqual([]);
        given.push(operationId);
      }
    expect(Object.keys(JSON.parse(await readFile(BODIES, 'utf8'))).sort()).toEqual(given.sort());
  });
  it('writes lists as names repeated, and null as a choice', () => {
    const listed = operations().flatMap(({ parameters = [] }) =>
      parameters.filter(({ schema }) => schema?.type === 'array'),
    );
    expect(listed.length).toBeGreaterThan(3);
    expect(listed.every(({ style, explode }) => style === 'form' && explode)).toBe(true);
    const text = JSON.stringify(reference.document);
    expect(text).not.toMatch(/"type":\[/);
    for (const { parameters = [] } of operations())
      for (const { schema } of parameters) expect(schema).not.toHaveProperty('anyOf');
  });
  it('names what travels', () => {
    const { schemas } = reference.document.components;
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining([
        ...['Answer', 'Board', 'Statement', 'Incident', 'Notice', 'Maintenance', 'Platform', 'Mutuelle'],
        ...['Payment', 'Problem', 'Profession', 'Flow', 'Verdict', 'Reason', 'NewStatement'],
      ]),
    );
    // What bears a name is never null by itself: where it may be, that is said beside.
    const nullable = Object.entries(schemas).filter(([, schema]) =>
      /"type":"null"\}\]$/.test(ending(schema)),
    );
    expect(nullable.map(([name]) => name)).toEqual([]);
    expect(schemas.NewStatement).toMatchObject({
      properties: {
        professions: {
          oneOf: [
            { type: 'array', items: { $ref: '#/components/schemas/Profession' } },
            { type: 'string', const: 'all' },
          ],
        },
      },
    });
  });

  it('is a page that needs no script, and nothing of anyone else', async () => {
    const { status, body, headers } = await reference.doors.get('/api/docs');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|https?:\/\/(?!localhost)[^ <]*"/);
    for (const path of Object.keys(reference.document.paths)) expect(body).toContain(path);
  });
});

/** The same schema as a document of its own, which refers to the whole by name. */
const rooted = (schema: unknown): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"comptoir#/components'));

const ending = (schema: unknown): string => JSON.stringify((schema as { anyOf?: unknown }).anyOf ?? null);
