import { type AuditEntry, entryOf } from '#db/audit';
import { type Db, newId } from '#db/database';
import { readDirectory } from '#db/directory';
import { amendFact, appendFacts } from '#db/facts';
import { addProposal } from '#db/proposals';
import type { ConventionBody, ConventionEndBody, MutuelleBody } from '#server/contract/directory-edits';
import type { Convention, Platform } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Refusal } from '../kit/problems';
import { unknownId } from '../kit/suggestions';
import type { Writing } from './write';

/** A change of the directory: what is written at once for the desk, and later for whom it accepts. */
export type Change =
  | { action: 'mutuelle'; mutuelle: string; content: MutuelleBody }
  | { action: 'convention'; mutuelle: string; content: ConventionBody }
  | { action: 'convention-end'; mutuelle: string; content: ConventionEndBody };

/** Holds the mutuelle, so that of two who change it the second sees what the first did. */
export const lockMutuelle = async (trx: Db, id: string) => {
  await trx.selectFrom('mutuelle').select('id').where('id', '=', id).forUpdate().execute();
  const { mutuelles, conventions, platforms } = await readDirectory(trx);
  const mutuelle = mutuelles.find((each) => each.id === id);
  if (!mutuelle) return null;
  const own = conventions.filter((each) => each.mutuelle === id);
  const version = { ...mutuelle, conventions: own.map(({ mutuelle: _, ...rest }) => rest) };
  return { mutuelle, conventions: own, platforms, version };
};

export const sameKey = (a: Convention, b: ConventionEndBody | ConventionBody): boolean =>
  a.platform === b.platform && a.code === b.code && a.csr === b.csr && a.from === b.from;

/** A key has four parts, so nothing is near it by its letters: near are the platforms that do serve the mutuelle. */
const noSuchConvention = (serving: readonly Platform[]): Refusal => ({
  kind: 'unknown-id',
  pointer: '/platform',
  detail: 'Aucune convention n’a cette clé.',
  near: serving.slice(0, 5).map(({ id, name }) => ({ id, name })),
});

/** Writes a change of the directory; resolves to what the journal keeps. */
export const applyChange = async (trx: Db, change: Change): Promise<Result<AuditEntry[], Refusal>> => {
  const found = await lockMutuelle(trx, change.mutuelle);
  if (!found) return refuse(unknownId('mutuelle', change.mutuelle));
  const { mutuelle, conventions, platforms } = found;
  if (change.action === 'mutuelle') {
    const after = { ...change.content, id: mutuelle.id };
    return accept([await amendFact(trx, 'mutuelles', 'mutuelle', mutuelle, after)]);
  }
  const { content } = change;
  if (!platforms.some(({ id }) => id === content.platform))
    return refuse(unknownId('platform', content.platform));
  const before = conventions.find((each) => sameKey(each, content));
  if (change.action === 'convention-end') {
    if (!before)
      return refuse(
        noSuchConvention(platforms.filter(({ id }) => conventions.some(({ platform }) => platform === id))),
      );
    const after = { ...before, to: content.to };
    return accept([await amendFact(trx, 'conventions', 'convention-end', before, after)]);
  }
  return before
    ? accept([await amendFact(trx, 'conventions', 'convention', before, content)])
    : accept(await appendFacts(trx, 'conventions', 'convention', [content]));
};

/** Keeps a change for the desk to decide. */
export const propose = async (
  { trx, writer, now }: Writing,
  change: Change,
): Promise<{ proposal: string; entries: AuditEntry[] }> => {
  const id = newId();
  const { account, organisation } = writer.person;
  await addProposal(trx, {
    ...change,
    id,
    account,
    organisation,
    proposedAt: now,
    decidedAt: null,
    decidedBy: null,
    accepted: null,
    note: null,
  });
  return {
    proposal: id,
    entries: [entryOf('proposal', 'proposal', id, change)],
  };
};
