import { BOARD_GROUPS, PAYMENTS, type Payment, type Verdict } from '#server/domain/facts/vocabulary';

type Judged = { verdict: Verdict; payment: Payment };

/** The worst answer and the worst payment of several, each for itself; nothing known of none. */
export const worstOf = (judged: readonly Judged[]): Judged => {
  const verdicts = new Set(judged.map(({ verdict }) => verdict));
  const payments = new Set(judged.map(({ payment }) => payment));
  const verdict = BOARD_GROUPS.find(
    (group): group is Verdict => group !== 'no-convention' && verdicts.has(group),
  );
  return {
    verdict: verdict ?? 'unknown',
    payment: PAYMENTS.findLast((payment) => payments.has(payment)) ?? 'normal',
  };
};
