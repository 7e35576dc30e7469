import { listAccounts } from '#db/accounts';
import type { Db } from '#db/database';
import { listOrganisations } from '#db/organisations';
import { personsOf } from '#db/persons';
import { inForce } from '#server/accounts/restrictions';
import type { Statement } from '#server/domain/facts/statements';
import { type Asked, notIndependent, type Person } from '#server/domain/speakers/independence';
import { mayAct } from '#server/domain/speakers/restrictions';
import { mayWrite } from '#server/domain/speakers/scope';

type Waiting = { statement: Statement; author: Person; asked: Asked };

/** Who may be somebody's second person: colleagues by name, elsewhere the organisation that has somebody. */
export type Seconds = { colleagues: string[]; organisations: string[] };

/** For each return that waits, who may confirm it now, as somebody of `reader` is told. */
export const secondsFor = async (
  db: Db,
  reader: string,
  waiting: readonly Waiting[],
  now: Date,
): Promise<Seconds[]> => {
  if (waiting.length === 0) return [];
  const accounts = (await listAccounts(db, null)).filter((each) => mayAct(each, now));
  const [organisations, persons] = await Promise.all([
    listOrganisations(db).then((all) => inForce(db, all, now)),
    personsOf(
      db,
      accounts.map(({ id }) => id),
    ),
  ]);
  const known = new Map(organisations.map((each) => [each.id, each]));
  return waiting.map(({ statement, author, asked }) => {
    const { platform, professions, mutuelles } = statement;
    const touched = { platforms: [platform], professions, mutuelles };
    const able = accounts.flatMap(({ id, name, role, organisation }) => {
      const own = known.get(organisation);
      const person = persons.get(id);
      if (!own || !person || !mayWrite(own, role, 'confirmation', touched).ok) return [];
      return notIndependent(person, author, asked) === null ? [{ name, organisation: own }] : [];
    });
    const elsewhere = able.filter(({ organisation }) => organisation.id !== reader);
    return {
      colleagues: able.filter(({ organisation }) => organisation.id === reader).map(({ name }) => name),
      organisations: [...new Set(elsewhere.map(({ organisation }) => organisation.name))],
    };
  });
};
