import { z } from 'zod';
import { CONFIDENCES, FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { INSTANT_EXPECTED, readInstant } from './instants';

/** A refusal that tells its cure, which is printed beside the path. */
export const addIssue = (context: z.RefinementCtx, message: string, cure: string): never => {
  context.addIssue({ code: 'custom', message, params: { cure } });
  return z.NEVER;
};

const SANE_YEARS = { first: 1900, last: 2199 };

export const instant = z
  .string()
  .transform((text, context) => {
    const read = readInstant(text);
    const year = read?.getUTCFullYear() ?? 0;
    return read && year >= SANE_YEARS.first && year <= SANE_YEARS.last
      ? read
      : addIssue(context, `instant illisible : « ${text.slice(0, 100)} »`, INSTANT_EXPECTED);
  })
  .meta({ format: 'date-time', example: '2024-02-02T12:00:00+01:00' });

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && readInstant(`${text}T00:00:00Z`) !== null;

export const day = z.string().superRefine((text, context) => {
  if (!isDay(text))
    addIssue(context, `date illisible : « ${text.slice(0, 100)} »`, 'Une date AAAA-MM-JJ du calendrier.');
});

export const partialDate = z.string().superRefine((text, context) => {
  const whole = /^\d{4}(-\d{2}){0,2}$/.test(text) ? `${text}-01-01`.slice(0, 10) : '';
  if (!isDay(whole))
    addIssue(context, `date illisible : « ${text.slice(0, 100)} »`, 'null, AAAA, AAAA-MM ou AAAA-MM-JJ.');
});

/** Given to a thing that is put on record. No longer than an address may ask for. */
export const id = z.string().superRefine((text, context) => {
  if (text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return;
  addIssue(
    context,
    `identifiant mal formé : « ${text.slice(0, 100)} »`,
    'Minuscules sans accent et chiffres, séparés par des tirets : 100 signes au plus.',
  );
});

/** An absent scalar reads as null, an absent list as empty. */
export const absentAsNull = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => (value ?? null) as z.output<T> | null);
export const listOf = <T extends z.ZodType>(schema: T) => z.array(schema).default([]);

export const flows = z.array(z.enum(FLOWS));
export const professions = z.array(z.enum(PROFESSIONS));

/** "all" reads as null. Neither absent nor null is taken for it: who is concerned must be said. */
export const professionsOrAll = z
  .unknown()
  .superRefine((value, context) => {
    if (value === undefined || value === null) {
      addIssue(context, 'professions non précisées', 'Nommez-les, ou écrivez "all" pour toutes.');
    }
  })
  .transform((value) => (value === 'all' || value === undefined ? null : value))
  .pipe(professions.nullable())
  .meta({
    description: 'Liste de professions, ou "all" pour toutes',
    oneOf: [
      { type: 'array', items: { type: 'string', enum: [...PROFESSIONS] } },
      { type: 'string', const: 'all' },
    ],
    example: ['optician'],
  });

/** Where a convention is known from. `asOf`: YYYY, YYYY-MM, YYYY-MM-DD or null. */
export const source = z
  .object({
    url: z.string().nullable(),
    kind: z.string().nullable(),
    asOf: z.string().nullable(),
    confidence: z.enum(CONFIDENCES),
  })
  .meta({ id: 'ConventionSource' });
export type Source = z.infer<typeof source>;
