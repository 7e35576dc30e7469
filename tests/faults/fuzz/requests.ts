import fc from 'fast-check';
import type { Document, Operation, Parameter } from '#server/http/reference/openapi-types';
import { BODIES, PIECES, spoilt, TEXTS } from './hostile';
import { KNOWN, type Schema, valuesOf } from './schemas';
import type { Asked } from './sending';

/** A door of the document, and what is sent to it. */
export type Door = { path: string; method: string; operation: Operation };
export const doorsOf = ({ paths }: Document): Door[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  );

const lone = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd');
const encoded = (value: unknown): string => encodeURIComponent(lone(String(value)));

const parameterOf = ({ name, schema }: Parameter, schemas: Record<string, Schema>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: valuesOf(schema, schemas).map(encoded) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(...KNOWN, ...(name === 'profession' ? ['nurse', 'pharmacist'] : [])),
    },
    { weight: 1, arbitrary: fc.constantFrom(...TEXTS).map((text) => encoded(text.slice(0, 600))) },
    { weight: 1, arbitrary: fc.constantFrom(...PIECES) },
  );

const addressesOf = ({ path, operation }: Door, schemas: Record<string, Schema>): fc.Arbitrary<string> => {
  const parameters = operation.parameters ?? [];
  const inPath = parameters.filter((each) => each.in === 'path');
  const inQuery = parameters.filter((each) => each.in === 'query');
  const pieces = fc.tuple(...inPath.map((each) => parameterOf(each, schemas)));
  const asked = fc.tuple(
    ...inQuery.map((each) =>
      fc
        .option(parameterOf(each, schemas), { nil: undefined, freq: each.required ? 9 : 1 })
        .map((value) => (value === undefined ? [] : [`${each.name}=${value}`])),
    ),
  );
  const extra = fc.oneof(
    { weight: 9, arbitrary: fc.constant<string[]>([]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(['__proto__[a]=1'], ['at=2026-01-01T00:00:00Z', 'at='], ['%ff=%00']),
    },
  );
  return fc.tuple(pieces, asked, extra).map(([values, query, more]) => {
    const filled = inPath.reduce(
      (text, { name }, index) => text.replace(`{${name}}`, () => values[index] || '%20'),
      path,
    );
    const all = [...query.flat(), ...more];
    return all.length === 0 ? filled : `${filled}?${all.join('&')}`;
  });
};

type Sending = Pick<Asked, 'body' | 'headers'>;

const bodiesOf = ({ operation }: Door, schemas: Record<string, Schema>): fc.Arbitrary<Sending> => {
  const [media, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (!media) return fc.constant({ body: null, headers: {} });
  const valid = valuesOf(content?.schema as Schema, schemas);
  const asBytes = (value: unknown) =>
    Buffer.from(media.includes('json') ? JSON.stringify(value) : String(value));
  const types = fc.oneof(
    { weight: 12, arbitrary: fc.constant(media) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', '', 'multipart/form-data'),
    },
  );
  const bytes = fc.oneof(
    { weight: 4, arbitrary: valid.map(asBytes) },
    { weight: 4, arbitrary: valid.chain(spoilt).map(asBytes) },
    { weight: 2, arbitrary: fc.constantFrom(...BODIES) },
  );
  return fc.tuple(bytes, types).map(([body, type]) => ({
    body,
    headers: { ...(type === '' ? {} : { 'Content-Type': type }), 'Content-Length': String(body.length) },
  }));
};

const HEADERS: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'If-None-Match': '*' },
      { 'If-Match': '*' },
      { 'If-Match': '"nothing"' },
      { 'If-None-Match': ','.repeat(2_000) },
      { 'Idempotency-Key': 'one-key' },
      { 'Idempotency-Key': 'a'.repeat(300) },
      { 'Accept-Encoding': 'gzip;q=nan, br;q=9' },
      { Accept: 'application/xml' },
      { 'Last-Event-ID': '-1' },
      { 'X-Forwarded-For': '::ffff:1.2.3.4, nonsense' },
      { Cookie: 'session=%ff; __Host-session=; =;;' },
      { Authorization: 'Bearer ' },
      { Authorization: 'Basic !!!' },
      { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
      { Range: 'bytes=0-1,5-,-1' },
    ),
  },
);

/** What may be sent to a door. `bearer`: of somebody who may write, given to half of them. */
export const requestsOf = (door: Door, document: Document, bearer: string): fc.Arbitrary<Asked> => {
  const schemas = document.components.schemas as Record<string, Schema>;
  return fc
    .tuple(addressesOf(door, schemas), bodiesOf(door, schemas), HEADERS, fc.boolean())
    .map(([address, { body, headers }, more, isWriter]) => ({
      method: door.method.toUpperCase(),
      address,
      body,
      headers: { ...(isWriter ? { Authorization: `Bearer ${bearer}` } : {}), ...more, ...headers },
    }));
};
