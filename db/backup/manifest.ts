import { z } from 'zod';

/**
 * `manifest.json` of a backup, written last: a folder without it is half a backup. Each table is a file
 * `tables/NAME.gz` of PostgreSQL's COPY text; `sha256` is that of the file as it is, in hexadecimal.
 */
export const manifest = z.object({
  format: z.literal('comptoir-backup/1'),
  takenAt: z.string(),
  /** Of the schema the rows are in, oldest first. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  seq: z.number().int(),
  auditHead: z.object({ number: z.number().int(), hash: z.string() }),
  /** The instant each stored month of raw results begins. */
  months: z.array(z.string()),
  tables: z.array(
    z.object({
      name: z.string().regex(/^[a-z_]+$/),
      columns: z.array(z.string().regex(/^[a-z_]+$/)),
      sha256: z.string(),
    }),
  ),
  /** Secrets and signing keys, beside the tables under `secrets/`, by their path in DATA_DIR. */
  secrets: z.array(z.string().regex(/^(secret\.key|keys\/[a-z-]+\.[a-z]+)$/)),
});
export type Manifest = z.infer<typeof manifest>;

export const MANIFEST = 'manifest.json';
export const fileOf = (table: string): string => `tables/${table}.gz`;
export const secretOf = (path: string): string => `secrets/${path.replace('/', '-')}`;
