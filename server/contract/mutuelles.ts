import { z } from 'zod';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { source } from './dataset-fields';
import { list } from './ids';

export const mutuelle = z.object({
  id: z.string(),
  name: z.string(),
  aliases: list(z.string()),
  amcNumbers: list(z.string()),
  /** Where its names were read. */
  sources: list(z.string()),
});
/** `platforms`: those that serve it today, in any profession, and by how many conventions. */
const listed = mutuelle
  .extend({ platforms: list(z.string()), conventions: z.number().int() })
  .meta({ id: 'ListedMutuelle' });
export type ListedMutuelle = z.infer<typeof listed>;
/** `GET /api/v1/mutuelles?q=`: best match first; without `q` all of them, by id. */
export const mutuelleList = z
  .object({ mutuelles: list(listed), next: z.string().nullable() })
  .meta({ id: 'MutuellePage' });

/** A convention of a mutuelle; `professions` null: all; dates YYYY-MM-DD, `to` excluded. */
export const conventionRecord = z
  .object({
    platform: z.string(),
    professions: list(z.enum(PROFESSIONS)).nullable(),
    code: z.string().nullable(),
    csr: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    source,
  })
  .meta({ id: 'Convention' });

export const mutuelleRecord = mutuelle
  .extend({
    conventions: list(conventionRecord),
  })
  .meta({ id: 'Mutuelle' });
export type MutuelleRecord = z.infer<typeof mutuelleRecord>;
