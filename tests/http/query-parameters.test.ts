import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIgnoredParameter } from '#server/contract/ignored-parameters';
import { createPublicFormats as openReadings } from '#server/http/feeds/public-formats';
import { inTurn, nearestParameter, respelt, strayParameter } from '#server/http/kit/query-parameters';
import { parametersOf } from '#server/http/kit/router';
import type { Document } from '#server/http/reference/openapi-types';
import { openWorld, type World } from '../support/world/writers';

let world: World;
let open: ReturnType<typeof openReadings>;
let document: Document;
beforeAll(async () => {
  world = await openWorld();
  open = openReadings(world.deps, (error) => String(world.accidents.push(error)));
  document = (await world.get('/api/v1/openapi.json')).body;
});
afterAll(() => world.close());

const ask = async (path: string) => {
  const served = path.startsWith('/api/') ? world.api : open;
  const response = await served.request(path);
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
};

describe('a parameter of a form that no address takes', () => {
  it.each([
    [
      '/feeds/history.atom?profession=optician&profession=pharmacist',
      '/query/profession',
      /^une liste n’a pas sa place/,
    ],
    ['/oembed', '/query/url', /^valeur absente/],
    ['/oembed?url=x', '/query/url', /^adresse illisible/],
    [`/api/v1/attestations/${'a'.repeat(301)}`, '/param/id', /^plus de 300 signes/],
  ])('%s is told in French', async (path, pointer, detail) => {
    const { status, body } = await ask(path);
    expect([status, body.pointer, body.detail]).toEqual([400, pointer, expect.stringMatching(detail)]);
    expect(`${body.detail} ${body.cure}`).not.toMatch(/Invalid|expected|Too /);
  });
});

describe('a parameter that its address does not know', () => {
  it.each([
    ['/api/v1/answers?profession=optician&At=2024-02-02T12:00:00Z', 'At', 'at'],
    ['/api/v1/answers?profession=optician&asOf=2024-02-02T12:00:00Z', 'asOf', 'at'],
    ['/api/v1/answers?profession=optician&know_at=2024-02-02T12:00:00Z', 'know_at', 'knownAt'],
    ['/api/v1/answers?profession=optician&professions=nurse', 'professions', 'profession'],
    ['/api/v1/answers/optician/alba?consentrator=x', 'consentrator', 'concentrator'],
    ['/api/v1/incidents?page=2', 'page', 'at'],
    ['/api/v1/snapshot?Since=2', 'Since', 'since'],
    ['/api/v2/summary.json?api_key=x', 'api_key', 'at'],
    ['/feeds/history.atom?granularite=update', 'granularite', 'granularity'],
    ['/feeds/maintenances.ics?at_=x', 'at_', 'at'],
    ['/badges/north.svg?Profession=optician', 'Profession', 'profession'],
    ['/embed/opticien?At=2024-02-02T12:00:00Z', 'At', 'at'],
    ['/oembed?url=http://localhost/opticien&maxWidth=3', 'maxWidth', 'maxwidth'],
    ['/api/v1/stream?profession=optician&profesion=x', 'profesion', 'profession'],
  ])('%s is refused, with the nearest', async (path, name, nearest) => {
    const { status, body } = await ask(path);
    expect([status, body.pointer]).toEqual([400, `/query/${name}`]);
    expect(body.detail).toContain(`« ${name} »`);
    expect(body.cure).toContain(`« ${nearest} »`);
  });
  it.each([
    '/api/v1/openapi.json?x=1',
    '/api/docs?x=1',
    '/api/v1/mutuelles/alba?at=x',
    '/api/v1/signing-keys?a',
  ])('%s is refused where none is taken', async (path) => {
    const { status, body } = await ask(path);
    expect([status, body.cure]).toEqual([400, 'Retirez-le : cette adresse n’en prend aucun.']);
  });
  it('is refused by every reading of the document', async () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      if (!get || path === '/widget.js' || path.endsWith('/callback')) continue;
      const { status, body } = await ask(`${path.replace(/\{\w+\}/g, 'x')}?surement-pas=1`);
      expect.soft([path, [400, 401].includes(status), body.status]).toEqual([path, true, status]);
    }
  });
  it('is one of the document, name by name', () => {
    const parametersAt = inTurn(parametersOf(world.api), parametersOf(open));
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, { parameters = [] }] of Object.entries(operations)) {
        if (path === '/widget.js' || path.endsWith('/callback')) continue;
        const inQuery = parameters.flatMap(({ name, in: where }) => (where === 'query' ? [name] : []));
        const asked = path.replace(/\{\w+\}/g, 'x');
        expect.soft([path, parametersAt(method.toUpperCase(), asked)]).toEqual([path, inQuery.sort()]);
        if (method === 'get') expect(parametersAt('HEAD', asked)).toEqual(inQuery);
      }
    }
    expect(parametersAt('GET', '/api/v1/nowhere')).toBeNull();
    expect(parametersAt('DELETE', '/api/v1/answers')).toBeNull();
    expect(parametersAt('GET', '/api/v1/professionals/callback')).toBe('any');
  });
});

describe('what others add to an address', () => {
  it.each(['utm_source=x', 'utm_campaign=a&utm_campaign=b', 'fbclid=1', 'gclid=1', '_=17', 't=1', 'v=2'])(
    '%s changes nothing',
    async (added) => {
      for (const path of [
        '/api/v1/answers?profession=optician&',
        '/api/v2/status.json?',
        '/feeds/history.atom?',
        '/badges/north.svg?',
      ]) {
        const [plain, more] = [await ask(path.slice(0, -1)), await ask(path + added)];
        expect([path, more.status]).toEqual([path, 200]);
        if (path !== '/feeds/history.atom?') expect(more.headers.get('ETag')).toBe(plain.headers.get('ETag'));
      }
    },
  );
});

it('a parameter of one value is refused twice', async () => {
  for (const path of [
    '/api/v1/answers?profession=optician&profession=nurse',
    '/api/v1/answers?profession=optician&at=2024-02-02T12:00:00Z&at=2024-02-03T12:00:00Z',
    '/api/v1/stream?profession=optician&names=false&names=false',
  ])
    expect((await ask(path)).status).toBe(400);
});

const SPELT: Record<string, string> = { AT: 'at', Knownat: 'knownAt' };

describe('names, whatever they are', () => {
  const known = ['at', 'knownAt', 'profession'];
  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...known, '__proto__'),
  );

  it('are stray when they are neither known nor ignored', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), (pairs) => {
        const query = new URLSearchParams(pairs);
        const stray = strayParameter(query, known);
        const first = [...query.keys()].find((name) => !known.includes(name) && !isIgnoredParameter(name));
        expect(stray).toBe(first ?? null);
        expect(strayParameter(query, 'any')).toBeNull();
        if (stray !== null) expect(known).toContain(nearestParameter(stray, known));
      }),
    );
  });
  it('are respelt once, and keep their values and their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('AT', 'Knownat', 'at', 'x', 'T'), fc.string())),
        (pairs) => {
          const query = new URLSearchParams(pairs);
          const better = respelt(query, known);
          const isMisspelt = pairs.some(([name]) => name === 'AT' || name === 'Knownat');
          expect(better === null).toBe(!isMisspelt);
          if (better === null) return;
          expect([...better.values()]).toEqual([...query.values()]);
          expect([...better.keys()]).toEqual(pairs.map(([name]) => SPELT[name] ?? name));
          expect(respelt(better, known)).toBeNull();
        },
      ),
    );
  });
});

describe('a list of values', () => {
  const answered = async (query: string) => (await ask(`/api/v1/answers?profession=optician&${query}`)).body;

  it('is a name repeated, or what clients that know no better join by commas', async () => {
    const named = ({ answers }: { answers: { mutuelle: string }[] }) =>
      answers.map(({ mutuelle }) => mutuelle);
    expect(named(await answered('mutuelle=alba&mutuelle=brio'))).toEqual(['alba', 'brio']);
    expect(named(await answered('mutuelle=alba,brio'))).toEqual(['alba', 'brio']);
    expect(named(await answered('mutuelle=alba'))).toEqual(['alba']);
  });
  it('is refused where one of them is none, by the name of the parameter', async () => {
    expect(await answered('verdict=possible,parfait')).toMatchObject({
      status: 400,
      pointer: '/query/verdict',
    });
    expect(await answered('mutuelle=alba,nulle')).toMatchObject({ status: 404 });
    expect(await answered('mutuelle=alba,')).toMatchObject({ status: 400, pointer: '/query/mutuelle' });
  });
});
