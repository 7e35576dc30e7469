import { z } from 'zod';
import { problem } from '#server/contract/problem';

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
});

/** What every reading may answer, for the OpenAPI document and the types of the doors. */
export const replies = <S extends z.ZodType>(schema: S, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
  400: refused('Question mal formée'),
  404: refused('Identifiant inconnu, avec les plus proches'),
  503: refused('Base injoignable'),
});

/** One value or several of the same query parameter, as a list. */
export const several = <S extends z.ZodType<unknown, string>>(schema: S) =>
  z
    .union([schema, z.array(schema)])
    .transform((given) => (Array.isArray(given) ? given : [given]) as z.output<S>[])
    .optional();

/** A page of a list: `cursor` is the `next` of the page before. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(5000).optional(),
});
