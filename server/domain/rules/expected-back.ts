import { ascending } from '../facts/intervals';
import { accept, type Result, refuse } from '../facts/result';
import { isBad, opinionOf, type Statement, stands } from '../facts/statements';
import { type Flow, PROFESSIONS, type Profession } from '../facts/vocabulary';
import { type Known, knownOf } from '../judgement/known-facts';

/** Of a word that stands: one flow of it, and those for whom its speaker has not said anything newer. */
export type DownWord = Pick<Statement, 'professions' | 'mutuelles'> & { word: Statement; flow: Flow };

/**
 * What a speaker still says does not work on some platforms, to be said again with when it should be back: flow by flow,
 * the newest first, `within` that incident when something of it stands. Said again it becomes the newest word, so that
 * it is narrowed to those for whom it still is: nobody's return is taken back by a date. A word for all mutuelles of
 * which some were told apart since cannot be narrowed.
 */
export const downWords = (
  known: Known,
  by: string,
  platforms: readonly string[],
  within: string,
): Result<DownWord[], 'nothing-down' | 'told-apart'> => {
  const own = platforms.flatMap((platform) =>
    knownOf(known, platform).statements.filter((each) => each.by === by),
  );
  const all = own
    .filter((word) => isBad(word) && stands(word, known.at))
    .flatMap((word) => word.flows.flatMap((flow) => narrowed(own, word, flow, known.at)));
  const words = all.some(({ word }) => word.incident === within)
    ? all.filter(({ word }) => word.incident === within)
    : all;
  if (words.length === 0) return refuse('nothing-down');
  return words.some((each) => isToldApart(own, each)) ? refuse('told-apart') : accept(words);
};

/** `own`: all the words of its speaker, newest first. */
const narrowed = (own: readonly Statement[], word: Statement, flow: Flow, at: Date): DownWord[] => {
  const newest = own.filter((each) => each.platform === word.platform && each.flows.includes(flow));
  const isOpinion = (profession: Profession, mutuelle: string | null): boolean =>
    opinionOf(
      newest.filter((each) => bears(each, profession, mutuelle)),
      at,
    )?.id === word.id;
  const scopes = new Map<string, { professions: Profession[]; mutuelles: readonly string[] | null }>();
  for (const profession of word.professions ?? PROFESSIONS) {
    const mutuelles = word.mutuelles?.filter((each) => isOpinion(profession, each)) ?? null;
    if (mutuelles ? mutuelles.length === 0 : !isOpinion(profession, null)) continue;
    const key = mutuelles ? [...mutuelles].sort(ascending).join(' ') : '';
    const scope = scopes.get(key);
    if (scope) scope.professions.push(profession);
    else scopes.set(key, { professions: [profession], mutuelles });
  }
  return [...scopes.values()].map(({ professions, mutuelles }) => ({
    word,
    flow,
    professions: professions.length === PROFESSIONS.length ? null : professions,
    mutuelles,
  }));
};

const bears = (
  { professions, mutuelles }: Statement,
  profession: Profession,
  mutuelle: string | null,
): boolean =>
  (professions?.includes(profession) ?? true) &&
  (mutuelles === null || (mutuelle !== null && mutuelles.includes(mutuelle)));

/** Something newer was said of some mutuelles of those it is said of. `own`: newest first. */
const isToldApart = (own: readonly Statement[], { word, flow, professions, mutuelles }: DownWord): boolean =>
  mutuelles === null &&
  own
    .slice(0, own.indexOf(word))
    .some(
      (newer) =>
        newer.platform === word.platform &&
        newer.flows.includes(flow) &&
        newer.mutuelles !== null &&
        (newer.professions ?? PROFESSIONS).some((each) => professions?.includes(each) ?? true),
    );
