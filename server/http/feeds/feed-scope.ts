import type { z } from 'zod';
import { type Directory, restedOn, serves } from '#server/domain/facts/directory';
import type { Incident } from '#server/domain/facts/incidents';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Statement } from '#server/domain/facts/statements';
import type { Profession } from '#server/domain/facts/vocabulary';
import { concernsProfession } from '#server/domain/incidents/updates';
import { answerFor } from '#server/domain/judgement/answer';
import type { LikelyPlatform } from '#server/domain/judgement/likely';
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
  /** Of a mutuelle without a known convention: under which condition a thing is about it; null: it is. */
  conditionOf: (thing: Pick<Incident, 'platforms'>) => string | null;
  /** What it would be answered under each condition, now. */
  conditions: readonly string[];
};

export const feedAsked = async (
  deps: Deps,
  { profession, platform, mutuelle, ...instants }: Query,
): Promise<Result<FeedAsked, Refusal>> => {
  const asked = profession === undefined ? accept(null) : readProfession(profession);
  if (!asked.ok) return asked;
  const reading = await askRecord(deps, instants, 0, { isOverLeftOut: true });
  if (!reading.ok) return reading;
  const { directory } = reading.value.read;
  const refused =
    (platform === undefined ? null : unknownPlatform(directory, platform)) ??
    (mutuelle === undefined ? null : unknownMutuelle(directory, mutuelle));
  if (refused) return refuse(refused);
  const likely = likelyOf(reading.value, asked.value, mutuelle);
  const reach = mutuelle === undefined ? null : reachedBy(directory, asked.value, mutuelle, likely);
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
    conditionOf: ({ platforms }) => {
      const own = likely.filter(({ platform }) => {
        const rested = restedOn(directory, [platform]);
        return platforms.some((id) => isReached(id) && rested.has(id));
      });
      return own.length === 0 ? null : deps.words.ifCardSays(own.map((each) => named(directory, each)));
    },
    conditions: likely.map((each) =>
      deps.words.likelyAnswer(named(directory, each), each.verdict, each.payment),
    ),
  });
};

const named = ({ platforms }: Directory, { platform, knownFor }: LikelyPlatform) => ({
  name: platforms.get(platform)?.name ?? platform,
  knownFor,
});

/** None unless one profession and one mutuelle are asked, and no convention is known between them. */
const likelyOf = (
  { known }: ReadContext,
  profession: Profession | null,
  mutuelle: string | undefined,
): readonly LikelyPlatform[] =>
  profession === null || mutuelle === undefined
    ? []
    : answerFor(known, { profession, card: { code: null, csr: null }, concentrator: null }, mutuelle).likely;

/** Of a profession: the platforms that serve it for the mutuelle, or did, and likely ones; with all they rest on. */
const reachedBy = (
  directory: Directory,
  profession: Profession | null,
  mutuelle: string,
  likely: readonly LikelyPlatform[],
): ReadonlySet<string> => {
  const own = (directory.conventionsOf.get(mutuelle) ?? []).filter(
    (convention) => profession === null || serves(convention, profession),
  );
  return restedOn(
    directory,
    [...own, ...likely].map(({ platform }) => platform),
  );
};
