import { personsOf } from '#db/persons';
import { type AnsweredFor, addWitnesses, listAnsweredFor, readOutageSince } from '#db/probe-approvals';
import { hostsOf, probeSteps } from '#server/contract/probe-steps';
import type { Platform } from '#server/domain/facts/directory';
import { latest } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import type { Person } from '#server/domain/speakers/independence';
import { knownHostsOf, type Measure, notWitness } from '#server/domain/speakers/measures';
import type { Writing } from './write';

type Said = Pick<Statement, 'id' | 'by' | 'platform' | 'flows' | 'health'>;

/**
 * Weighs, once and for all, which measures may bear witness to a return just said. It is kept with the return, so that
 * what is judged of it later, or again, rests on no account as it has become since.
 */
export const weighWitnesses = async (
  { trx, writer, now }: Writing,
  said: Said,
  about: { platform: Platform; outageSince: Date | null },
): Promise<void> => {
  if (said.health !== 'operational') return;
  const sources = await listAnsweredFor(trx, said);
  // One that is over, by a return that held, still asks this one to be witnessed for a while.
  const outageSince = about.outageSince ?? (await readOutageSince(trx, said, now));
  if (!outageSince || sources.length === 0) return;
  const { account } = writer.person;
  const persons = await personsOf(trx, [account, ...sources.flatMap(({ owners }) => owners)]);
  const speaker = persons.get(account);
  if (!speaker) return;
  const known = knownHostsOf(about.platform);
  const fit = sources.filter(
    (source) =>
      notWitness(
        measureOf(source, persons),
        { speaker, by: said.by, now, outageSince, touchedAt: source.touchedAt },
        known,
      ) === null,
  );
  await addWitnesses(
    trx,
    said.id,
    fit.map(({ id }) => id),
    now,
  );
};

/** A source as the rule sees it, with those of its owners that are given. */
export const measureOf = (source: AnsweredFor, persons: ReadonlyMap<string, Person>): Measure => ({
  ...source,
  definedAt: latest([source.definedAt, source.keyMadeAt]) ?? source.definedAt,
  hosts: hostsOf(probeSteps.parse(source.steps)),
  owners: source.owners.flatMap((owner) => persons.get(owner) ?? []),
});
