import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '#db/seed';
import type { Document } from '#server/http/reference/openapi';
import { openDoors } from '../support/api';
import { createDatabase } from '../support/database';

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

  it('is a page that needs no script, and nothing of anyone else', async () => {
    const { status, body, headers } = await doors.get('/api/docs');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|https?:\/\/(?!localhost)[^ <]*"/);
    for (const path of Object.keys(document.paths)) expect(body).toContain(path);
  });
});
