import { hasPassed, INVOICES, TIME_RULES } from '../facts/time-rules';
import type { Flow, Health, Model, Payment, Verdict } from '../facts/vocabulary';
import type { Link } from './links';

/** A platform is never `depends`: only several together are. */
export type PlatformVerdict = Exclude<Verdict, 'depends'>;
export type Effect = { verdict: PlatformVerdict; payment: Payment };

const VERDICT_ORDER: readonly PlatformVerdict[] = ['possible', 'restricted', 'unknown', 'suspended'];
const PAYMENT_ORDER: readonly Payment[] = ['normal', 'unknown', 'delayed', 'suspended'];

export const worseVerdict = (a: PlatformVerdict, b: PlatformVerdict): PlatformVerdict =>
  VERDICT_ORDER.indexOf(b) > VERDICT_ORDER.indexOf(a) ? b : a;
export const worsePayment = (a: Payment, b: Payment): Payment =>
  PAYMENT_ORDER.indexOf(b) > PAYMENT_ORDER.indexOf(a) ? b : a;

type Column = Record<Exclude<Health, 'operational'>, PlatformVerdict>;
const column = (degraded: PlatformVerdict, stopped: PlatformVerdict, unknown: PlatformVerdict): Column => ({
  degraded,
  maintenance: stopped,
  down: stopped,
  unknown,
});
const NONE = column('possible', 'possible', 'possible');
const CLOSES = column('restricted', 'suspended', 'unknown');
const HINDERS = column('restricted', 'restricted', 'restricted');

/** The table of RULES.md 5; the hospital follows the complex model. */
const VERDICT_EFFECTS: Record<Flow, { simple: Column; complex: Column }> = {
  carte: { simple: CLOSES, complex: CLOSES },
  pec: { simple: NONE, complex: CLOSES },
  idb: { simple: HINDERS, complex: HINDERS },
  clc: { simple: NONE, complex: HINDERS },
  dre: { simple: HINDERS, complex: HINDERS },
  portail: {
    simple: NONE,
    complex: column('possible', 'restricted', 'restricted'),
  },
  arl: { simple: NONE, complex: NONE },
  noemie: { simple: NONE, complex: NONE },
  virement: { simple: NONE, complex: NONE },
};

const PAYMENT_EFFECTS: Partial<Record<Flow, Record<Exclude<Health, 'operational'>, Payment>>> = {
  noemie: {
    degraded: 'normal',
    maintenance: 'unknown',
    down: 'unknown',
    unknown: 'unknown',
  },
  virement: {
    degraded: 'delayed',
    maintenance: 'suspended',
    down: 'suspended',
    unknown: 'unknown',
  },
};

/** What one link of a flow does to the answer of a counter of this model. */
export const effectOf = (flow: Flow, model: Model, link: Link, at: Date): Effect => {
  if (link.health === 'operational') return { verdict: 'possible', payment: 'normal' };
  const effects = VERDICT_EFFECTS[flow][model === 'simple' ? 'simple' : 'complex'];
  if (link.basis === 'silent') {
    const isAsked = flow === 'carte' || (flow === 'pec' && model !== 'simple');
    return { verdict: isAsked ? 'unknown' : 'possible', payment: 'normal' };
  }
  const payment = PAYMENT_EFFECTS[flow]?.[link.health] ?? 'normal';
  const tooLong =
    flow === INVOICES && link.downSince !== null && hasPassed(TIME_RULES.invoicing, link.downSince, at);
  return { verdict: tooLong ? 'suspended' : effects[link.health], payment };
};

/** Whether a flow can change a verdict of this model: what a green answer may rest on. */
export const countsFor = (flow: Flow, model: Model): boolean =>
  VERDICT_EFFECTS[flow][model === 'simple' ? 'simple' : 'complex'] !== NONE;
