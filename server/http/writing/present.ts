import { readDirectory } from '#db/directory';
import { readEvidence } from '#db/evidence';
import { directoryOf } from '#server/domain/facts/directory';
import { earliest } from '#server/domain/facts/intervals';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import type { About } from '#server/domain/judgement/links';
import { outageStart } from '#server/domain/judgement/outage-start';
import { readMeasured } from '#server/measurements/measured';
import type { Writing } from './write';

/**
 * The facts known of some platforms at the instant of a write, as its own transaction sees them: others wait for their
 * turn meanwhile, and what is said of other platforms weighs on none of these by itself.
 */
export const presentOf = async (
  { trx, now }: Pick<Writing, 'trx' | 'now'>,
  platforms: readonly string[],
): Promise<Known> => {
  const directory = directoryOf(await readDirectory(trx));
  const asked = [...new Set(platforms)];
  const present = { from: now, at: now, knownAt: now, platforms: asked, isOverLeftOut: true } as const;
  const evidence = { ...(await readEvidence(trx, present)), ...(await readMeasured(trx, present)) };
  return knownFacts(directory, evidence, now, now);
};

/** Since when the outage lasts that these words are about; null: there is none. */
export const outageOf = async (writing: Writing, about: readonly About[]): Promise<Date | null> => {
  const known = await presentOf(
    writing,
    about.map(({ platform }) => platform),
  );
  return earliest(about.map((each) => outageStart(known, each)));
};
