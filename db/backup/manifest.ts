import { z } from 'zod';

/** Where in DATA_DIR a key may be put back. */
export const keyPath = z.string().regex(/^(secret\.key|keys\/[a-z-]+\.[a-z]+)$/);

/**
 * `manifest.json` of a backup, written last: a folder without it is half a backup. Each table is a file
 * `tables/NAME.gz` of PostgreSQL's COPY text; `sha256` is that of the file as it is, in hexadecimal.
 */
export const manifest = z.object({
  /** Backups of the first format hold their keys in clear, in `secrets/`. */
  format: z.enum(['comptoir-backup/1', 'comptoir-backup/2']),
  takenAt: z.string(),
  /** The migrations of the schema that the rows have, oldest first. */
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
  /** Secrets and signing keys that are in it, sealed (`keys.ts`), by their path in DATA_DIR. */
  secrets: z.array(keyPath),
});
export type Manifest = z.infer<typeof manifest>;

export const MANIFEST = 'manifest.json';
export const fileOf = (table: string): string => `tables/${table}.gz`;
export const secretOf = (path: string): string => `secrets/${path.replace('/', '-')}`;
