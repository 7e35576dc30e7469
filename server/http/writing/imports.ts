import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { type Db, transact } from '#db/database';
import { importOutcome } from '#server/contract/directory-edits';
import { type ReadFile, readFileAs } from '#server/dataset/file';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { changesRecord } from '../kit/replies';
import { createRouter } from '../kit/router';
import { type Written, write } from './write';

const importRoute = createRoute({
  method: 'post',
  path: '/imports',
  summary: 'Charger un CSV de conventions, ou voir ce qu’il changerait (dryRun)',
  request: {
    query: z.object({
      dryRun: z.enum(['true', 'false']).default('true'),
      replace: z
        .enum(['true', 'false'])
        .default('false')
        .describe(
          '« true » : une ligne prend la place de la convention de même clé, au lieu d’y ajouter ses professions',
        ),
    }),
    body: { content: { 'text/csv': { schema: z.string() } }, required: true },
  },
  responses: changesRecord(importOutcome, 'Ce que le fichier ajoute, change et clôt'),
});

type Fault = { path: string; message: string; cure: string };

export const refusedFile = (faults: readonly Fault[]): Refusal => {
  const listed = faults.map(({ path, message, cure }) => ({ pointer: path, detail: `${message}.`, cure }));
  const [first = { pointer: '', detail: 'Fichier refusé.', cure: '' }] = listed;
  return { kind: 'not-acceptable', ...first, faults: listed };
};

/** Conventions only: statements about platforms have their own routes and rules. */
export const imports = (deps: Deps) =>
  createRouter().openapi(importRoute, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const { dryRun, replace } = c.req.valid('query');
    const isReplacing = replace === 'true';
    if (dryRun === 'false') return write(c, deps, 'import', ({ trx }) => load(trx, bytes, isReplacing));
    const writer = await writerFor(deps, c, 'import', { isFresh: false });
    if (!writer.ok) return refusal(c, writer.refusal);
    const tried = await tryOut(deps.db, (trx) => load(trx, bytes, isReplacing));
    if (!tried.ok) return refusal(c, tried.refusal);
    return c.json(tried.value, 200, { 'Cache-Control': 'no-store' }) as never;
  });

const load = async (trx: Db, bytes: Uint8Array, isReplacing: boolean): Promise<Result<Written, Refusal>> => {
  const read = readFileAs('conventions.csv', bytes, { isReplacing });
  return read.ok ? bring(trx, read.value, isReplacing) : refuse(refusedFile(read.refusal));
};

/** Brings a file in, and tells what it adds, changes and closes. */
export const bring = async (
  trx: Db,
  file: ReadFile,
  isReplacing: boolean,
): Promise<Result<Written, Refusal>> => {
  const loaded = await file.load(trx);
  if (!loaded.ok) return refuse(refusedFile(loaded.refusal));
  const { differences, warnings, entries, lines } = loaded.value;
  const changed = (noun: string) =>
    entries.filter((entry) => entry.noun === noun).map(({ before, after }) => ({ before, after }));
  const conventions = entries.filter(({ noun }) => noun === 'convention');
  return accept({
    status: 200,
    body: {
      isDryRun: false,
      isReplacing,
      differences,
      changes: conventions.map(({ id, before, after }) => ({ before, after, lines: lines.get(id) ?? [] })),
      mutuelles: changed('mutuelle'),
      platforms: changed('platform'),
      warnings,
    },
    entries,
  });
};

/** What would be answered, were it done: it is given up whatever it says. */
export const tryOut = async (
  db: Db,
  work: (trx: Db) => Promise<Result<Written, Refusal>>,
): Promise<Result<object, Refusal>> => {
  const tried = await transact(db, async (trx) => refuse(await work(trx)));
  if (tried.ok) throw new Error('un essai a été gardé');
  const outcome = tried.refusal;
  return outcome.ok ? accept({ ...outcome.value.body, isDryRun: true }) : outcome;
};
