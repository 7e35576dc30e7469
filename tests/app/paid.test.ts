import { describe, expect, it } from 'vitest';
import { paidSentences } from '#app/words/paid';
import type { Answer, Candidate, JudgedFlow } from '#server/contract/answers';
import type { Notice } from '#server/contract/notices';
import {
  type AdviceCode,
  type Flow,
  type Health,
  PAYMENTS,
  type Payment,
  VERDICTS,
} from '#server/domain/facts/vocabulary';

type Given = Partial<Answer>;
const AT = '2024-04-11T10:00:00.000Z';
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'");
const nameOf = (id: string) => id[0]?.toUpperCase() + id.slice(1);

const aFlow = (flow: Flow, health: Health, basis: JudgedFlow['basis'] = 'presumed'): JudgedFlow => ({
  flow,
  health,
  basis,
  since: null,
  rootPlatform: 'viamedis',
  concentrator: null,
  statements: [],
  effect: { verdict: 'possible', payment: 'normal' },
  measured: null,
});
const aCandidate = (payment: Payment, given: Partial<Candidate> = {}): Candidate => ({
  platform: 'viamedis',
  codes: [],
  source: null,
  verdict: 'possible',
  payment,
  cause: null,
  flows: [],
  ...given,
});
const notice = (by: string, advice: AdviceCode | null, kind: Notice['kind'] = 'union') =>
  ({ id: `${by} ${advice}`, by, name: by.toUpperCase(), kind, advice }) as Notice;
const sayings = (payment: Payment, given: Given = {}): string[] =>
  paidSentences(
    {
      at: AT,
      verdict: 'restricted',
      payment,
      expectedBack: null,
      candidates: [aCandidate(payment)],
      likely: [],
      payments: [],
      paymentSpeakers: [],
      notices: [],
      ...given,
    },
    nameOf,
  ).map(plain);
const conclusion = (...asked: Parameters<typeof sayings>) => sayings(...asked)[0];

const aDay = (day: string, state: 'paid' | 'missing' | 'promised', given: object = {}) => ({
  day: `2024-04-${day}`,
  state,
  expectedOn: state === 'promised' ? '2024-04-17' : null,
  by: 'viamedis',
  recordedAt: AT,
  ...given,
});
const daysOf = (...days: ReturnType<typeof aDay>[]) => [
  { platform: 'viamedis', paidUntil: '2024-04-03', days },
];
const PROMISED = daysOf(aDay('03', 'paid'), aDay('04', 'promised'), aDay('07', 'promised'));
const MISSING = daysOf(aDay('03', 'paid'), aDay('04', 'missing'));
const PAID = daysOf(aDay('03', 'paid'));
const BOTH = [notice('fspf', 'continue-on-card'), notice('uspo', 'await-instructions')];

describe('will I be paid: the sentence that concludes', () => {
  const declared = [aCandidate('normal', { flows: [aFlow('virement', 'operational', 'declared')] })];
  const blocked = (payment: Payment) => [aCandidate(payment, { flows: [aFlow('dre', 'down')] })];
  it.each<[string, Payment, Given, string]>([
    ['suspended, nobody says when', 'suspended', {}, "Facturez : l'argent viendra plus tard, date inconnue."],
    [
      'and two unions differ',
      'suspended',
      { notices: BOTH },
      "Facturez : l'argent viendra plus tard, date inconnue. FSPF l'affirme, USPO en doute.",
    ],
    [
      'and two unions affirm it',
      'suspended',
      { notices: [notice('fspf', 'continue-on-card'), notice('uspo', 'continue-on-card')] },
      "Facturez : l'argent viendra plus tard, date inconnue. FSPF et USPO l'affirment.",
    ],
    [
      'and a union took its word back: its newest counts',
      'suspended',
      { notices: [notice('uspo', 'await-instructions'), notice('uspo', 'continue-on-card')] },
      "Facturez : l'argent viendra plus tard, date inconnue. USPO en doute.",
    ],
    [
      'and who is no union, or advises something else, takes no side',
      'suspended',
      { notices: [notice('cnil', 'continue-on-card', 'authority'), notice('rof', 'beware-phishing')] },
      "Facturez : l'argent viendra plus tard, date inconnue.",
    ],
    [
      'suspended, days promised',
      'suspended',
      { payments: PROMISED },
      "Facturez : l'argent viendra plus tard.",
    ],
    [
      'suspended, a day missing',
      'suspended',
      { payments: MISSING },
      "Facturez : l'argent viendra plus tard, date inconnue.",
    ],
    [
      'suspended, the promised day is over',
      'suspended',
      { payments: PROMISED, at: '2024-04-18T10:00:00.000Z' },
      "Facturez : l'argent viendra plus tard, la date promise est passée.",
    ],
    [
      'suspended, a return announced and overdue',
      'suspended',
      { expectedBack: '2024-04-10T10:00:00.000Z' },
      "Facturez : l'argent viendra plus tard, la date annoncée est passée.",
    ],
    [
      'suspended, a return announced',
      'suspended',
      { expectedBack: '2024-04-12T10:00:00.000Z' },
      "Facturez : l'argent viendra plus tard.",
    ],
    [
      'suspended, without tiers payant',
      'suspended',
      { verdict: 'suspended' },
      "Pour ce qui est déjà facturé, l'argent viendra plus tard, date inconnue.",
    ],
    [
      'suspended, invoices do not leave',
      'suspended',
      { candidates: blocked('suspended') },
      "Gardez vos factures ; pour celles déjà parties, l'argent viendra plus tard, date inconnue.",
    ],
    ['delayed', 'delayed', {}, "Facturez : l'argent arrive, en retard."],
    [
      'delayed, unions differ',
      'delayed',
      { notices: BOTH },
      "Facturez : l'argent arrive, en retard. FSPF l'affirme, USPO en doute.",
    ],
    ['unknown', 'unknown', {}, "Facturez, et vérifiez vos virements : personne ne confirme qu'ils arrivent."],
    [
      'unknown, without tiers payant',
      'unknown',
      { verdict: 'suspended' },
      "Vérifiez vos virements : personne ne confirme qu'ils arrivent.",
    ],
    ['normal, nobody spoke', 'normal', {}, "Vous devriez être payé comme d'habitude : rien n'est signalé."],
    [
      'normal, days paid',
      'normal',
      { payments: PAID },
      "Vous devriez être payé comme d'habitude : rien n'est signalé.",
    ],
    [
      'normal, declared',
      'normal',
      { candidates: declared },
      'Vous devriez être payé : les virements sont déclarés en marche.',
    ],
    [
      'normal, yet days are missing',
      'normal',
      { payments: MISSING, candidates: declared },
      "Rien n'est signalé sur les virements, mais tous les jours ne sont pas payés.",
    ],
    [
      'normal, unions differ on something else',
      'normal',
      { notices: BOTH },
      "Vous devriez être payé comme d'habitude : rien n'est signalé.",
    ],
    [
      'normal, without tiers payant',
      'normal',
      { verdict: 'suspended' },
      "Ce qui est déjà facturé devrait être payé comme d'habitude : rien n'est signalé.",
    ],
    [
      'two operators that pay differently',
      'suspended',
      {
        verdict: 'depends',
        candidates: [aCandidate('normal', { platform: 'almerys' }), aCandidate('suspended')],
      },
      "Selon l'opérateur de la carte : chez Almerys, rien de signalé ; chez Viamedis, l'argent viendra plus tard.",
    ],
  ])('%s', (_, payment, given, expected) => {
    expect(conclusion(payment, given)).toBe(expected);
  });

  const DAYS = [[], PAID, PROMISED, MISSING];
  it.each(
    PAYMENTS.flatMap((payment) =>
      VERDICTS.flatMap((verdict) =>
        DAYS.flatMap((payments, days) =>
          [[], BOTH].map((notices) => ({ payment, verdict, payments, notices, days })),
        ),
      ),
    ),
  )('of $payment, $verdict, days $days is one sentence, never easier than it is', ({ payment, ...given }) => {
    const said = sayings(payment, given);
    expect(said).toHaveLength(1 + given.payments.length);
    const isWell = payment === 'normal' && given.payments !== PROMISED && given.payments !== MISSING;
    expect(/être payé/.test(said[0] ?? '')).toBe(isWell);
    expect(said[0]?.includes("FSPF l'affirme, USPO en doute.")).toBe(
      payment !== 'normal' && given.notices.length > 0,
    );
    if (given.verdict === 'suspended') expect(said[0]).not.toMatch(/^Facturez/);
  });
});

describe('the days after it', () => {
  it('are said one platform a sentence, and who says otherwise', () => {
    const payments = daysOf(
      aDay('03', 'paid'),
      aDay('03', 'missing', { by: 'uspo' }),
      ...['04', '07', '08', '09'].map((day) => aDay(day, 'promised')),
    );
    const paymentSpeakers = [{ by: 'uspo', name: 'USPO', kind: 'union' as const }];
    expect(sayings('suspended', { payments, paymentSpeakers }).slice(1)).toEqual([
      "Payé jusqu'au 3 avril ; les 4, 7, 8 et 9 avril attendus le 17 avril (Viamedis).",
      'USPO dit le 3 avril manquant.',
    ]);
  });
  it('of a likely operator stand under their condition, and nothing is concluded', () => {
    const likely = [
      {
        platform: 'viamedis',
        knownFor: ['optician' as const],
        verdict: 'possible' as const,
        payment: 'suspended' as const,
        since: null,
      },
    ];
    const given = { candidates: [], likely, verdict: 'unknown' as const, payments: PROMISED };
    expect(sayings('unknown', given)).toEqual([
      "Si la carte dit Viamedis : payé jusqu'au 3 avril ; les 4 et 7 avril attendus le 17 avril (Viamedis).",
    ]);
    expect(sayings('unknown', { ...given, payments: [] })).toEqual([]);
  });
});
