import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicFormats as openReadings } from '#server/http/feeds/public-formats';
import type { Document, Operation } from '#server/http/reference/openapi-types';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import { openDocument } from '../support/runner/document';

/**
 * A file that no door makes, a wait that ends elsewhere, and what needs an identity provider: `tests/e2e/widget.test.ts`,
 * `tests/http/stream.test.ts`, `tests/http/professionals.test.ts`, `tests/http/accounts/providers.test.ts`.
 */
const NOT_HERE = [
  '/widget.js',
  '/api/v1/stream',
  '/api/v1/professionals/sign-in',
  '/api/v1/professionals/callback',
  '/api/v1/sign-in/callback',
];

describe('each reading of the document', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  let open: ReturnType<typeof openReadings>;
  let document: Document;
  let validate: ReturnType<typeof openDocument>['validate'];
  beforeAll(async () => {
    database = await createDatabase('seeded');
    doors = openDoors(database);
    open = openReadings(doors.deps, doors.report);
    document = (await doors.get('/api/v1/openapi.json')).body;
    validate = openDocument(document).validate;
  });
  afterAll(async () => {
    expect(doors.accidents).toEqual([]);
    await database.close();
  });

  const readings = () =>
    Object.entries(document.paths).flatMap(([path, { get }]) =>
      get && !NOT_HERE.includes(path) ? [{ path, reading: get }] : [],
    );
  const ask = async (address: string, headers: Record<string, string> = {}) => {
    const served = address.startsWith('/api/') ? doors.api : open;
    const response = await served.request(address, { headers });
    const [type, body] = [response.headers.get('Content-Type'), await response.text()];
    const faults = validate('GET', address, response.status, type, body).slice(0, 3);
    return { status: response.status, etag: response.headers.get('ETag'), faults };
  };

  it('answers what it documents, whoever asks', async () => {
    let answered = 0;
    for (const { path, reading } of readings()) {
      const { address, isWhole } = addressOf(path, reading);
      const { status, faults } = await ask(address);
      expect.soft(faults, `${address} ${status}`).toEqual([]);
      const isForAll = isWhole && !(401 in reading.responses);
      if (isForAll) expect.soft(status, address).toBe(200);
      answered += Number(isForAll);
    }
    expect(answered).toBeGreaterThan(30);
  });
  it.each([
    ['names nobody knows', (path: string) => path.replace(/\{[^}]+\}/g, 'nulle-part')],
    ['nothing where something is asked', (path: string) => path.replace(/\{[^}]+\}/g, '%20')],
    ['values that are none', (path: string) => `${path}?at=hier&limit=-1&days=x&profession=`],
    ['a parameter that nobody knows', (path: string) => `${path}?asOf=2024-02-02`],
    ['a past before everything', (path: string) => `${path}?at=0001-01-01T00:00:00Z&profession=optician`],
  ])('refuses as it documents: %s', async (_, made) => {
    for (const { path } of readings()) {
      const { status, faults } = await ask(made(path));
      expect.soft(faults, `${made(path)} ${status}`).toEqual([]);
    }
  });
  it('says so when one holds what it would send, as it documents', async () => {
    const statuses = [];
    for (const { path, reading } of readings()) {
      const { address } = addressOf(path, reading);
      const { etag } = await ask(address);
      if (etag === null) continue;
      const { status, faults } = await ask(address, { 'If-None-Match': etag });
      expect.soft(faults, `${address} ${status}`).toEqual([]);
      statuses.push(status);
    }
    // A span of time that ends now is new each time.
    expect(statuses.filter((status) => status === 304).length).toBeGreaterThan(25);
  });
  it('refuses other methods as it documents', async () => {
    for (const method of ['PUT', 'PROPFIND']) {
      for (const { path } of readings()) {
        if (document.paths[path]?.[method.toLowerCase()]) continue;
        const address = path.replace(/\{[^}]+\}/g, 'x');
        const served = address.startsWith('/api/') ? doors.api : open;
        const response = await served.request(address, { method });
        const [type, body] = [response.headers.get('Content-Type'), await response.text()];
        expect.soft(validate(method, path, response.status, type, body), `${method} ${path}`).toEqual([]);
        expect.soft(response.headers.get('Allow'), path).toContain('GET, HEAD');
      }
    }
  });
  it('and no other address answers', async () => {
    expect(await ask('/api/v1/nulle-part')).toMatchObject({ status: 404, faults: [] });
    expect(await ask('/api/v1/mutuelles/x/y')).toMatchObject({ status: 404, faults: [] });
  });
  it('is told apart from what it does not document', () => {
    const refused = { type: 'urn:comptoir:problem:unknown-id', title: 'Inconnu', status: 404, detail: 'x' };
    const problem = 'application/problem+json';
    expect(validate('GET', '/api/v1/signing-keys', 404, problem, refused)).toEqual([]);
    for (const [path, status, type, body] of [
      ['/api/v1/signing-keys', 404, problem, { ...refused, status: '404' }],
      ['/api/v1/signing-keys', 200, 'application/json', { keys: [{ keyId: 1 }] }],
      ['/api/v1/signing-keys', 200, 'text/html', '<p>'],
      ['/api/v1/signing-keys', 500, problem, refused],
      ['/api/v1/nulle-part', 200, 'application/json', {}],
    ] as const)
      expect(validate('GET', path, status, type, body), `${path} ${status} ${type}`).not.toEqual([]);
  });
});

/** The address its own examples make; « x » where there is none, and then it is not whole. */
const addressOf = (path: string, { parameters = [] }: Operation) => {
  const needed = parameters.filter(({ in: where, required }) => where === 'path' || required);
  const address = needed.reduce((made, { name, in: where, example }) => {
    const value = encodeURIComponent(String(example ?? 'x'));
    if (where === 'path') return made.replace(`{${name}}`, value);
    return `${made}${made.includes('?') ? '&' : '?'}${name}=${value}`;
  }, path);
  return { address, isWhole: needed.every(({ example }) => example !== undefined) };
};
