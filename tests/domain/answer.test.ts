import { describe, expect, it } from 'vitest';
import type { Convention, Platform } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import type { Notice } from '#server/domain/facts/notices';
import type { Statement } from '#server/domain/facts/statements';
import { FLOWS, type Profession, type Reason } from '#server/domain/facts/vocabulary';
import { answerFor, answerForOperator } from '#server/domain/judgement/answer';
import { describeAnswer, describeOperator } from '#server/domain/judgement/answer-details';
import { boardPlatforms, boardRows } from '#server/domain/judgement/board';
import { judgePlatform } from '#server/domain/judgement/candidate';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
  aConvention,
  aMaintenance,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const noon = paris('2024-02-05 12:00');

const worldOf = (given: {
  platforms?: Platform[];
  conventions: Convention[];
  evidence?: Partial<Evidence>;
}) => {
  const directory = directoryWith({
    platforms: given.platforms ?? [aPlatform({ id: 'a' }), aPlatform({ id: 'b' })],
    mutuelles: [aMutuelle({ id: 'm' }), aMutuelle({ id: 'n' })],
    conventions: given.conventions,
    organisations: [
      anOrganisation({ id: 'oa', kind: 'operator', platforms: ['a'] }),
      anOrganisation({ id: 'press', kind: 'press' }),
      anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
      anOrganisation({ id: 'own', kind: 'mutuelle', mutuelles: ['m'] }),
    ],
  });
  const evidence = evidenceOf(given.evidence ?? {});
  const at = (instant: Date) => knownFacts(directory, evidence, instant, instant);
  return { evidence, at };
};
const asking = (
  profession: Profession = 'optician',
  code: string | null = null,
  csr: string | null = null,
) => ({
  profession,
  card: { code, csr },
  concentrator: null,
});
const down = (platform: string, flow: 'pec' | 'virement' | 'idb' | 'carte' | 'dre' | 'portail', more = {}) =>
  aStatement({ by: 'press', health: 'down', platform, flows: [flow], effectiveAt: noon, ...more });

describe('a mutuelle’s platforms', () => {
  it('are those of its conventions in force that day in Paris, the last day left out', () => {
    const { at } = worldOf({
      conventions: [aConvention({ mutuelle: 'm', platform: 'a', from: '2024-02-05', to: '2024-02-06' })],
    });
    const candidates = (text: string) => answerFor(at(paris(text)), asking(), 'm').candidates.length;
    expect(candidates('2024-02-04 23:59')).toBe(0);
    expect(candidates('2024-02-05 00:00')).toBe(1);
    expect(candidates('2024-02-05 23:59')).toBe(1);
    expect(candidates('2024-02-06 00:00')).toBe(0);
  });
  it('are judged in the order of their ids, whatever the order of the file', () => {
    const conventions = ['b', 'a'].map((platform) => aConvention({ mutuelle: 'm', platform }));
    const { candidates } = answerFor(worldOf({ conventions }).at(noon), asking(), 'm');
    expect(candidates.map(({ platform }) => platform)).toEqual(['a', 'b']);
  });
  it('say nothing when none is known: « non renseigné », and who serves it in other professions', () => {
    const { at } = worldOf({
      conventions: [aConvention({ mutuelle: 'm', platform: 'a', professions: ['dentist'] })],
    });
    expect(answerFor(at(noon), asking(), 'm')).toMatchObject({
      verdict: 'unknown',
      payment: 'unknown',
      reason: 'no-convention',
      since: null,
    });
    expect(boardRows(at(noon), asking())[0]?.knownElsewhere).toEqual([
      { platform: 'a', professions: ['dentist'] },
    ]);
  });
  it('serve a profession that the platform itself does not list', () => {
    const platforms = [aPlatform({ id: 'a', professions: ['dentist'] })];
    const { at } = worldOf({
      platforms,
      conventions: [aConvention({ mutuelle: 'm', platform: 'a', professions: ['nurse'] })],
    });
    expect(answerFor(at(noon), asking('nurse'), 'm').verdict).toBe('possible');
    expect(boardPlatforms(at(noon), asking('nurse')).map(({ platform }) => platform)).toEqual(['a']);
    expect(boardPlatforms(at(noon), asking('midwife'))).toEqual([]);
  });
  it('are narrowed by the code or the CSR of the card, conventions without one kept', () => {
    const conventions = [
      aConvention({ mutuelle: 'm', platform: 'a', code: 'IS' }),
      aConvention({ mutuelle: 'm', platform: 'b', code: 'SP', csr: '003' }),
    ];
    const { at } = worldOf({ conventions });
    const platforms = (code: string | null, csr: string | null) =>
      answerFor(at(noon), asking('optician', code, csr), 'm').candidates.map(({ platform }) => platform);
    expect(platforms(null, null)).toEqual(['a', 'b']);
    expect(platforms('IS', null)).toEqual(['a']);
    expect(platforms(null, '003')).toEqual(['a', 'b']);
    expect(platforms(null, '004')).toEqual(['a']);
    expect(platforms('XX', null)).toEqual([]);
    expect(platforms('is', null)).toEqual(['a']);
    expect(platforms('sp', '3')).toEqual(['b']);
    expect(platforms(null, '30')).toEqual(['a']);
  });
});

describe('several platforms', () => {
  const conventions = ['a', 'b'].map((platform) => aConvention({ mutuelle: 'm', platform }));

  it('that differ make it depend on the card, with the worst payment', () => {
    const { at } = worldOf({
      conventions,
      evidence: { statements: [down('a', 'pec'), down('b', 'virement')] },
    });
    expect(answerFor(at(noon), asking(), 'm')).toMatchObject({
      verdict: 'depends',
      payment: 'suspended',
      reason: 'different-platforms',
      since: null,
    });
  });
  it('that agree give one verdict, since the earliest', () => {
    const statements = [down('a', 'pec'), down('b', 'pec', { effectiveAt: shift(noon, -DAY) })];
    const { at } = worldOf({ conventions, evidence: { statements } });
    expect(answerFor(at(noon), asking(), 'm')).toMatchObject({
      verdict: 'suspended',
      reason: 'pec-down',
      since: shift(noon, -DAY),
    });
  });
  it.each<[string, ReasonGiven, ReasonGiven, Reason]>([
    ['what is presumed, before what is declared', 'declared', 'presumed', 'presumed'],
    ['what is declared by both', 'declared', 'declared', 'declared'],
    ['what is observed on both', 'observed', 'observed', 'observed'],
    ['what is signalled, before what is presumed', 'presumed', 'unaffected', 'unaffected'],
    ['what is signalled, before what is declared', 'declared', 'unaffected', 'unaffected'],
    ['what is signalled, before what is observed', 'observed', 'unaffected', 'unaffected'],
  ])('that agree give as reason %s', (_, ofA, ofB, reason) => {
    const given = [ofA, ofB].map((each, rank) => reasonGiven(each, rank === 0 ? 'a' : 'b'));
    const evidence = {
      statements: given.flatMap(({ statements }) => statements ?? []),
      series: given.flatMap(({ series }) => series ?? []),
    };
    expect(answerFor(worldOf({ conventions, evidence }).at(noon), asking('pharmacist'), 'm')).toMatchObject({
      verdict: 'possible',
      reason,
    });
  });
});

type ReasonGiven = 'presumed' | 'declared' | 'observed' | 'unaffected';
/** What makes a platform answer a pharmacist « possible » for that reason. */
const reasonGiven = (reason: ReasonGiven, platform: string): Partial<Evidence> => {
  switch (reason) {
    case 'presumed':
      return {};
    case 'declared':
      return {
        statements: [
          aStatement({ by: 'press', health: 'operational', platform, flows: ['carte'], effectiveAt: noon }),
        ],
      };
    case 'observed':
      return { series: [aSeries('+++', noon, { platform, flow: 'carte' })] };
    case 'unaffected':
      return { statements: [down(platform, 'pec')] };
  }
};

describe('a platform', () => {
  const judge = (
    evidence: Partial<Evidence>,
    given: Partial<Platform> = {},
    profession: Profession = 'optician',
  ) => {
    const platforms = [
      aPlatform({ id: 'a', dependsOn: [{ platform: 'b', flows: FLOWS }], ...given }),
      aPlatform({ id: 'b' }),
    ];
    const { at } = worldOf({ platforms, conventions: [], evidence });
    return judgePlatform(at(noon), 'a', { profession, mutuelle: null, concentrator: null });
  };

  it('is judged on the flows it lists only', () => {
    const judged = judge({ statements: [down('a', 'pec')] }, { flows: ['dre'] });
    expect(judged).toMatchObject({ verdict: 'possible', reason: 'presumed' });
    expect(judged.flows.map(({ flow }) => flow)).toEqual(['dre']);
    expect(judge({}, { flows: [] })).toMatchObject({ verdict: 'possible', payment: 'normal', flows: [] });
  });
  it('names no cause when nothing changes the answer', () => {
    expect(judge({}).cause).toBeNull();
    expect(judge({ statements: [down('a', 'pec')] }, {}, 'pharmacist').cause).toBeNull();
  });
  it('names, of a payment, the link that decides it when a worse health decides less', () => {
    const slow = down('b', 'virement', { health: 'degraded' });
    const lapsed = down('a', 'virement', { effectiveAt: shift(noon, -8 * DAY) });
    expect(judge({ statements: [slow, lapsed] })).toMatchObject({
      payment: 'delayed',
      reason: 'virement-degraded',
      cause: { flow: 'virement', link: { platform: 'b' } },
    });
  });
  it('is so since what decides began, not since what hinders less', () => {
    const statements = [down('a', 'pec'), down('a', 'idb', { effectiveAt: shift(noon, -DAY) })];
    expect(judge({ statements })).toMatchObject({ verdict: 'suspended', since: noon });
  });
  it('is judged apart for each concentrator and each mutuelle, even of one name', () => {
    const platforms = [aPlatform({ id: 'a' }), aPlatform({ id: 'c', kind: 'concentrator' })];
    const statements = [down('c', 'dre'), down('a', 'pec', { mutuelles: ['c'] })];
    const known = worldOf({ platforms, conventions: [], evidence: { statements } }).at(noon);
    const verdict = (concentrator: string | null, mutuelle: string | null) =>
      judgePlatform(known, 'a', { profession: 'optician', mutuelle, concentrator }).verdict;
    expect(verdict(null, null)).toBe('possible');
    expect(verdict('c', null)).toBe('restricted');
    expect(verdict(null, 'c')).toBe('suspended');
  });
});

describe('a payment outage alone', () => {
  it('is possible, payment suspended: never red', () => {
    const { at } = worldOf({
      conventions: [aConvention({ mutuelle: 'm', platform: 'a' })],
      evidence: { statements: [down('a', 'virement')] },
    });
    expect(answerFor(at(noon), asking(), 'm')).toMatchObject({
      verdict: 'possible',
      payment: 'suspended',
      reason: 'virement-down',
      since: null,
    });
  });
});

describe('a green answer', () => {
  const conventions = [aConvention({ mutuelle: 'm', platform: 'a' })];
  const reason = (statements: Evidence['statements'], profession: Profession = 'pharmacist') =>
    answerFor(worldOf({ conventions, evidence: { statements } }).at(noon), asking(profession), 'm').reason;

  it('does not say « nothing signalled » when something is, without effect for this counter', () => {
    expect(reason([down('a', 'pec')])).toBe('unaffected');
  });
  it('is declared when a flow that counts is said to work, presumed otherwise', () => {
    const good = (flow: 'carte' | 'virement') =>
      aStatement({ by: 'oa', health: 'operational', platform: 'a', flows: [flow], effectiveAt: noon });
    expect(reason([good('carte')])).toBe('declared');
    expect(reason([good('virement')])).toBe('presumed');
    expect(reason([])).toBe('presumed');
  });
});

describe('a platform that rests on another', () => {
  const platforms = [
    aPlatform({ id: 'a', dependsOn: [{ platform: 'b', flows: ['pec'] }] }),
    aPlatform({ id: 'b', flows: ['portail'], dependsOn: [{ platform: 'a', flows: ['pec'] }] }),
  ];
  const conventions = [aConvention({ mutuelle: 'm', platform: 'a' })];

  it('takes its outage for the flows named, the root named, a cycle ended', () => {
    const { at } = worldOf({
      platforms,
      conventions,
      evidence: { statements: [down('b', 'pec'), down('b', 'idb')] },
    });
    const answer = answerFor(at(noon), asking(), 'm');
    expect(answer).toMatchObject({ verdict: 'suspended', reason: 'pec-down' });
    expect(answer.candidates[0]?.cause?.link.platform).toBe('b');
  });
  it('names as cause the link that decides, when a worse health decides less', () => {
    const evidence = {
      statements: [
        down('a', 'dre', { effectiveAt: shift(noon, -DAY) }),
        down('b', 'dre', { effectiveAt: shift(noon, -3 * DAY) }),
      ],
    };
    const chained = [
      aPlatform({ id: 'a', dependsOn: [{ platform: 'b', flows: ['dre'] }] }),
      aPlatform({ id: 'b' }),
    ];
    const answer = answerFor(worldOf({ platforms: chained, conventions, evidence }).at(noon), asking(), 'm');
    const dre = answer.candidates[0]?.flows.find(({ flow }) => flow === 'dre');
    expect(answer.verdict).toBe('suspended');
    expect(dre?.shown.platform).toBe('a');
    expect(answer.candidates[0]?.cause?.link.platform).toBe('b');
  });
  it('shows a window of maintenance without hiding anybody’s word', () => {
    const window = aMaintenance({
      by: 'oa',
      platform: 'a',
      from: shift(noon, -HOUR),
      to: shift(noon, HOUR),
      recordedAt: shift(noon, -DAY),
    });
    const { at } = worldOf({ conventions, evidence: { maintenances: [window] } });
    const shown = (instant: Date) =>
      answerFor(at(instant), asking(), 'm').candidates[0]?.flows.find(({ flow }) => flow === 'pec')?.shown;
    expect(shown(noon)).toMatchObject({
      health: 'maintenance',
      basis: 'declared',
      since: shift(noon, -HOUR),
    });
    expect(shown(shift(noon, HOUR))).toMatchObject({ health: 'operational' });
  });
  it('counts a concentrator for what it carries, last', () => {
    const withConcentrator = [
      aPlatform({ id: 'a' }),
      aPlatform({ id: 'c', kind: 'concentrator', flows: ['dre'] }),
    ];
    const { at } = worldOf({
      platforms: withConcentrator,
      conventions,
      evidence: { statements: [down('c', 'dre'), down('c', 'pec')] },
    });
    expect(answerFor(at(noon), { ...asking(), concentrator: 'c' }, 'm')).toMatchObject({
      verdict: 'restricted',
      reason: 'dre-down',
    });
    expect(answerFor(at(noon), asking(), 'm').verdict).toBe('possible');
  });
});

describe('the operator printed on the card', () => {
  const conventions = ['m', 'n'].map((mutuelle) => aConvention({ mutuelle, platform: 'a' }));

  it('depends when some mutuelle it serves would differ, naming it', () => {
    const only = down('a', 'pec', { mutuelles: ['m'] });
    const { at } = worldOf({ conventions, evidence: { statements: [only] } });
    expect(answerForOperator(at(noon), asking(), 'a')).toMatchObject({
      verdict: 'depends',
      reason: 'some-mutuelles',
      someMutuelles: ['m'],
      payment: 'normal',
      candidates: [{ platform: 'a', verdict: 'possible' }],
    });
  });
  it('does not depend for a difference in payment alone', () => {
    const only = down('a', 'virement', { mutuelles: ['m'] });
    const { at } = worldOf({ conventions, evidence: { statements: [only] } });
    expect(answerForOperator(at(noon), asking(), 'a')).toMatchObject({
      verdict: 'possible',
      payment: 'normal',
      someMutuelles: [],
    });
  });
});

describe('what an answer says', () => {
  const conventions = [aConvention({ mutuelle: 'm', platform: 'a' })];
  const codes = (
    profession: Profession,
    statements: Evidence['statements'],
    given: Partial<Convention> = {},
  ) => {
    const world = worldOf({
      conventions: [aConvention({ mutuelle: 'm', platform: 'a', ...given })],
      evidence: { statements },
    });
    return describeAnswer(world.at(noon), world.evidence, asking(profession), 'm').advice.map(
      ({ code }) => code,
    );
  };

  describe('expects the return', () => {
    const said = (after: number, back: number | null, more: Partial<Statement> = {}) =>
      aStatement({
        by: 'oa',
        health: 'down',
        platform: 'a',
        effectiveAt: shift(noon, after),
        expectedBack: back === null ? null : shift(noon, back),
        ...more,
      });
    const pressed = said(-HOUR, 9 * DAY, { by: 'press' });
    const union = said(-HOUR, 9 * DAY, { by: 'union' });
    const expected = (statements: Statement[], at = noon) => {
      const world = worldOf({ conventions, evidence: { statements } });
      const { expectedBack, expectedBackBy, overdue } = describeAnswer(
        world.at(at),
        world.evidence,
        asking(),
        'm',
      );
      return expectedBack && [(+expectedBack - +noon) / HOUR, expectedBackBy, overdue];
    };
    it.each([
      ['of the operator', [said(-5 * HOUR, HOUR)], [1, 'oa', false]],
      ['overdue once passed', [said(-5 * HOUR, 0)], [0, 'oa', true]],
      ['of the operator’s newest word', [said(-5 * HOUR, 5 * HOUR), said(-3 * HOUR, HOUR)], [1, 'oa', false]],
      ['which may withdraw it', [said(-5 * HOUR, HOUR), said(-3 * HOUR, null)], null],
      [
        'of the newest of its words on several flows',
        [said(-5 * HOUR, HOUR, { flows: ['idb'] }), said(-3 * HOUR, 2 * HOUR)],
        [2, 'oa', false],
      ],
      ['of the operator before the press', [said(-5 * HOUR, HOUR), pressed], [1, 'oa', false]],
      ['of the press, when no operator gives one', [said(-5 * HOUR, null), pressed], [216, 'press', false]],
      ['of nobody else', [said(-5 * HOUR, null), union], null],
      [
        'no more once it is said to be back',
        [said(-5 * HOUR, HOUR), said(-3 * HOUR, null, { health: 'operational' })],
        null,
      ],
      ['not of what works', [said(-8 * DAY, HOUR), said(-3 * DAY, null, { health: 'operational' })], null],
    ] as const)('%s', (_, statements, back) => {
      expect(expected([...statements])).toEqual(back);
    });
  });
  it('keeps a promised next word due until its author speaks at that time or later', () => {
    const first = aStatement({
      by: 'oa',
      health: 'down',
      platform: 'a',
      effectiveAt: shift(noon, -5 * HOUR),
      nextUpdateDue: shift(noon, -HOUR),
    });
    const early = aStatement({
      by: 'oa',
      health: 'down',
      platform: 'a',
      effectiveAt: shift(noon, -2 * HOUR),
    });
    const kept = aStatement({ by: 'oa', health: 'down', platform: 'a', effectiveAt: shift(noon, -HOUR) });
    const due = (...statements: Evidence['statements']) => {
      const world = worldOf({ conventions, evidence: { statements } });
      return describeAnswer(world.at(noon), world.evidence, asking(), 'm').nextUpdateDue;
    };
    expect(due(first, early)).toEqual(shift(noon, -HOUR));
    expect(due(first, early, kept)).toBeNull();
  });
  it('advises by rule: an optician without prior agreement does not practise tiers payant', () => {
    expect(codes('optician', [down('a', 'pec')])).toEqual([
      'no-prior-agreement-no-tiers-payant',
      'patient-pays',
      'defer-file',
      'amo-part-continues',
    ]);
    expect(codes('pharmacist', [down('a', 'pec')])).toEqual([]);
  });
  it('advises the paper card without online rights, and to check transfers that stopped', () => {
    expect(codes('pharmacist', [down('a', 'idb'), down('a', 'virement')])).toEqual([
      'use-paper-card',
      'keep-invoices',
      'check-transfers',
      'warn-bank',
    ]);
  });
  it.each([
    ['low', '2024-01-01', ['check-operator-on-card']],
    ['high', '2022-07', ['check-operator-on-card']],
    ['high', null, ['check-operator-on-card']],
    ['medium', '2024-01', []],
    ['high', '2022-09', []],
  ] as const)('a convention known with confidence %s as of %s', (confidence, asOf, expected) => {
    expect(codes('optician', [], { source: { url: null, kind: 'test', asOf, confidence } })).toEqual(
      expected,
    );
  });
  it('lets other professions’ voices be heard, not those of other mutuelles', () => {
    const statements = [
      down('a', 'pec', { id: 'others', professions: ['dentist'] }),
      down('a', 'pec', { id: 'n', mutuelles: ['n'] }),
    ];
    const world = worldOf({ conventions, evidence: { statements } });
    const result = describeAnswer(world.at(noon), world.evidence, asking(), 'm');
    expect(result.voices.map(({ statement }) => statement.id)).toEqual(['others']);
    expect(result.verdict).toBe('possible');
  });
  it('shows the advice of two unions side by side, each with its name, while they are in force', () => {
    const notice = (id: string, given = {}) => ({
      id,
      by: 'union',
      publishedAt: shift(noon, -DAY),
      validUntil: null,
      withdrawnAt: null,
      withdrawalReason: null,
      storedAt: noon,
      professions: null,
      platforms: ['a'],
      title: id,
      body: id,
      advice: 'continue-on-card' as const,
      sourceUrl: null,
      corrects: null,
      mutuelles: null,
      ...given,
    });
    const notices = [
      notice('one'),
      notice('two', { advice: 'await-instructions', platforms: [], publishedAt: noon }),
      notice('elsewhere', { platforms: ['b'] }),
      notice('of another mutuelle', { platforms: [], mutuelles: ['n'] }),
      notice('withdrawn', { withdrawnAt: noon }),
      notice('over', { publishedAt: shift(noon, -30 * DAY) }),
    ];
    const world = worldOf({ conventions, evidence: { notices } });
    const result = describeAnswer(world.at(noon), world.evidence, asking(), 'm');
    expect(result.advice).toEqual([
      { code: 'await-instructions', by: 'union', noticeId: 'two' },
      { code: 'continue-on-card', by: 'union', noticeId: 'one' },
    ]);
    expect(describeAnswer(world.at(noon), world.evidence, asking('pharmacist'), 'm').notices).toEqual([]);
  });
  describe('the reach of a notice', () => {
    const notice = (given: Partial<Notice>): Notice => ({
      id: 'one',
      by: 'union',
      publishedAt: shift(noon, -DAY),
      validUntil: null,
      withdrawnAt: null,
      withdrawalReason: null,
      storedAt: noon,
      professions: null,
      platforms: [],
      mutuelles: null,
      title: 'Avis inventé',
      body: 'Inventé.',
      advice: 'continue-on-card',
      sourceUrl: null,
      corrects: null,
      ...given,
    });
    const platforms = [
      aPlatform({ id: 'a', dependsOn: [{ platform: 'below', flows: ['dre'] }] }),
      aPlatform({ id: 'b' }),
      aPlatform({ id: 'below', kind: 'infrastructure', dependsOn: [{ platform: 'deep', flows: ['dre'] }] }),
      aPlatform({ id: 'deep', kind: 'infrastructure' }),
      aPlatform({ id: 'oct', kind: 'concentrator' }),
    ];
    const told = (
      given: Partial<Notice>,
      asked = {},
      served: Profession[] = ['optician'],
      said: Statement[] = [],
    ) => {
      const world = worldOf({
        platforms,
        conventions: [aConvention({ mutuelle: 'm', platform: 'a', professions: served })],
        evidence: { notices: [notice(given)], statements: said },
      });
      const { notices, advice } = describeAnswer(
        world.at(noon),
        world.evidence,
        { ...asking(), ...asked },
        'm',
      );
      const isAdvised = advice.some(({ noticeId }) => noticeId === 'one');
      return notices.length === 0 ? 'not shown' : isAdvised ? 'advised' : 'shown';
    };
    it.each([
      ['names neither: all', {}, {}, 'advised'],
      ['names the mutuelle', { mutuelles: ['m'] }, {}, 'advised'],
      ['names another mutuelle', { mutuelles: ['n'] }, {}, 'not shown'],
      ['names a candidate', { platforms: ['a'] }, {}, 'advised'],
      ['names another platform', { platforms: ['b'] }, {}, 'not shown'],
      ['names what a candidate rests on', { platforms: ['below'] }, {}, 'advised'],
      ['names what that rests on', { platforms: ['deep'] }, {}, 'advised'],
      ['names another concentrator', { platforms: ['oct'] }, {}, 'not shown'],
      ['names the reader’s concentrator', { platforms: ['oct'] }, { concentrator: 'oct' }, 'advised'],
      ['names another mutuelle and a candidate', { mutuelles: ['n'], platforms: ['a'] }, {}, 'advised'],
      ['restricts, and is for all', { advice: 'patient-pays' }, {}, 'shown'],
      ['restricts, and names a candidate', { advice: 'patient-pays', platforms: ['a'] }, {}, 'advised'],
    ] as const)('%s', (_, given, asked, expected) => {
      expect(told({ ...given } as Partial<Notice>, asked)).toBe(expected);
    });
    it('restricts all where something is signalled', () => {
      expect(told({ advice: 'patient-pays' }, {}, ['optician'], [down('a', 'pec')])).toBe('advised');
    });
    it('is that of a likely operator too', () => {
      expect(told({ platforms: ['a'] }, {}, ['pharmacist'])).toBe('advised');
      expect(told({ platforms: ['below'] }, {}, ['pharmacist'])).toBe('not shown');
    });
  });
  it.each([
    ['the platform’s', down('a', 'carte'), true],
    ['the reader’s concentrator’s', down('oct', 'dre', { effectiveAt: shift(noon, -3 * DAY) }), false],
    [
      'of what carries every invoice',
      down('sesam-vitale', 'dre', { effectiveAt: shift(noon, -3 * DAY) }),
      false,
    ],
  ])('the compulsory part goes on in an outage that is %s: %s', (_, said, goesOn) => {
    const world = worldOf({
      platforms: [
        aPlatform({ id: 'a', dependsOn: [{ platform: 'sesam-vitale', flows: ['dre'] }] }),
        aPlatform({ id: 'sesam-vitale', kind: 'infrastructure' }),
        aPlatform({ id: 'oct', kind: 'concentrator' }),
      ],
      conventions: [aConvention({ mutuelle: 'm', platform: 'a' })],
      evidence: { statements: [said] },
    });
    const asked = { ...asking('pharmacist'), concentrator: 'oct' };
    const { verdict, advice } = describeAnswer(world.at(noon), world.evidence, asked, 'm');
    expect(verdict).toBe('suspended');
    expect(advice.some(({ code }) => code === 'amo-part-continues')).toBe(goesOn);
  });
  it.each([
    ['nothing', [], true],
    ['the reader’s concentrator, down', [down('oct', 'dre')], false],
    ['the reader’s concentrator, in maintenance', [down('oct', 'dre', { health: 'maintenance' })], false],
    ['what it rests on', [down('below-oct', 'dre')], false],
    ['the operator’s own invoices', [down('a', 'dre')], true],
  ])(
    'nor does it where the answer is « Non » by the card and its road is closed by %s',
    (_, said, goesOn) => {
      const world = worldOf({
        platforms: [
          aPlatform({ id: 'a' }),
          aPlatform({
            id: 'oct',
            kind: 'concentrator',
            dependsOn: [{ platform: 'below-oct', flows: ['dre'] }],
          }),
          aPlatform({ id: 'below-oct', kind: 'infrastructure' }),
        ],
        conventions: [aConvention({ mutuelle: 'm', platform: 'a' })],
        evidence: { statements: [down('a', 'carte'), ...said] },
      });
      const asked = { ...asking('pharmacist'), concentrator: 'oct' };
      const { verdict, advice, candidates } = describeAnswer(world.at(noon), world.evidence, asked, 'm');
      expect(verdict).toBe('suspended');
      expect(advice.some(({ code }) => code === 'amo-part-continues')).toBe(goesOn);
      const own = candidates[0]?.flows
        .find(({ flow }) => flow === 'dre')
        ?.links.filter((each) => each.concentrator);
      expect(own?.map(({ platform }) => platform)).toEqual(['oct', 'below-oct']);
    },
  );
  it('says « reconstitué » when it rests on a fact stored after what was known', () => {
    const late = down('a', 'pec', { storedAt: shift(noon, DAY) });
    const world = worldOf({ conventions, evidence: { statements: [late] } });
    expect(describeAnswer(world.at(noon), world.evidence, asking(), 'm').reconstituted).toBe(true);
    expect(describeOperator(world.at(noon), world.evidence, asking(), 'b').reconstituted).toBe(false);
  });
  it('is as fresh as the newest word it rests on, and presumed is not fresh at all', () => {
    const world = worldOf({ conventions, evidence: { statements: [down('a', 'pec')] } });
    expect(describeAnswer(world.at(shift(noon, HOUR)), world.evidence, asking(), 'm').freshness).toEqual(
      noon,
    );
    const silent = worldOf({ conventions });
    expect(describeAnswer(silent.at(noon), silent.evidence, asking(), 'm').freshness).toBeNull();
  });
});
