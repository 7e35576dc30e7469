import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { seed } from '#db/seed';
import type { Document, Operation } from '#server/http/reference/document';
import { openDoors } from '../support/api';
import { createDatabase } from '../support/database';

/** Doors that need an account, a token or a question of their own to answer 200, and files that have no schema. */
const NOT_FOR_ALL =
  /\.csv$|session|account|invitations|keys$|audit|drafts|due|proposals|requests|organisations|statements|remarks|spoken|professionals|heartbeats|stream|confirmations|retractions/;

describe('the reference', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  let document: Document;
  beforeAll(async () => {
    database = await createDatabase();
    await seed(database.db);
    doors = openDoors(database);
    document = (await doors.get('/api/v1/openapi.json')).body;
  });
  afterAll(async () => {
    expect(doors.accidents).toEqual([]);
    await database.close();
  });

  it('is an OpenAPI 3.1 document, as somebody else reads it', async () => {
    const config = await createConfig({ extends: ['spec'] });
    const found = await lintFromString({ source: JSON.stringify(document), config });
    expect(
      found.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`),
    ).toEqual([]);
  });
  it('puts every door in one part, with a summary', () => {
    const names = document.tags.map(({ name }) => name);
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const { tags, summary } of Object.values(operations)) {
        expect(tags, path).toHaveLength(1);
        expect(names).toContain(tags?.[0]);
        expect(summary, path).toBeTruthy();
      }
    }
  });

  it('says what each public reading answers, and each answers that', async () => {
    const tried = [];
    for (const [path, { get }] of Object.entries(document.paths)) {
      if (!get || NOT_FOR_ALL.test(path)) continue;
      const address = addressOf(path, get);
      if (address === null) continue;
      const { status, body, headers } = await doors.get(address);
      expect.soft(`${address} ${status}`).toBe(`${address} 200`);
      const type = headers.get('Content-Type')?.split(';')[0] ?? '';
      const schema = get.responses[200]?.content?.[type]?.schema;
      expect.soft(schema, `${address} ${type}`).toBeDefined();
      if (!schema) continue;
      const told = typeof body === 'string' ? body : JSON.parse(JSON.stringify(body));
      const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(told);
      expect.soft(read.success ? [] : read.error.issues.slice(0, 3), address).toEqual([]);
      tried.push(path);
    }
    expect(tried.length).toBeGreaterThan(20);
  });

  it('is a page that needs no script, and nothing of anyone else', async () => {
    const { status, body, headers } = await doors.get('/api/docs');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|https?:\/\/(?!localhost)[^ <]*"/);
    for (const path of Object.keys(document.paths)) expect(body).toContain(path);
  });
});

/** The address its own examples make; null when one is missing. */
const addressOf = (path: string, { parameters = [] }: Operation): string | null => {
  const needed = parameters.filter(({ in: where, required }) => where === 'path' || required);
  if (needed.some(({ example }) => example === undefined)) return null;
  return needed.reduce(
    (address, { name, in: where, example }) =>
      where === 'path' ? address.replace(`{${name}}`, String(example)) : `${address}?${name}=${example}`,
    path,
  );
};
