import fc from 'fast-check';
import type { Directory } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, dayAfter, HOUR, MINUTE, parisDay, SECOND, shift } from '#server/domain/facts/intervals';
import {
  apartMs,
  type Observation,
  runsOf,
  type Series,
  type Source,
} from '#server/domain/facts/observations';
import {
  ADVICE_CODES,
  DECLARED_HEALTHS,
  FLOWS,
  type Flow,
  OUTCOMES,
  PAYMENT_STATES,
  type Profession,
  STAGES,
} from '#server/domain/facts/vocabulary';
import type { Question } from '#server/domain/judgement/answer';
import {
  aConvention,
  aMaintenance,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from './builders';

/** Worlds in which facts of every kind begin and end by themselves, made at random. Nothing in them is real. */
export type ChangingWorld = {
  directory: Directory;
  evidence: Evidence;
  question: Question;
  mutuelle: string;
  platform: string;
  /** A run that goes on was last heard at whichever instant is asked: how fresh an answer is goes with it. */
  heardUntilNow: boolean;
};

/** Summer time begins ten days later. */
const START = paris('2025-03-20 00:00');

/** On the hour mostly; now and then some minutes after it, a millisecond, or half a minute. */
const BESIDE = [0, 0, 0, 0, 7 * MINUTE, 59 * MINUTE, 1, 30 * SECOND];
export const instantWithin = (days: number) =>
  fc
    .nat(days * 24 * BESIDE.length)
    .map((drawn) =>
      shift(START, Math.floor(drawn / BESIDE.length) * HOUR + (BESIDE[drawn % BESIDE.length] ?? 0)),
    );

const delay = fc.constantFrom(0, 0, 0, HOUR, 30 * HOUR, 100 * HOUR);
const platform = fc.constantFrom('p', 'p', 'q', 'c');
/** Often those that a rule of their own bears on, or that a concentrator carries. */
const flows = fc.oneof(
  fc.constantFrom<Flow[]>(['dre'], ['pec'], ['dre', 'virement']),
  fc.subarray([...FLOWS], { minLength: 1 }),
);
const professions = fc.constantFrom<Profession[] | null>(
  null,
  null,
  ['optician'],
  ['pharmacist', 'hospital'],
);
const after = (instant: Date, duration: number | null): Date | null =>
  duration === null ? null : shift(instant, duration);
const span = fc.constantFrom<number | null>(null, null, 6 * HOUR + 1, 15 * DAY);

const day = fc.nat(40).map((days) => parisDay(shift(START, days * DAY)));
const convention = fc
  .record({
    mutuelle: fc.constantFrom('m', 'n'),
    platform: fc.constantFrom('p', 'q'),
    professions,
    code: fc.constantFrom(null, null, 'A'),
    from: fc.option(day),
    to: fc.option(day),
    source: fc.record({
      url: fc.constant(null),
      kind: fc.constant(null),
      asOf: fc.constantFrom('2023-10-14', '2023-11', '2024', '2025-01-01', null),
      confidence: fc.constantFrom('high' as const, 'low' as const),
    }),
  })
  .map(aConvention);

const directory = fc.array(convention, { maxLength: 4 }).map((conventions) =>
  directoryWith({
    platforms: [
      aPlatform({ id: 'p', dependsOn: [{ platform: 'q', flows: ['pec', 'dre'] }] }),
      aPlatform({ id: 'q', professions: ['optician', 'pharmacist'] }),
      aPlatform({ id: 'c', kind: 'concentrator', flows: ['dre', 'arl', 'noemie'] }),
    ],
    mutuelles: [aMutuelle({ id: 'm' }), aMutuelle({ id: 'n' })],
    conventions: [aConvention({ mutuelle: 'm', platform: 'p' }), ...conventions],
    organisations: [
      anOrganisation({ id: 'op', kind: 'operator', platforms: ['p', 'c'] }),
      anOrganisation({ id: 'oq', kind: 'operator', platforms: ['q'] }),
      anOrganisation({ id: 'union', kind: 'union', professions: ['optician', 'pharmacist'] }),
      anOrganisation({ id: 'own', kind: 'mutuelle', mutuelles: ['m'] }),
      anOrganisation({ id: 'press', kind: 'press' }),
      anOrganisation({ id: 'desk', kind: 'desk' }),
    ],
  }),
);

const statement = fc
  .record({
    by: fc.constantFrom('op', 'op', 'oq', 'union', 'own', 'press'),
    platform,
    flows,
    professions,
    mutuelles: fc.constantFrom<string[] | null>(null, null, null, ['m'], ['n']),
    health: fc.constantFrom('down' as const, ...DECLARED_HEALTHS),
    incident: fc.constantFrom(null, 'i'),
    stage: fc.constantFrom(null, ...STAGES),
    effectiveAt: instantWithin(20),
    recorded: delay,
    stored: delay,
    valid: span,
    back: span,
    due: span,
  })
  .map(({ recorded, stored, valid, back, due, ...given }) => {
    const recordedAt = shift(given.effectiveAt, recorded);
    return {
      ...given,
      recordedAt,
      storedAt: shift(recordedAt, stored),
      validUntil: after(recordedAt, valid),
      expectedBack: after(recordedAt, back),
      nextUpdateDue: after(recordedAt, due),
    };
  });

/** What is done to a statement, by its rank; recorded some time after it. */
const consequence = fc.record({ rank: fc.nat(9), recorded: delay, stored: delay });

const update = fc
  .record({ by: fc.constantFrom('op', 'press'), effectiveAt: instantWithin(20), recorded: delay, due: span })
  .map(({ recorded, due, ...given }) => {
    const recordedAt = shift(given.effectiveAt, recorded);
    return {
      ...given,
      incident: 'i',
      recordedAt,
      storedAt: recordedAt,
      stage: null,
      text: null,
      nextUpdateDue: after(recordedAt, due),
    };
  });

const closing = fc
  .record({ effectiveAt: instantWithin(25), recorded: delay, stored: delay })
  .map(({ effectiveAt, recorded, stored }) => {
    const recordedAt = shift(effectiveAt, recorded);
    const storedAt = shift(recordedAt, stored);
    return { incident: 'i', by: 'press', effectiveAt, recordedAt, storedAt, note: null };
  });

const maintenance = fc
  .record({
    by: fc.constantFrom('op', 'oq', 'own', 'desk'),
    platform,
    flows,
    professions,
    from: instantWithin(22),
    lasts: fc.constantFrom(30 * MINUTE, 5 * HOUR, 40 * HOUR),
    recorded: fc.constantFrom(-DAY, -HOUR, 2 * HOUR),
    cancelled: fc.constantFrom(null, null, -HOUR, 20 * MINUTE, 3 * HOUR),
  })
  .map(({ lasts, recorded, cancelled, ...given }) => {
    const recordedAt = shift(given.from, recorded);
    const cancelledAt = cancelled === null ? null : shift(given.from, Math.max(cancelled, recorded));
    return { ...given, to: shift(given.from, lasts), recordedAt, storedAt: recordedAt, cancelledAt };
  });

const notice = fc
  .record({
    by: fc.constantFrom('union', 'desk'),
    publishedAt: instantWithin(20),
    lasts: span,
    withdrawn: span,
    professions,
    platforms: fc.constantFrom<string[]>([], ['p'], ['q']),
    mutuelles: fc.constantFrom<string[] | null>(null, null, ['m']),
    advice: fc.constantFrom(null, ...ADVICE_CODES),
  })
  .map(({ lasts, withdrawn, ...given }) => ({
    ...given,
    validUntil: after(given.publishedAt, lasts),
    withdrawnAt: after(given.publishedAt, withdrawn),
    withdrawalReason: null,
    storedAt: given.publishedAt,
    title: 'Avis inventé',
    body: 'Inventé.',
    sourceUrl: null,
    corrects: null,
  }));

const payment = fc
  .record({
    by: fc.constantFrom('op', 'union', 'press'),
    platform,
    professions: fc.constantFrom<Profession[] | null>(null, ['optician']),
    recordedAt: instantWithin(25),
    ago: fc.constantFrom(0, 1, 3, 30, 59, 60),
    state: fc.constantFrom(...PAYMENT_STATES),
    stored: fc.constantFrom(0, HOUR),
  })
  .map(({ ago, stored, ...given }) => {
    const day = dayAfter(parisDay(given.recordedAt), -ago);
    return {
      ...given,
      storedAt: shift(given.recordedAt, stored),
      mutuelles: null,
      day,
      expectedOn: given.state === 'promised' ? dayAfter(day, 9) : null,
      text: null,
      sourceUrl: null,
    };
  });

const alarm = fc
  .record({
    platform,
    mutuelle: fc.constantFrom(null, null, 'm'),
    flow: fc.constantFrom<Flow>('dre', 'pec'),
    profession: fc.constantFrom<Profession>('optician', 'pharmacist', 'hospital'),
    from: instantWithin(25),
    lasts: fc.constantFrom(20 * MINUTE, HOUR, 5 * HOUR),
  })
  .map(({ lasts, ...given }) => ({
    ...given,
    firstReportAt: shift(given.from, -10 * MINUTE),
    to: shift(given.from, lasts),
  }));

/** Results alike, one each so many intervals, then none for some. */
const burst = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  count: fc.integer({ min: 1, max: 7 }),
  every: fc.constantFrom(0.5, 1, 1, 2.9),
  silence: fc.constantFrom(0, 0, 2, 2.5, 6, 60),
  late: fc.constantFrom(0, 0, 0, 5 * MINUTE, 5 * HOUR),
});

const observationsOf = (
  first: Date,
  intervalMs: number,
  bursts: readonly (typeof burst extends fc.Arbitrary<infer B> ? B : never)[],
): Observation[] => {
  let next = first;
  return bursts.flatMap(({ outcome, count, every, silence, late }) => {
    const results = Array.from({ length: count }, (_, rank): Observation => {
      const observedAt = shift(next, rank * every * intervalMs);
      return { observedAt, recordedAt: shift(observedAt, late), outcome };
    });
    next = shift(next, (count * every + silence) * intervalMs);
    return results;
  });
};

/** As read for one instant (the newest results, with runs behind them or not), or over a span (runs alone). */
const series = fc
  .record({
    probe: fc.constantFrom('probe-1', 'probe-2', 'probe-3'),
    source: fc.constantFrom<Source>({ kind: 'ours' }, { kind: 'pushed', by: 'op' }, { kind: 'heartbeat' }),
    platform,
    flow: fc.constantFrom<Flow>('dre', 'dre', 'pec', 'carte'),
    intervalMs: fc.constantFrom(10 * MINUTE, HOUR, 10 * HOUR),
    first: instantWithin(20),
    bursts: fc.array(burst, { minLength: 1, maxLength: 4 }),
    disabled: fc.constantFrom<number | null>(null, null, null, 5 * HOUR, 3 * DAY),
    readAs: fc.constantFrom('results', 'runs', 'both'),
    witnessOf: fc.uniqueArray(
      fc.record({
        statement: fc.integer({ min: 0, max: 7 }).map((rank) => `s${rank}`),
        until: fc.option(instantWithin(20), { freq: 2 }),
      }),
      { maxLength: 4, selector: ({ statement }) => statement },
    ),
  })
  .map(({ first, bursts, disabled, readAs, ...given }): Series => {
    const results = observationsOf(first, given.intervalMs, bursts);
    return {
      ...given,
      disabledAt: after(first, disabled),
      runs: readAs === 'results' ? [] : runsOf(results, apartMs(given)),
      results: readAs === 'runs' ? [] : results.slice(readAs === 'both' ? -6 : 0),
    };
  });

const some = <T>(each: fc.Arbitrary<T>, most: number) => fc.array(each, { maxLength: most });
const named = <T>(things: readonly T[], letter: string) =>
  things.map((thing, rank) => ({ ...thing, id: `${letter}${rank}` }));

const evidence = fc
  .record({
    statements: some(statement, 8),
    confirmations: some(consequence, 2),
    retractions: some(consequence, 2),
    updates: some(update, 2),
    closings: some(closing, 1),
    maintenances: some(maintenance, 3),
    notices: some(notice, 2),
    payments: some(payment, 3),
    series: fc.uniqueArray(series, {
      maxLength: 3,
      selector: ({ probe, platform: of, flow }) => `${probe} ${of} ${flow}`,
    }),
    alarms: some(alarm, 1),
  })
  .map(({ confirmations, retractions, ...given }): Evidence => {
    const statements = named(given.statements, 's').map((each) => aStatement({ ...each, update: null }));
    const doneTo = (consequences: typeof retractions) =>
      consequences.flatMap(({ rank, recorded, stored }) => {
        const statement = statements[rank];
        if (!statement) return [];
        const recordedAt = shift(statement.recordedAt, recorded);
        return [
          {
            statement: statement.id,
            by: 'press',
            recordedAt,
            storedAt: shift(recordedAt, stored),
            reason: null,
          },
        ];
      });
    return evidenceOf({
      ...given,
      statements,
      confirmations: doneTo(confirmations),
      retractions: doneTo(retractions),
      incidents: [{ id: 'i', title: 'Inventé', cause: 'cyberattack', platforms: ['p', 'q'] }],
      updates: named(given.updates, 'u'),
      maintenances: named(given.maintenances, 'w').map(aMaintenance),
      notices: named(given.notices, 'n'),
      payments: named(given.payments, 'd'),
    });
  });

export const changingWorld: fc.Arbitrary<ChangingWorld> = fc
  .record({
    directory,
    evidence,
    question: fc.record({
      profession: fc.constantFrom<Profession>('pharmacist', 'optician', 'hospital', 'nurse'),
      card: fc.record({ code: fc.constantFrom(null, null, 'A'), csr: fc.constant(null) }),
      concentrator: fc.constantFrom(null, null, 'c'),
    }),
    mutuelle: fc.constantFrom('m', 'n'),
    platform: fc.constantFrom('p', 'q'),
  })
  .map((world) => ({
    ...world,
    heardUntilNow: world.evidence.series.some(({ runs }) => runs.length > 0),
  }));
