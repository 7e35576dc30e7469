import { setImmediate } from 'node:timers/promises';
import type { Evidence } from '#server/domain/facts/evidence';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import type { Question } from '#server/domain/judgement/answer';
import {
  answerIn,
  type BoardRow,
  boardGround,
  type Ground,
  judgeKin,
  type Kin,
  type KinAnswers,
  type Member,
  type Place,
  rowOf,
  type ShortAnswer,
  type StripRow,
  stripRow,
} from '#server/domain/judgement/board';
import { isSameGround } from '#server/domain/judgement/candidate';
import { type Known, knownFacts, knownOf } from '#server/domain/judgement/known-facts';
import type { KnownPlatform } from '#server/domain/judgement/known-platform';
import { type LineList, type LineOrder, lineList, lineOrder } from './line-list';
import type { ReadState } from './read-model';

/** The board of a profession, without a card. */
export type Board = {
  answers: readonly BoardRow[];
  platforms: readonly StripRow[];
};

/** A board, each line as it crosses the wire, by its id: what two boards are compared by. */
export type Lines = { answers: LineList; platforms: LineList };

type JudgedBoard = { board: Board; lines: Lines };

const NO_CARD = { card: { code: null, csr: null }, concentrator: null };

/** What counts of the record, at the instant it was first asked about. */
const knownOfRead = ({ directory, evidence, at, knownAt }: ReadState): Known => {
  const kept = knowns.get(evidence);
  if (kept?.directory === directory) return kept;
  const known = knownFacts(directory, evidence, at, knownAt);
  knowns.set(evidence, known);
  return known;
};

/** By the evidence, which is one object as long as nothing turns: many ask, it is judged once. */
const knowns = new WeakMap<Evidence, Known>();
const boards = new WeakMap<Known, Map<Profession, JudgedBoard>>();

const judgedBoard = (read: ReadState, profession: Profession): JudgedBoard => {
  const known = knownOfRead(read);
  const kept = boards.get(known) ?? new Map<Profession, JudgedBoard>();
  boards.set(known, kept);
  const judged = kept.get(profession) ?? judge(known, profession);
  kept.set(profession, judged);
  return judged;
};

export const boardOf = (read: ReadState, profession: Profession): Board =>
  judgedBoard(read, profession).board;

export const linesOf = (read: ReadState, profession: Profession): Lines =>
  judgedBoard(read, profession).lines;

/** The members `answers` and `platforms` of a board, as JSON: `"answers":[…],"platforms":[…]`. */
export const boardText = (read: ReadState, profession: Profession): string => {
  const { lines } = judgedBoard(read, profession);
  const text =
    boardTexts.get(lines) ??
    `"answers":[${lines.answers.texts.join(',')}],"platforms":[${lines.platforms.texts.join(',')}]`;
  boardTexts.set(lines, text);
  return text;
};

const boardTexts = new WeakMap<Lines, string>();

export const isJudged = (read: ReadState, profession: Profession): boolean =>
  boards.get(knownOfRead(read))?.has(profession) ?? false;

/** Judges the missing boards one a task, so that others get the event loop in between. */
export const judgeInTurns = async (read: ReadState): Promise<void> => {
  for (const profession of PROFESSIONS) {
    if (isJudged(read, profession)) continue;
    await setImmediate();
    linesOf(read, profession);
  }
};

/** What a board says of some of its lines, good while `grounds` are what counts. */
type Part<Said> = { grounds: readonly KnownPlatform[]; said: Said };
type Parts = { answers: readonly Part<KinLines>[]; strip: readonly Part<StripLine>[] };
/** In the order of the kin's members. */
type KinLines = { judged: KinAnswers; texts: readonly string[] };
type StripLine = { row: StripRow; text: string };

/**
 * Judges again only the parts for which something that counts has turned since they were judged; a board of which
 * nothing has turned is the same object.
 */
const judge = (known: Known, profession: Profession): JudgedBoard => {
  const question = { profession, ...NO_CARD };
  const ground = boardGround(known, question);
  const parts = {
    answers: ground.kins.map((kin) => partOf(answerParts, known, kin, question, linesOfKin)),
    strip: ground.strip.map((place) => partOf(stripParts, known, place, question, lineOfPlace)),
  };
  const before = last.get(ground) ?? null;
  if (before && isSame(before.parts, parts)) return before.judged;
  const judged = assembled(ground, parts, before);
  last.set(ground, { parts, judged });
  return judged;
};

type Last = { parts: Parts; judged: JudgedBoard };
const last = new WeakMap<Ground, Last>();

const isSame = (one: Parts, other: Parts): boolean =>
  one.answers.every((part, rank) => part === other.answers[rank]) &&
  one.strip.every((part, rank) => part === other.strip[rank]);

/** By the first thing that counts, with which they are forgotten; then by what of a board they are. */
type Kept<Of extends object, Said> = WeakMap<object, WeakMap<Of, Part<Said>>>;
const answerParts: Kept<Kin, KinLines> = new WeakMap();
const stripParts: Kept<Place, StripLine> = new WeakMap();

const partOf = <Of extends { reach: readonly string[] }, Said>(
  parts: Kept<Of, Said>,
  known: Known,
  of: Of,
  question: Question,
  say: (known: Known, question: Question, of: Of) => Said,
): Part<Said> => {
  const grounds = of.reach.map((platform) => knownOf(known, platform));
  const first = grounds[0] ?? of;
  const kept = parts.get(first) ?? new WeakMap<Of, Part<Said>>();
  parts.set(first, kept);
  const before = kept.get(of);
  if (before && isSameGround(before.grounds, grounds)) return before;
  const part = { grounds, said: say(known, question, of) };
  kept.set(of, part);
  return part;
};

const lineOfPlace = (known: Known, question: Question, place: Place): StripLine => {
  const row = stripRow(known, question, place);
  return { row, text: JSON.stringify(row) };
};

/** As `JSON.stringify` writes each row; what they have in common is written once. */
const linesOfKin = (known: Known, question: Question, kin: Kin): KinLines => {
  const judged = judgeKin(known, question, kin);
  const ofAll = textOf(judged.ofAll);
  const texts = kin.members.map((member, rank) => {
    const apart = judged.apart.get(member.id);
    const [head, tail] = framesOf(kin)[rank] as Frame;
    return head + (apart ? textOf(apart) : ofAll) + tail;
  });
  return { judged, texts };
};

const textOf = (answer: ShortAnswer): string => JSON.stringify(answer).slice(1, -1);

/** What no fact changes of a row's text: what comes before and after the rest. */
type Frame = readonly [head: string, tail: string];

const framesOf = (kin: Kin): readonly Frame[] => {
  const kept = frames.get(kin) ?? kin.members.map(frameOf);
  frames.set(kin, kept);
  return kept;
};

const frameOf = ({ id, name, elsewhere }: Member): Frame => [
  `${JSON.stringify({ mutuelle: id, name }).slice(0, -1)},`,
  `,"knownElsewhere":${JSON.stringify(elsewhere)}}`,
];

const frames = new WeakMap<Kin, readonly Frame[]>();

type Orders = { answers: LineOrder; platforms: LineOrder };
const orders = new WeakMap<Ground, Orders>();

const ordersOf = (ground: Ground): Orders => {
  const kept = orders.get(ground) ?? {
    answers: lineOrder(ground.mutuelles.map(({ id }) => id)),
    platforms: lineOrder(ground.strip.map(({ platform }) => platform.id)),
  };
  orders.set(ground, kept);
  return kept;
};

/** Only the lines of parts that are not those of the board before are put anew. */
const assembled = (ground: Ground, parts: Parts, before: Last | null): JudgedBoard => {
  const order = ordersOf(ground);
  const texts = before
    ? before.judged.lines.answers.texts.slice()
    : new Array<string>(ground.mutuelles.length);
  ground.kins.forEach(({ members }, kin) => {
    const part = parts.answers[kin] as Part<KinLines>;
    if (part === before?.parts.answers[kin]) return;
    members.forEach(({ rank }, member) => {
      texts[rank] = part.said.texts[member] as string;
    });
  });
  return {
    board: rowsWhenAsked(ground, parts),
    lines: {
      answers: lineList(order.answers, texts),
      platforms: lineList(
        order.platforms,
        parts.strip.map(({ said }) => said.text),
      ),
    },
  };
};

/**
 * The rows are made when they are first asked for. Apart from what knows the board before: a function that outlives it
 * would keep that board, which keeps the one before, and so on to the first.
 */
const rowsWhenAsked = (ground: Ground, parts: Parts): Board => {
  let answers: readonly BoardRow[] | null = null;
  return {
    get answers() {
      answers ??= rowsOf(ground, parts);
      return answers;
    },
    platforms: parts.strip.map(({ said }) => said.row),
  };
};

const rowsOf = ({ mutuelles, kins }: Ground, parts: Parts): BoardRow[] => {
  const rows = new Array<BoardRow>(mutuelles.length);
  kins.forEach(({ members }, kin) => {
    const { said } = parts.answers[kin] as Part<KinLines>;
    for (const member of members) rows[member.rank] = rowOf(member, answerIn(said.judged, member));
  });
  return rows;
};
