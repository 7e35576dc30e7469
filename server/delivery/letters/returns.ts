import { personsOf, personsWhoSaid } from '#db/persons';
import { shift } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { outageStart } from '#server/domain/judgement/outage-start';
import { awaitingConfirmation } from '#server/domain/rules/due';
import { notIndependent, type Person } from '#server/domain/speakers/independence';
import { mayWrite } from '#server/domain/speakers/scope';
import { type LettersGiven, type OwedLetter, type People, TOLD_FOR } from './letter';

/** A return that still waits, to each who may confirm it now. */
export const returnsOwed = async (
  { db, readModel, words, origin }: LettersGiven,
  { accounts, organisations }: People,
  now: Date,
): Promise<OwedLetter[]> => {
  const { directory, evidence, at, knownAt } = await readModel.read({ at: null, knownAt: null });
  const known = knownFacts(directory, evidence, at, knownAt);
  const waiting = awaitingConfirmation(known).filter(({ recordedAt }) => recordedAt > shift(now, -TOLD_FOR));
  if (waiting.length === 0) return [];
  const [authors, persons] = await Promise.all([
    personsWhoSaid(
      db,
      waiting.map(({ id }) => id),
    ),
    personsOf(
      db,
      accounts.map(({ id }) => id),
    ),
  ]);
  const mayConfirm = (
    statement: Statement,
    author: Person,
    { id, role, organisation }: People['accounts'][number],
  ) => {
    const own = organisations.get(organisation);
    const person = persons.get(id);
    const { platform, professions, mutuelles } = statement;
    const touched = { platforms: [platform], professions, mutuelles };
    if (!own || !person || !mayWrite(own, role, 'confirmation', touched).ok) return false;
    const asked = { now, outageSince: outageStart(known, statement) };
    return notIndependent(person, author, asked) === null;
  };
  return waiting.flatMap((statement) => {
    // What a file brought was said elsewhere, by nobody who is here.
    const author = authors.get(statement.id);
    if (!author) return [];
    const said = words.return(
      {
        platform: directory.platforms.get(statement.platform)?.name ?? statement.platform,
        by: directory.organisations.get(statement.by)?.name ?? statement.by,
        flows: statement.flows,
        saidAt: statement.recordedAt,
      },
      now,
    );
    return accounts
      .filter((account) => mayConfirm(statement, author, account))
      .map(
        ({ id, email }): OwedLetter => ({
          kind: 'return',
          subject: statement.id,
          recipient: id,
          to: email,
          said,
          why: 'writer',
          url: `${origin}/espace`,
        }),
      );
  });
};
