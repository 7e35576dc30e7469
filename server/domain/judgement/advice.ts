import { type Convention, sourceDayEnd } from '../facts/directory';
import { hasPassed, TIME_RULES } from '../facts/time-rules';
import {
  type AdviceCode,
  type Flow,
  type Health,
  MODEL_OF,
  type Profession,
  type Verdict,
} from '../facts/vocabulary';
import type { JudgedPlatform } from './candidate';

/** What the rules advise, from what is judged; notices add their own (RULES.md 7). */
export type Situation = {
  verdict: Verdict;
  profession: Profession;
  at: Date;
  candidates: readonly JudgedPlatform[];
  conventions: readonly Convention[];
  causes: readonly (string | null)[];
  concentrator: string | null;
};

type Facts = Situation & {
  is: (flow: Flow, ...healths: Health[]) => boolean;
  needsAgreement: boolean;
  /** What carries the compulsory part too is down: it does not go on. */
  isRoadClosed: boolean;
};
/** What carries the invoices of the compulsory part, whoever the complementary one is of. */
const COMPULSORY_ROAD = 'sesam-vitale';

type Rule = { code: AdviceCode; when: (facts: Facts) => boolean };

/** In the order one would do them. A rule fires on any candidate: the card says which one is held. */
const RULES: readonly Rule[] = [
  {
    code: 'no-prior-agreement-no-tiers-payant',
    when: (f) => f.needsAgreement && f.is('pec', 'down', 'maintenance'),
  },
  { code: 'patient-pays', when: (f) => f.verdict === 'suspended' },
  {
    code: 'defer-file',
    when: (f) => f.needsAgreement && f.is('pec', 'down', 'maintenance', 'degraded'),
  },
  {
    code: 'use-paper-card',
    when: (f) => f.verdict !== 'suspended' && f.is('idb', 'down', 'maintenance', 'degraded', 'unknown'),
  },
  {
    code: 'use-portal',
    when: (f) =>
      f.verdict === 'restricted' &&
      f.needsAgreement &&
      (f.is('pec', 'degraded') || f.is('clc', 'down', 'maintenance', 'degraded')) &&
      f.is('portail', 'operational'),
  },
  {
    code: 'keep-invoices',
    when: (f) => f.is('dre', 'down', 'maintenance', 'degraded') || f.is('virement', 'down', 'maintenance'),
  },
  { code: 'send-later', when: (f) => f.is('dre', 'down', 'maintenance') },
  {
    code: 'check-transfers',
    when: (f) =>
      f.is('virement', 'down', 'maintenance', 'degraded', 'unknown') ||
      f.is('noemie', 'down', 'maintenance', 'unknown'),
  },
  { code: 'warn-bank', when: (f) => f.is('virement', 'down') },
  {
    code: 'call-operator',
    when: (f) =>
      f.verdict === 'unknown' && f.candidates.length > 0
        ? true
        : f.needsAgreement && f.verdict === 'restricted' && f.is('portail', 'down', 'maintenance', 'unknown'),
  },
  {
    code: 'check-operator-on-card',
    when: (f) =>
      f.verdict === 'depends' ||
      f.candidates.length === 0 ||
      f.conventions.some((convention) => isDoubtful(convention, f.at)),
  },
  { code: 'amo-part-continues', when: (f) => f.verdict === 'suspended' && !f.isRoadClosed },
  { code: 'beware-phishing', when: (f) => f.causes.includes('cyberattack') },
];

export const adviceByRules = (situation: Situation): AdviceCode[] => {
  const flows = situation.candidates.flatMap((candidate) => candidate.flows);
  const isRoad = (platform: string) => platform === situation.concentrator || platform === COMPULSORY_ROAD;
  const facts: Facts = {
    ...situation,
    needsAgreement: MODEL_OF[situation.profession] !== 'simple',
    isRoadClosed: flows.some(({ flow, effect, links }) =>
      links.some(
        ({ platform, health, concentrator }) =>
          (concentrator !== null || isRoad(platform)) &&
          (health === 'down' || health === 'maintenance') &&
          (flow === 'dre' || effect.verdict === 'suspended'),
      ),
    ),
    is: (flow, ...healths) =>
      flows.some((judged) => judged.flow === flow && healths.includes(judged.shown.health)),
  };
  return RULES.filter((rule) => rule.when(facts)).map((rule) => rule.code);
};

/** Low confidence, or a source without a date or older than 18 months: « opérateur à vérifier sur la carte ». */
export const isDoubtful = ({ source }: Convention, at: Date): boolean => {
  const over = sourceDayEnd(source);
  return source.confidence === 'low' || !over || hasPassed(TIME_RULES.source, over, at);
};
