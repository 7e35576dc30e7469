import {
  type Convention,
  type Directory,
  inForce,
  isOnCards,
  type Platform,
  serves,
} from '../facts/directory';
import { ascending } from '../facts/intervals';
import { type BoardGroup, type Flow, PROFESSIONS, type Profession, type Verdict } from '../facts/vocabulary';
import { answerFor, answerForOperator, type Judged, type Question } from './answer';
import { expectedBackOf } from './answer-details';
import { type JudgedPlatform, judgePlatform } from './candidate';
import { severity } from './health';
import type { Known } from './known-facts';
import type { Link } from './links';

/** One profession's column of a platform's matrix flow × profession. */
export type Column = { profession: Profession; served: boolean; verdict: Verdict; judged: JudgedPlatform };

export const matrixOf = (known: Known, platform: string): Column[] =>
  PROFESSIONS.map((profession) => {
    const question = { profession, card: { code: null, csr: null }, concentrator: null };
    const listed = known.directory.platforms.get(platform)?.professions ?? null;
    return {
      profession,
      served: listed === null || listed.includes(profession),
      verdict: answerForOperator(known, question, platform).verdict,
      judged: judgePlatform(known, platform, { ...question, mutuelle: null }),
    };
  });

/** The worst a platform shows to any profession, and the flows that are not operational for some. */
export const worstOf = (known: Known, platform: string): { shown: Link | null; flows: Flow[] } => {
  const judged = PROFESSIONS.flatMap(
    (profession) => judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null }).flows,
  );
  const troubled = judged.filter(({ shown }) => shown.health !== 'operational');
  const [worst] = judged.map(({ shown }) => shown).sort((a, b) => severity(b.health) - severity(a.health));
  return { shown: worst ?? null, flows: [...new Set(troubled.map(({ flow }) => flow))] };
};

/** Platforms that serve a mutuelle in other professions, not in this one. */
export type Elsewhere = { platform: string; professions: readonly Profession[] };

/** Every mutuelle with its short answer, by id. */
export const boardRows = (known: Known, question: Question) =>
  groundOf(known.directory, question.profession, known.day).mutuelles.map(({ id, name, elsewhere }) => {
    const judged = answerFor(known, question, id);
    return {
      mutuelle: id,
      name,
      ...short(known, judged),
      reason: judged.reason,
      basis: judged.candidates.find(({ reason }) => reason === judged.reason)?.cause?.link.basis ?? null,
      candidates: judged.candidates.map(({ platform, verdict, payment }) => ({
        platform,
        verdict,
        payment,
      })),
      likely: judged.likely.map(({ platform, knownFor, verdict, payment, since }) => ({
        platform,
        knownFor,
        verdict,
        payment,
        since,
      })),
      knownElsewhere: elsewhere,
    };
  });

/** The operators and networks one may read on a card of this profession, by id. */
export const boardPlatforms = (known: Known, question: Question) =>
  groundOf(known.directory, question.profession, known.day).platforms.map(({ id, name, kind }) => {
    const judged = answerForOperator(known, question, id);
    return { platform: id, name, kind, ...short(known, judged), reason: judged.reason };
  });

const short = (known: Known, { verdict, payment, since, candidates }: Judged) => ({
  verdict,
  payment,
  since,
  expectedBack: expectedBackOf(known, candidates)?.at ?? null,
});

/** The board's order and filters tell « no convention known » from « to be checked »; `likely` ones are among the former. */
export const groupOf = ({
  verdict,
  reason,
}: Pick<Judged, 'verdict' | 'reason'>): Exclude<BoardGroup, 'likely'> =>
  reason === 'no-convention' ? 'no-convention' : verdict;

type Ground = {
  mutuelles: readonly { id: string; name: string; elsewhere: Elsewhere[] }[];
  platforms: readonly Platform[];
};

/** What no fact changes of a board: of one directory, read once for a profession and a day. */
const groundOf = (directory: Directory, profession: Profession, day: string): Ground => {
  const kept = grounds.get(directory) ?? new Map<string, Ground>();
  grounds.set(directory, kept);
  const key = `${profession} ${day}`;
  if (kept.size >= MAX_CACHED) kept.clear();
  const ground = kept.get(key) ?? {
    mutuelles: [...directory.mutuelles.values()]
      .sort((a, b) => ascending(a.id, b.id))
      .map(({ id, name }) => ({ id, name, elsewhere: knownElsewhere(directory, id, profession, day) })),
    platforms: stripPlatforms(directory, profession, day),
  };
  kept.set(key, ground);
  return ground;
};

const grounds = new WeakMap<Directory, Map<string, Ground>>();
/** Two days of every profession, with room for questions about the past. */
const MAX_CACHED = 40;

const stripPlatforms = (directory: Directory, profession: Profession, day: string) => {
  const isServed = (platform: string) =>
    (directory.conventionsAt.get(platform) ?? []).some(
      (convention) => inForce(convention, day) && serves(convention, profession),
    );
  return [...directory.platforms.values()]
    .filter(isOnCards)
    .filter(({ id, professions }) => professions === null || professions.includes(profession) || isServed(id))
    .sort((a, b) => ascending(a.id, b.id));
};

export const knownElsewhere = (
  directory: Directory,
  mutuelle: string,
  profession: Profession,
  day: string,
): Elsewhere[] => {
  const current = (directory.conventionsOf.get(mutuelle) ?? []).filter((each) => inForce(each, day));
  const platforms = [...new Set(current.map((convention) => convention.platform))].sort(ascending);
  return platforms.flatMap((platform) => {
    const here = current.filter((convention) => convention.platform === platform);
    return here.some((convention) => serves(convention, profession))
      ? []
      : [{ platform, professions: professionsOf(here) }];
  });
};

const professionsOf = (conventions: readonly Convention[]): Profession[] =>
  PROFESSIONS.filter((profession) => conventions.some((convention) => serves(convention, profession)));
