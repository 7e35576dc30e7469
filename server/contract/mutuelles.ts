import { z } from 'zod';
import { PROFESSIONS } from '#server/domain/vocabulary';
import { source } from './directory';
import { list } from './list';

export const mutuelle = z.object({
  id: z.string(),
  name: z.string(),
  aliases: list(z.string()),
  amcNumbers: list(z.string()),
});
/** `GET /api/v1/mutuelles?q=`: best match first; without `q` all of them, by id. */
export const mutuelleList = z.object({ mutuelles: list(mutuelle), next: z.string().nullable() });

/** A mutuelle with its conventions; `professions` null: all; dates YYYY-MM-DD, `to` excluded. */
export const mutuelleRecord = mutuelle.extend({
  conventions: list(
    z.object({
      platform: z.string(),
      professions: list(z.enum(PROFESSIONS)).nullable(),
      code: z.string().nullable(),
      csr: z.string().nullable(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      source,
    }),
  ),
});
