import { listAccounts } from '#db/accounts';
import type { Db } from '#db/database';
import { listOrganisations } from '#db/organisations';
import { personsOf } from '#db/persons';
import { inForce } from '#server/accounts/restrictions';
import type { Statement } from '#server/domain/facts/statements';
import type { Role } from '#server/domain/facts/vocabulary';
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
  const organisations = await listOrganisations(db).then((all) => inForce(db, all, now));
  const known = new Map(organisations.map((each) => [each.id, each]));
  const mayConfirm = (
    { organisation, role }: { organisation: string; role: Role },
    { statement }: Waiting,
  ) => {
    const own = known.get(organisation);
    return own !== undefined && mayWrite(own, role, 'confirmation', touchedBy(statement)).ok;
  };
  // Where each came from is asked of those who may confirm something, not of everybody.
  const accounts = (await listAccounts(db, null)).filter(
    (account) => mayAct(account, now) && waiting.some((each) => mayConfirm(account, each)),
  );
  const persons = await personsOf(
    db,
    accounts.map(({ id }) => id),
  );
  return waiting.map((each) => {
    const able = accounts.flatMap((account) => {
      const own = known.get(account.organisation);
      const person = persons.get(account.id);
      if (!own || !person || !mayConfirm(account, each)) return [];
      return notIndependent(person, each.author, each.asked) === null
        ? [{ name: account.name, organisation: own }]
        : [];
    });
    const elsewhere = able.filter(({ organisation }) => organisation.id !== reader);
    return {
      colleagues: able.filter(({ organisation }) => organisation.id === reader).map(({ name }) => name),
      organisations: [...new Set(elsewhere.map(({ organisation }) => organisation.name))],
    };
  });
};

const touchedBy = ({ platform, professions, mutuelles }: Statement) => ({
  platforms: [platform],
  professions,
  mutuelles,
});
