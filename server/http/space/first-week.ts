import { listAccounts } from '#db/accounts';
import type { Db } from '#db/database';
import { personsOf } from '#db/persons';
import type { Writer } from '#server/accounts/writer';
import type { Directory } from '#server/domain/facts/directory';
import { firstWeekUntil, seconders } from '#server/domain/speakers/first-week';
import type { Person } from '#server/domain/speakers/independence';
import { mayAct } from '#server/domain/speakers/restrictions';
import type { Deps } from '../deps';

/**
 * What an organisation whose accounts are all young is told of who may confirm its returns; null: one is of age. Asked at
 * each page of the space: others' accounts are read for the young alone.
 */
export const firstWeekOf = async ({ db, now: clock }: Deps, { organisations }: Directory, writer: Writer) => {
  const now = clock();
  const until = firstWeekUntil(await personsIn(db, [writer.organisation.id], now), now);
  if (until === null) return null;
  const desks = [...organisations.values()].filter(({ kind }) => kind === 'desk').map(({ id }) => id);
  const able = seconders(writer.person, await personsIn(db, desks, now)).map(
    ({ organisation }) => organisation,
  );
  return { until, desks: [...new Set(able)].map((id) => organisations.get(id)?.name ?? id).sort() };
};

const personsIn = async (db: Db, organisations: readonly string[], now: Date): Promise<Person[]> => {
  const accounts = await Promise.all(organisations.map((each) => listAccounts(db, each)));
  const able = accounts.flat().filter((each) => mayAct(each, now));
  const persons = await personsOf(
    db,
    able.map(({ id }) => id),
  );
  return [...persons.values()];
};
