import type { Evidence } from '../facts/evidence';
import { grouped } from '../facts/grouped';
import { ascending, dayAfter, earliest, latest, parisDay, startOfDay } from '../facts/intervals';
import type { Maintenance } from '../facts/maintenances';
import { knownBy } from '../facts/recorded';
import { type Payment, PROFESSIONS, type Profession, type Verdict } from '../facts/vocabulary';
import { boardPlatforms } from './board';
import { judgePlatform } from './candidate';
import type { Known } from './known-facts';
import { paymentsAt } from './payment-days';

/** What an operator answers to all professions of which it is the same. `isPresumed`: nobody says that it works. */
export type SharedAnswer = {
  professions: readonly Profession[];
  verdict: Verdict;
  payment: Payment;
  isPresumed: boolean;
  since: Date | null;
  expectedBack: Date | null;
};

/** `roots`: the other platforms that it rests on and that decide some answer of it, by id. */
export type OperatorOverview = { platform: string; name: string; answers: SharedAnswer[]; roots: string[] };

const PROVEN: readonly string[] = ['declared', 'observed'];

/** Worst first. */
const VERDICT_ORDER: readonly Verdict[] = ['suspended', 'depends', 'unknown', 'restricted', 'possible'];
const PAYMENT_ORDER: readonly Payment[] = ['suspended', 'delayed', 'unknown', 'normal'];

const worstFirst = (a: SharedAnswer, b: SharedAnswer): number =>
  VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) ||
  PAYMENT_ORDER.indexOf(a.payment) - PAYMENT_ORDER.indexOf(b.payment) ||
  Number(a.isPresumed) - Number(b.isPresumed);

/** Every operator and network that some profession may read on a card, by id, with what it answers to whom. */
export const overviewOf = (known: Known): OperatorOverview[] => {
  const rows = PROFESSIONS.flatMap((profession) => {
    const question = { profession, card: { code: null, csr: null }, concentrator: null };
    return boardPlatforms(known, question).map((row) => ({
      ...row,
      profession,
      isPresumed: row.verdict === 'possible' && !PROVEN.includes(row.reason),
    }));
  });
  return [...grouped(rows, ({ platform }) => platform)]
    .map(([platform, own]) => ({
      platform,
      name: own[0]?.name ?? platform,
      answers: [
        ...grouped(own, ({ verdict, payment, isPresumed }) => `${verdict} ${payment} ${isPresumed}`).values(),
      ]
        .flatMap((alike) => sharedBy(alike))
        .sort(worstFirst),
      roots: rootsOf(
        known,
        platform,
        own.map(({ profession }) => profession),
      ),
    }))
    .sort((a, b) => ascending(a.platform, b.platform));
};

const rootsOf = (known: Known, platform: string, professions: readonly Profession[]): string[] => {
  const deciding = professions.flatMap((profession) =>
    judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null }).flows.flatMap(
      ({ effect, deciding }) =>
        effect.verdict === 'possible' && effect.payment === 'normal' ? [] : [deciding.platform],
    ),
  );
  return [...new Set(deciding)].filter((root) => root !== platform).sort(ascending);
};

type Row = Omit<SharedAnswer, 'professions'> & { profession: Profession };

/** It began with the first of them, and is over with the last; a date that only some were given is nobody's. */
const sharedBy = (alike: readonly Row[]): SharedAnswer[] => {
  const [first] = alike;
  if (!first) return [];
  const { verdict, payment, isPresumed } = first;
  return [
    {
      professions: alike.map(({ profession }) => profession),
      verdict,
      payment,
      isPresumed,
      since: earliest(alike.map(({ since }) => since)),
      expectedBack: alike.every(({ expectedBack }) => expectedBack)
        ? latest(alike.map(({ expectedBack }) => expectedBack))
        : null,
    },
  ];
};

/** Invoices of some days that are promised for a day. */
export type PromisedPayment = { platform: string; expectedOn: string; days: readonly string[] };

const DAYS_AHEAD = 7;

/** What is announced for the seven days that begin with the Paris day of `at`, soonest first. */
export const announcedFor = (
  known: Known,
  evidence: Evidence,
  operators: readonly OperatorOverview[],
): { maintenances: Maintenance[]; payments: PromisedPayment[] } => {
  const { at, knownAt } = known;
  const today = parisDay(at);
  const end = dayAfter(today, DAYS_AHEAD);
  const isCancelled = ({ cancelledAt }: Maintenance) =>
    cancelledAt !== null && (cancelledAt <= at || cancelledAt <= knownAt);
  const maintenances = knownBy(evidence.maintenances, knownAt)
    .filter((each) => each.to > at && each.from < startOfDay(end) && !isCancelled(each))
    .sort((a, b) => ascending(a.from, b.from) || ascending(a.id, b.id));
  const promised = operators.flatMap(({ platform, answers }) =>
    paymentsAt(
      known,
      evidence.payments,
      platform,
      answers.flatMap(({ professions }) => professions),
    )
      .filter(({ mutuelles }) => mutuelles.length === 0)
      .flatMap(({ payments }) => payments)
      .flatMap((payer) =>
        payer.days.flatMap(({ day, state, expectedOn }) =>
          state === 'promised' && expectedOn !== null && today <= expectedOn && expectedOn < end
            ? [{ platform: payer.platform, expectedOn, day }]
            : [],
        ),
      ),
  );
  const payments = [...grouped(promised, ({ platform, expectedOn }) => `${expectedOn} ${platform}`)]
    .sort(([a], [b]) => ascending(a, b))
    .flatMap(([, own]) =>
      own.slice(0, 1).map(({ platform, expectedOn }) => ({
        platform,
        expectedOn,
        days: [...new Set(own.map(({ day }) => day))].sort(),
      })),
    );
  return { maintenances, payments };
};
