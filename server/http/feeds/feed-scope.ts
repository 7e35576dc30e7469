import type { z } from 'zod';
import type { Incident } from '#server/domain/facts/incidents';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Statement } from '#server/domain/facts/statements';
import { concernsProfession } from '#server/domain/incidents/updates';
import { reachOf } from '#server/domain/judgement/subject';
import type { Deps } from '../deps';
import type { Refusal } from '../kit/problems';
import {
  askRecord,
  type instantsQuery,
  type ReadContext,
  readProfession,
  unknownMutuelle,
  unknownPlatform,
} from '../kit/request-scope';

type Query = z.output<typeof instantsQuery> & {
  profession?: string | undefined;
  platform?: string | undefined;
  mutuelle?: string | undefined;
};

/** What a feed is about. `names`: of the profession, platform and mutuelle asked. */
export type FeedAsked = ReadContext & {
  names: readonly string[];
  isAbout: (thing: Pick<Incident, 'platforms'>) => boolean;
  concerns: (statement: Pick<Statement, 'platform' | 'professions' | 'mutuelles'>) => boolean;
};

export const feedAsked = async (
  deps: Deps,
  { profession, platform, mutuelle, ...instants }: Query,
): Promise<Result<FeedAsked, Refusal>> => {
  const asked = profession === undefined ? accept(null) : readProfession(profession);
  if (!asked.ok) return asked;
  const reading = await askRecord(deps, instants);
  if (!reading.ok) return reading;
  const { directory } = reading.value.read;
  const refused =
    (platform === undefined ? null : unknownPlatform(directory, platform)) ??
    (mutuelle === undefined ? null : unknownMutuelle(directory, mutuelle));
  if (refused) return refuse(refused);
  const reach = mutuelle === undefined ? null : reachOf(directory, { concentrator: null }, { mutuelle });
  const isReached = (id: string) =>
    (platform === undefined || id === platform) && (reach === null || reach.has(id));
  const ofProfession = concernsProfession(asked.value);
  const names = [
    asked.value && deps.words.professions[asked.value].plural,
    platform && directory.platforms.get(platform)?.name,
    mutuelle && directory.mutuelles.get(mutuelle)?.name,
  ].filter((name) => typeof name === 'string');
  return accept({
    ...reading.value,
    names,
    isAbout: ({ platforms }) => platforms.some(isReached),
    concerns: (statement) =>
      ofProfession(statement) &&
      isReached(statement.platform) &&
      (mutuelle === undefined || statement.mutuelles === null || statement.mutuelles.includes(mutuelle)),
  });
};
