import {
  ADVICE_CODES,
  BASES,
  CONFIDENCES,
  DECLARED_HEALTHS,
  FLOWS,
  HEALTHS,
  ORGANISATION_KINDS,
  PAYMENT_STATES,
  PAYMENTS,
  PLATFORM_KINDS,
  PRECISIONS,
  PROFESSIONS,
  REASONS,
  STAGES,
  VERDICTS,
} from '#server/domain/facts/vocabulary';

/** A JSON Schema, as far as it is rewritten here. */
export type Schema = { readonly [key: string]: unknown };

/** The closed lists that travel, under the names that generated clients give them. */
const LISTS = {
  AdviceCode: ADVICE_CODES,
  Basis: BASES,
  Confidence: CONFIDENCES,
  DeclaredHealth: DECLARED_HEALTHS,
  Flow: FLOWS,
  Health: HEALTHS,
  OrganisationKind: ORGANISATION_KINDS,
  PaymentDayState: PAYMENT_STATES,
  PaymentState: PAYMENTS,
  PlatformKind: PLATFORM_KINDS,
  Precision: PRECISIONS,
  Profession: PROFESSIONS,
  Reason: REASONS,
  Stage: STAGES,
  Verdict: VERDICTS,
} as const satisfies Record<string, readonly string[]>;

export const refersTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** Each closed list, for the components of the document. */
export const closedLists = (): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(LISTS).map(([name, values]) => [name, { type: 'string', enum: [...values] }]),
  );

const NAME_OF = new Map(Object.entries(LISTS).map(([name, values]) => [values.join(), name]));

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NULL: Schema = { type: 'null' };

/**
 * The same schemas as generators of clients read them best: closed lists by their names, and what may be null as
 * `anyOf` with null, where `type: [string, null]` beside an `enum` makes some of them write what does not compile.
 */
export const readable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(readable);
  if (!isObject(value)) return value;
  const { type, enum: values } = value;
  if (Array.isArray(type) && type.includes('null')) return nullable(value, type);
  const name = type === 'string' && Array.isArray(values) ? NAME_OF.get(values.join()) : undefined;
  if (name === undefined) return keepingExamples(value);
  const { type: _, enum: __, ...rest } = value;
  return { ...rest, ...refersTo(name) };
};

/** What is said of the value whole stays beside `anyOf`. */
const nullable = (schema: Schema, type: readonly unknown[]): Schema => {
  const { type: _, default: otherwise, description, ...own } = schema;
  const others = type.filter((each) => each !== 'null');
  const values = Array.isArray(own.enum) ? { enum: own.enum.filter((each) => each !== null) } : {};
  return {
    ...(description === undefined ? {} : { description }),
    ...(otherwise === undefined ? {} : { default: otherwise }),
    anyOf: [readable({ ...own, ...values, type: others.length === 1 ? others[0] : others }), NULL],
  };
};

/** Examples are data, whatever they look like. */
const keepingExamples = (schema: Schema): Schema =>
  Object.fromEntries(
    Object.entries(schema).map(([key, each]) => [key, EXAMPLES.includes(key) ? each : readable(each)]),
  );
const EXAMPLES = ['example', 'examples', 'default', 'const'];
