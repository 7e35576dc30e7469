import { listAccounts } from '#db/accounts';
import { personsOf } from '#db/persons';
import type { Writer } from '#server/accounts/writer';
import type { Directory } from '#server/domain/facts/directory';
import { firstWeekUntil, seconders } from '#server/domain/speakers/first-week';
import { mayAct } from '#server/domain/speakers/restrictions';
import type { Deps } from '../deps';

/** What an organisation whose accounts are all young is told of who may confirm its returns; null: one is of age. */
export const firstWeekOf = async ({ db, now: clock }: Deps, { organisations }: Directory, writer: Writer) => {
  const now = clock();
  const accounts = (await listAccounts(db, null)).filter((each) => mayAct(each, now));
  const isDesk = ({ organisation }: { organisation: string }) =>
    organisations.get(organisation)?.kind === 'desk';
  const isOwn = ({ organisation }: { organisation: string }) => organisation === writer.organisation.id;
  const asked = accounts.filter((each) => isOwn(each) || isDesk(each)).map(({ id }) => id);
  const persons = [...(await personsOf(db, asked)).values()];
  const until = firstWeekUntil(persons.filter(isOwn), now);
  if (until === null) return null;
  const able = seconders(writer.person, persons.filter(isDesk)).map(({ organisation }) => organisation);
  return { until, desks: [...new Set(able)].map((id) => organisations.get(id)?.name ?? id).sort() };
};
