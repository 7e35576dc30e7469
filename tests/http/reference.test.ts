import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { useReference } from '../support/runner/reference';

describe('the reference', () => {
  const reference = useReference();

  it('is an OpenAPI 3.1 reference.document, as somebody else reads it', async () => {
    const config = await createConfig({ extends: ['spec'] });
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

  it('is a page that needs no script, and nothing of anyone else', async () => {
    const { status, body, headers } = await reference.doors.get('/api/docs');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|https?:\/\/(?!localhost)[^ <]*"/);
    for (const path of Object.keys(reference.document.paths)) expect(body).toContain(path);
  });
});
