import type { Answer, Candidate } from '#server/contract/answers';
import { dateOf } from '#server/contract/calendar';
import type { AdviceCode, Payment } from '#server/domain/facts/vocabulary';
import { contradictions, countingDays, paymentDaysSentence, speakerOf } from './payment-days';
import { capital, fr, listed } from './typography';

type Asked = Pick<
  Answer,
  | 'at'
  | 'verdict'
  | 'payment'
  | 'expectedBack'
  | 'candidates'
  | 'likely'
  | 'payments'
  | 'paymentSpeakers'
  | 'notices'
>;
type NameOf = (platform: string) => string;

/**
 * Will I be paid: the sentence that concludes, then which days are paid and promised, who contradicts, and what unions
 * say of it. Nothing for a mutuelle without a known operator but the days of likely ones, under their condition.
 */
export const paidSentences = (answer: Asked, nameOf: NameOf): string[] => {
  const today = dateOf(answer.at);
  const days = daysSentences(answer, nameOf, today);
  if (answer.candidates.length === 0) return days;
  const unions = answer.payment === 'normal' ? null : unionsSentence(answer);
  const concluded = [concluding(answer, nameOf, today), ...(unions === null ? [] : [unions])].join(' ');
  return [concluded, ...days];
};

const daysSentences = (answer: Asked, nameOf: NameOf, today: string): string[] => {
  const speaker = speakerOf(answer.paymentSpeakers);
  return answer.payments.flatMap((each) => {
    const said = paymentDaysSentence(each, nameOf(each.platform), speaker, today);
    const condition = answer.candidates.length > 0 ? null : conditionOf(answer, each.platform, nameOf);
    const sentence = condition === null ? capital(said) : fr`Si la carte dit ${condition} : ${said}`;
    return [sentence, ...contradictions(each, speaker, today)].map((words) => fr`${words}.`);
  });
};

/** The likely operator that it is of; of what several may pay through, all of them. */
const conditionOf = ({ likely }: Asked, platform: string, nameOf: NameOf): string => {
  const own = likely.filter((each) => each.platform === platform);
  return (own.length > 0 ? own : likely).map((each) => nameOf(each.platform)).join(' ou ');
};

const concluding = (answer: Asked, nameOf: NameOf, today: string): string => {
  const { candidates, payment } = answer;
  const payments = [...new Set(candidates.map((each) => each.payment))];
  if (payments.length > 1) return byOperator(candidates, payments, nameOf);
  const invoices = invoicing(answer);
  if (payment === 'suspended') return fr`${LATER[invoices]}${whenTold(answer, today)}.`;
  if (payment === 'delayed') return fr`${LATE[invoices]}.`;
  if (payment === 'unknown') return fr`${TO_CHECK[invoices]} : personne ne confirme qu'ils arrivent.`;
  if (hasUnpaidDays(answer))
    return fr`Rien n'est signalé sur les virements, mais tous les jours ne sont pas payés.`;
  return candidates.every(isDeclared) ? fr`${PROVEN[invoices]}.` : fr`${PRESUMED[invoices]}.`;
};

/** Whether one can invoice at all: what is not sent is not paid late. */
type Invoicing = 'open' | 'blocked' | 'closed';

const invoicing = ({ verdict, candidates }: Asked): Invoicing => {
  if (verdict !== 'possible' && verdict !== 'restricted') return 'closed';
  const isBlocked = candidates.some(({ flows }) =>
    flows.some(({ flow, health }) => flow === 'dre' && (health === 'down' || health === 'maintenance')),
  );
  return isBlocked ? 'blocked' : 'open';
};

const LATER: Record<Invoicing, string> = {
  open: fr`Facturez : l'argent viendra plus tard`,
  blocked: fr`Gardez vos factures ; pour celles déjà parties, l'argent viendra plus tard`,
  closed: fr`Pour ce qui est déjà facturé, l'argent viendra plus tard`,
};
const LATE: Record<Invoicing, string> = {
  open: fr`Facturez : l'argent arrive, en retard`,
  blocked: fr`Gardez vos factures ; pour celles déjà parties, l'argent arrive en retard`,
  closed: fr`Pour ce qui est déjà facturé, l'argent arrive en retard`,
};
const TO_CHECK: Record<Invoicing, string> = {
  open: 'Facturez, et vérifiez vos virements',
  blocked: 'Gardez vos factures, et vérifiez vos virements',
  closed: 'Vérifiez vos virements',
};
const PROVEN: Record<Invoicing, string> = {
  open: 'Vous devriez être payé : les virements sont déclarés en marche',
  blocked: 'Ce qui est déjà parti devrait être payé : les virements sont déclarés en marche',
  closed: 'Ce qui est déjà facturé devrait être payé : les virements sont déclarés en marche',
};
const PRESUMED: Record<Invoicing, string> = {
  open: fr`Vous devriez être payé comme d'habitude : rien n'est signalé`,
  blocked: fr`Ce qui est déjà parti devrait être payé comme d'habitude : rien n'est signalé`,
  closed: fr`Ce qui est déjà facturé devrait être payé comme d'habitude : rien n'est signalé`,
};

/** A day is promised, or a return; else nobody said when. */
const whenTold = ({ payments, expectedBack, at }: Asked, today: string): string => {
  const promised = payments
    .flatMap(({ days }) => countingDays(days))
    .filter(({ state }) => state === 'promised');
  if (promised.some(({ expectedOn }) => expectedOn !== null && expectedOn >= today)) return '';
  if (promised.length > 0) return ', la date promise est passée';
  if (expectedBack === null) return ', date inconnue';
  return expectedBack <= at ? ', la date annoncée est passée' : '';
};

const hasUnpaidDays = ({ payments }: Asked): boolean =>
  payments.some(({ days }) => countingDays(days).some(({ state }) => state !== 'paid'));

const isDeclared = ({ flows }: Candidate): boolean =>
  flows.some(
    ({ flow, health, basis }) =>
      flow === 'virement' && health === 'operational' && (basis === 'declared' || basis === 'observed'),
  );

const CLAUSES: Record<Payment, string> = {
  suspended: fr`l'argent viendra plus tard`,
  delayed: fr`l'argent arrive en retard`,
  unknown: 'personne ne confirme les virements',
  normal: 'rien de signalé',
};

const byOperator = (
  candidates: readonly Candidate[],
  payments: readonly Payment[],
  nameOf: NameOf,
): string => {
  const clauses = payments.map((payment) => {
    const names = candidates.filter((each) => each.payment === payment).map((each) => nameOf(each.platform));
    return `chez ${listed(names)}, ${CLAUSES[payment]}`;
  });
  return fr`Selon l'opérateur de la carte : ${clauses.join(' ; ')}.`;
};

const AFFIRMING: readonly (AdviceCode | null)[] = ['continue-on-card'];
const DOUBTING: readonly (AdviceCode | null)[] = ['await-instructions', 'patient-pays'];

/** « FSPF l’affirme, USPO en doute. », each by its newest notice that takes a side; null when none does. */
const unionsSentence = ({ notices }: Asked): string | null => {
  const sided = notices.filter(
    ({ kind, advice }) => kind === 'union' && [...AFFIRMING, ...DOUBTING].includes(advice) && advice !== null,
  );
  const newest = sided.filter(({ by }, index) => sided.findIndex((each) => each.by === by) === index);
  const affirming = newest.filter(({ advice }) => AFFIRMING.includes(advice)).map(({ name }) => name);
  const doubting = newest.filter(({ advice }) => DOUBTING.includes(advice)).map(({ name }) => name);
  const parts = [
    affirming.length > 0 ? `${listed(affirming)} l'affirme${affirming.length > 1 ? 'nt' : ''}` : '',
    doubting.length > 0 ? `${listed(doubting)} en doute${doubting.length > 1 ? 'nt' : ''}` : '',
  ].filter(Boolean);
  return parts.length === 0 ? null : fr`${parts.join(', ')}.`;
};
