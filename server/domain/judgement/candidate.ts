import { type Directory, restedOn } from '../facts/directory';
import { earliest } from '../facts/intervals';
import {
  type Basis,
  type Flow,
  MODEL_OF,
  type Model,
  type Payment,
  type Profession,
  type Reason,
} from '../facts/vocabulary';
import {
  countsFor,
  type Effect,
  effectOf,
  type PlatformVerdict,
  worsePayment,
  worseVerdict,
} from './effects';
import { type Known, knownOf } from './known-facts';
import type { KnownPlatform } from './known-platform';
import { type Link, likenessOf, linksOf, type Reader, worstLink } from './links';

/** A flow of a candidate: every link it hangs on, the one shown, and what it does to the answer. */
export type JudgedFlow = {
  flow: Flow;
  links: readonly [Link, ...Link[]];
  shown: Link;
  effect: Effect;
  /** The link whose effect is worst; not always the one shown. */
  deciding: Link;
};

/** `cause`: the flow and link that decide the verdict, or the payment when the verdict is possible; null: nothing to name. */
export type JudgedPlatform = {
  platform: string;
  verdict: PlatformVerdict;
  payment: Payment;
  reason: Reason;
  since: Date | null;
  cause: { flow: Flow; link: Link } | null;
  flows: readonly JudgedFlow[];
};

/** Which flow is named first among equals: the order of the rule table. */
const DECIDING_ORDER: readonly Flow[] = [
  'carte',
  'pec',
  'idb',
  'clc',
  'dre',
  'portail',
  'virement',
  'noemie',
  'arl',
];

/**
 * Judged once for all readers alike, and not again while what it rests on stays the same: a mutuelle that nothing is said
 * of in particular has the operator's judgement.
 */
export const judgePlatform = (known: Known, platform: string, reader: Reader): JudgedPlatform => {
  const { profession, concentrator } = reader;
  const grounds = groundsOf(known, platform, concentrator);
  const isNamed = ({ named }: KnownPlatform) => reader.mutuelle !== null && named.has(reader.mutuelle);
  const mutuelle = grounds.some(isNamed) ? reader.mutuelle : null;
  const [own] = grounds;
  const kept = judgements.get(own) ?? { each: new Map<string, Kept>(), alike: new Map<string, KeptAlike>() };
  judgements.set(own, kept);
  const subject = `${platform} ${concentrator ?? ''} ${mutuelle ?? ''}`;
  const before = kept.each.get(`${subject} ${profession}`);
  if (before && isSameGround(before.grounds, grounds)) return before.judged;
  const judged =
    mutuelle === null
      ? judgeAlike(
          known,
          platform,
          { profession, mutuelle, concentrator },
          { grounds, kept: kept.alike, subject },
        )
      : judge(known, platform, { profession, mutuelle, concentrator });
  kept.each.set(`${subject} ${profession}`, { grounds, judged });
  return judged;
};

/** Professions of one model, of which the same counts, are judged together. */
const judgeAlike = (
  known: Known,
  platform: string,
  reader: Reader,
  { grounds, kept, subject }: { grounds: Grounds; kept: Map<string, KeptAlike>; subject: string },
): JudgedPlatform => {
  const { profession, concentrator } = reader;
  const alike = [platform, ...reachOf(known.directory, platform, concentrator)].map((each) =>
    likenessOf(known, each, profession),
  );
  const key = `${subject} ${MODEL_OF[profession]}`;
  const before = kept.get(key);
  // What was judged of other facts goes: a platform of which nothing is said outlives all that is said of the others.
  const same: KeptAlike =
    before && isSameGround(before.grounds, grounds) ? before : { grounds, judged: new Map() };
  kept.set(key, same);
  const likeness = alike.join(' ');
  const judged = same.judged.get(likeness) ?? judge(known, platform, reader);
  same.judged.set(likeness, judged);
  return judged;
};

type Grounds = readonly [KnownPlatform, ...KnownPlatform[]];
type Kept = { grounds: Grounds; judged: JudgedPlatform };
/** By what bears on a profession, of one model. */
type KeptAlike = { grounds: Grounds; judged: Map<string, JudgedPlatform> };

/** By what counts of the platform itself, which is of one directory. */
const judgements = new WeakMap<KnownPlatform, { each: Map<string, Kept>; alike: Map<string, KeptAlike> }>();

/** What counts of each platform that may weigh on the judgement of one. */
const groundsOf = (known: Known, platform: string, concentrator: string | null): Grounds => [
  knownOf(known, platform),
  ...reachOf(known.directory, platform, concentrator).map((each) => knownOf(known, each)),
];

/** The mutuelles of which something in particular is said that may weigh on the judgement of a platform. */
export const namedWith = (known: Known, platform: string, concentrator: string | null): string[] => [
  ...new Set(groundsOf(known, platform, concentrator).flatMap(({ named }) => [...named])),
];

/** Whether two lists of what counts hold the same objects: nothing that is judged by them has turned. */
export const isSameGround = (one: readonly KnownPlatform[], other: readonly KnownPlatform[]): boolean =>
  one.length === other.length && one.every((each, rank) => each === other[rank]);

/** The platforms that one rests on, itself left out; and the reader's concentrator with those that it rests on. */
const reachOf = (directory: Directory, platform: string, concentrator: string | null): readonly string[] => {
  const kept = reaches.get(directory) ?? new Map<string, readonly string[]>();
  reaches.set(directory, kept);
  const key = `${platform} ${concentrator ?? ''}`;
  const reach =
    kept.get(key) ??
    [...restedOn(directory, concentrator === null ? [platform] : [platform, concentrator])].filter(
      (each) => each !== platform,
    );
  kept.set(key, reach);
  return reach;
};

const reaches = new WeakMap<Directory, Map<string, readonly string[]>>();

/** Only the flows the platform lists are judged; the worst effect over every link counts (RULES.md 5). */
const judge = (known: Known, platform: string, reader: Reader): JudgedPlatform => {
  const model = MODEL_OF[reader.profession];
  const listed = known.directory.platforms.get(platform)?.flows ?? [];
  const flows = DECIDING_ORDER.filter((flow) => listed.includes(flow)).map((flow) =>
    judgeFlowOf(known, platform, flow, reader, model),
  );
  const verdict = flows.map((flow) => flow.effect.verdict).reduce(worseVerdict, 'possible');
  const payment = flows.map((flow) => flow.effect.payment).reduce(worsePayment, 'normal');
  const cause = causeOf(flows, verdict, payment);
  return {
    platform,
    verdict,
    payment,
    reason: reasonOf(flows, cause, model),
    since: verdict === 'possible' ? null : sinceOf(flows, verdict, model, known.at),
    cause,
    flows,
  };
};

const judgeFlowOf = (
  known: Known,
  platform: string,
  flow: Flow,
  reader: Reader,
  model: Model,
): JudgedFlow => {
  const links = linksOf(known, platform, flow, reader);
  const effects = links.map((link) => effectOf(flow, model, link, known.at));
  const effect = {
    verdict: effects.map((each) => each.verdict).reduce(worseVerdict),
    payment: effects.map((each) => each.payment).reduce(worsePayment),
  };
  const shown = worstLink(links);
  const decides = (link: Link) => {
    const { verdict, payment } = effectOf(flow, model, link, known.at);
    return verdict === effect.verdict && payment === effect.payment;
  };
  return {
    flow,
    links,
    shown,
    effect,
    deciding: decides(shown) ? shown : (links.find(decides) ?? shown),
  };
};

const causeOf = (
  flows: readonly JudgedFlow[],
  verdict: PlatformVerdict,
  payment: Payment,
): JudgedPlatform['cause'] => {
  const cause = flows.find(({ effect }) =>
    verdict === 'possible' ? payment !== 'normal' && effect.payment === payment : effect.verdict === verdict,
  );
  return cause ? { flow: cause.flow, link: cause.deciding } : null;
};

/** A green answer says what it rests on; one that something touches without effect does not say « nothing signalled ». */
const reasonOf = (flows: readonly JudgedFlow[], cause: JudgedPlatform['cause'], model: Model): Reason => {
  if (cause && cause.link.health !== 'operational') return `${cause.flow}-${cause.link.health}`;
  if (flows.some((flow) => flow.shown.health !== 'operational')) return 'unaffected';
  return supportOf(flows, model);
};

/** What of the flows that count says that it works; « presumed »: nothing does. */
const supportOf = (flows: readonly JudgedFlow[], model: Model): 'observed' | 'declared' | 'presumed' => {
  const supports = flows.filter((flow) => countsFor(flow.flow, model)).map((flow) => flow.shown.basis);
  if (supports.includes('observed')) return 'observed';
  return supports.includes('declared') ? 'declared' : 'presumed';
};

/** What a judgement rests on: the basis of the link that decides; where none does, of what supports it. */
export const basisOf = ({ cause, flows }: JudgedPlatform, profession: Profession): Basis =>
  cause?.link.basis ?? supportOf(flows, MODEL_OF[profession]);

/** The earliest `since` among the links whose effect equals the verdict. */
const sinceOf = (
  flows: readonly JudgedFlow[],
  verdict: PlatformVerdict,
  model: Model,
  at: Date,
): Date | null =>
  earliest(
    flows.flatMap(({ flow, links }) =>
      links.filter((link) => effectOf(flow, model, link, at).verdict === verdict).map((link) => link.since),
    ),
  );
