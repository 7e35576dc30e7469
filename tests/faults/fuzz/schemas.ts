import fc from 'fast-check';

/** JSON Schema, as the OpenAPI document writes it. */
export type Schema = { [key: string]: unknown } | boolean;
type Schemas = Readonly<Record<string, Schema>>;

/** Deeper than this, whatever may be left out is. */
const DEEPEST = 5;

const known = (schema: Schema | undefined): { [key: string]: unknown } =>
  typeof schema === 'object' ? schema : {};

/** Values a schema admits, or nearly: formats it has no words for are any text. */
export const valuesOf = (schema: Schema | undefined, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> => {
  const { $ref, anyOf, oneOf, allOf, const: only, enum: names, type, ...rest } = known(schema);
  const inner = (each: Schema) => valuesOf(each, schemas, depth + 1);
  if (typeof $ref === 'string') return inner(schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(names)) return fc.constantFrom(...names);
  const choice = (anyOf ?? oneOf) as Schema[] | undefined;
  if (choice) return depth > DEEPEST ? inner(choice.at(-1) ?? {}) : fc.oneof(...choice.map(inner));
  if (Array.isArray(allOf))
    return fc.tuple(...allOf.map(inner)).map((parts) => Object.assign({}, ...parts) as unknown);
  const types = Array.isArray(type) ? type : [type];
  return fc.oneof(...types.map((each) => ofType(String(each), rest, schemas, depth)));
};

const ofType = (
  type: string,
  rest: { [key: string]: unknown },
  schemas: Schemas,
  depth: number,
): fc.Arbitrary<unknown> => {
  switch (type) {
    case 'string':
      return textsOf(rest);
    case 'integer':
    case 'number':
      return fc.integer({ min: Number(rest.minimum ?? 0), max: Math.min(Number(rest.maximum ?? 1000), 1e9) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf(rest.items as Schema, schemas, depth + 1), {
        minLength: Math.min(Number(rest.minItems ?? 0), 3),
        maxLength: depth > DEEPEST ? 0 : 3,
      });
    case 'object':
      return objectsOf(rest, schemas, depth);
    default:
      return fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown);
  }
};

const objectsOf = (
  { properties = {}, required = [] }: { [key: string]: unknown },
  schemas: Schemas,
  depth: number,
): fc.Arbitrary<unknown> => {
  const fields = Object.entries(properties as Record<string, Schema>).filter(
    ([name]) => depth <= DEEPEST || (required as string[]).includes(name),
  );
  return fc.record(
    Object.fromEntries(fields.map(([name, schema]) => [name, valuesOf(schema, schemas, depth + 1)])),
    { requiredKeys: required as string[] },
  );
};

/** What the directory it is shipped with holds, so that some questions are about something. */
export const KNOWN = [
  'optician',
  'viamedis',
  'malakoff-humanis',
  'almerys',
  'desk',
  'n-e04',
  'viamedis-2024',
  'carte',
  'pec',
];

const textsOf = ({ format, pattern, minLength = 0, maxLength = 60 }: { [key: string]: unknown }) => {
  if (format === 'date-time' || String(pattern).includes('\\d{2}:\\d{2}'))
    return fc
      .integer({ min: -90, max: 1 })
      .map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  if (format === 'date')
    return fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`);
  if (format === 'email') return fc.emailAddress();
  if (format === 'uri') return fc.webUrl();
  if (format === 'uuid') return fc.uuid();
  const any = fc.string({
    unit: 'grapheme',
    minLength: Number(minLength),
    maxLength: Math.min(Number(maxLength), 60),
  });
  if (typeof pattern !== 'string') return fc.oneof(any, fc.constantFrom(...KNOWN));
  try {
    return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom(...KNOWN));
  } catch {
    return any;
  }
};
