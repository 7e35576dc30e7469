import {
  type Convention,
  type Directory,
  inForce,
  isOnCards,
  type Platform,
  restedOn,
  serves,
} from '../facts/directory';
import { ascending } from '../facts/intervals';
import { type BoardGroup, type Flow, PROFESSIONS, type Profession, type Verdict } from '../facts/vocabulary';
import { answerForOperator, answerOver, type Judged, type Question, type Served, servedFor } from './answer';
import { expectedBackOf } from './answer-details';
import { basisOf, type JudgedPlatform, judgePlatform, namedWith } from './candidate';
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
export const boardRows = (known: Known, question: Question): BoardRow[] => {
  const { mutuelles, kins } = boardGround(known, question);
  const rows = new Array<BoardRow>(mutuelles.length);
  for (const kin of kins) {
    const judged = judgeKin(known, question, kin);
    for (const member of kin.members) rows[member.rank] = rowOf(member, answerIn(judged, member));
  }
  return rows;
};

/** What the rows of mutuelles alike say beside their names: of all of them, and of those told apart, by id. */
export type KinAnswers = { ofAll: ShortAnswer; apart: ReadonlyMap<string, ShortAnswer> };

/** Judged once, and again for each that something in particular is said of. */
export const judgeKin = (known: Known, question: Question, { served, members }: Kin): KinAnswers => {
  const named = namedIn(known, question, served);
  const judge = (mutuelle: string) => shortAnswer(known, answerOver(known, question, served, mutuelle));
  const apart = members.filter(({ id }) => named.has(id)).map(({ id }) => [id, judge(id)] as const);
  return { ofAll: judge(NOBODY), apart: new Map(apart) };
};

/** No mutuelle has this id, and nothing is said of it in particular. */
const NOBODY = '';

export const answerIn = ({ ofAll, apart }: KinAnswers, { id }: Member): ShortAnswer => apart.get(id) ?? ofAll;

export const rowOf = ({ id, name, elsewhere }: Member, answer: ShortAnswer): BoardRow => ({
  mutuelle: id,
  name,
  ...answer,
  knownElsewhere: elsewhere,
});

export type BoardRow = { mutuelle: string; name: string } & ShortAnswer & {
    knownElsewhere: readonly Elsewhere[];
  };
export type ShortAnswer = ReturnType<typeof shortAnswer>;

const namedIn = (known: Known, { concentrator }: Question, served: Served): ReadonlySet<string> =>
  new Set(platformsIn(served).flatMap((platform) => namedWith(known, platform, concentrator)));

const platformsIn = ({ platforms, likely }: Served): string[] => [
  ...platforms,
  ...likely.map(({ platform }) => platform),
];

const shortAnswer = (known: Known, judged: Judged) => ({
  ...short(known, judged),
  reason: judged.reason,
  basis: judged.candidates.find(({ reason }) => reason === judged.reason)?.cause?.link.basis ?? null,
  candidates: judged.candidates.map(({ platform, verdict, payment }) => ({ platform, verdict, payment })),
  likely: judged.likely.map(({ platform, knownFor, verdict, payment, since }) => ({
    platform,
    knownFor,
    verdict,
    payment,
    since,
  })),
});

/** The operators and networks one may read on a card of this profession, by id. */
export const boardPlatforms = (known: Known, question: Question): StripRow[] =>
  boardGround(known, question).strip.map((place) => stripRow(known, question, place));

export const stripRow = (known: Known, question: Question, { platform: { id, name, kind } }: Place) => {
  const judged = answerForOperator(known, question, id);
  const basis = basisOf(judged.candidates[0], question.profession);
  return { platform: id, name, kind, ...short(known, judged), reason: judged.reason, basis };
};

export type StripRow = ReturnType<typeof stripRow>;

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

/** `rank`: its place on the board. */
export type Member = { id: string; name: string; elsewhere: readonly Elsewhere[]; rank: number };

/** Mutuelles that the same operators serve, by id: what is said of none of them in particular is judged once for all. */
export type Kin = {
  served: Served;
  /** The platforms that may weigh on their rows. */
  reach: readonly string[];
  members: readonly Member[];
};

/** An operator or a network, on the strip of one board; `reach`: the platforms that may weigh on it. */
export type Place = { platform: Platform; reach: readonly string[] };

/** What no fact changes of a board, by id. */
export type Ground = {
  mutuelles: readonly Member[];
  kins: readonly Kin[];
  strip: readonly Place[];
};

/** Of any card it is read once a directory, a profession and a day. */
export const boardGround = (known: Pick<Known, 'directory' | 'day'>, question: Question): Ground => {
  const ofAnyCard = anyCardGround(known, question.profession);
  const { code, csr } = question.card;
  return code === null && csr === null
    ? ofAnyCard
    : { ...ofAnyCard, kins: kinsOf(known, question, ofAnyCard.mutuelles) };
};

const anyCardGround = (
  { directory, day }: Pick<Known, 'directory' | 'day'>,
  profession: Profession,
): Ground => {
  const kept = grounds.get(directory) ?? new Map<string, Ground>();
  grounds.set(directory, kept);
  const key = `${profession} ${day}`;
  const ground = kept.get(key) ?? readGround(directory, day, profession);
  // The last asked for come last.
  kept.delete(key);
  kept.set(key, ground);
  const [oldest] = kept.keys();
  if (kept.size > MAX_CACHED && oldest !== undefined) kept.delete(oldest);
  return ground;
};

const readGround = (directory: Directory, day: string, profession: Profession): Ground => {
  const mutuelles = [...directory.mutuelles.values()]
    .sort((a, b) => ascending(a.id, b.id))
    .map(({ id, name }, rank) => ({
      id,
      name,
      elsewhere: knownElsewhere(directory, id, profession, day),
      rank,
    }));
  return {
    mutuelles,
    kins: kinsOf({ directory, day }, { profession, card: { code: null, csr: null } }, mutuelles),
    strip: stripPlatforms(directory, profession, day).map((platform) => ({
      platform,
      reach: [...restedOn(directory, [platform.id])],
    })),
  };
};

const kinsOf = (
  ground: Pick<Known, 'directory' | 'day'>,
  question: Pick<Question, 'profession' | 'card'>,
  mutuelles: readonly Member[],
): Kin[] => {
  const alike = new Map<string, Kin & { members: Member[] }>();
  for (const member of mutuelles) {
    const served = servedFor(ground, question, member.id);
    const key = JSON.stringify(served);
    const kin = alike.get(key) ?? {
      served,
      reach: [...restedOn(ground.directory, platformsIn(served))],
      members: [],
    };
    kin.members.push(member);
    alike.set(key, kin);
  }
  return [...alike.values()];
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
