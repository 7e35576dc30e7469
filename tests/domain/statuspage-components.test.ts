import { describe, expect, it } from 'vitest';
import type { Statement } from '#server/domain/facts/statements';
import type { ComponentStatus, Health } from '#server/domain/facts/vocabulary';
import {
  affectedBy,
  componentsOf,
  rollUp,
  statusFrom,
  worstStatus,
} from '#server/domain/incidents/statuspage-components';
import type { IncidentUpdate } from '#server/domain/incidents/updates';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const NOW = paris('2024-02-02 12:00');

describe('a component', () => {
  it.each<[Health[], ComponentStatus]>([
    [[], 'operational'],
    [['operational', 'operational'], 'operational'],
    [['operational', 'degraded'], 'degraded_performance'],
    [['operational', 'unknown'], 'degraded_performance'],
    [['operational', 'maintenance'], 'under_maintenance'],
    [['maintenance', 'down'], 'partial_outage'],
    [['operational', 'down'], 'partial_outage'],
    [['down', 'down'], 'major_outage'],
  ])('of professions in %j is %s', (healths, status) => {
    expect(statusFrom(healths)).toBe(status);
  });
  it('is down for all it serves when those it does not serve are not asked', () => {
    const directory = directoryWith({
      platforms: [aPlatform({ id: 'p', flows: ['pec'], professions: ['optician', 'dentist'] })],
      organisations: [anOrganisation({ id: 'p', kind: 'operator', platforms: ['p'] })],
    });
    const result = (professions: ('optician' | 'dentist')[]) => {
      const statements = [aStatement({ by: 'p', health: 'down', effectiveAt: NOW, professions })];
      return knownFacts(directory, evidenceOf({ statements }), NOW, NOW);
    };
    expect(componentsOf(result(['optician']), null)).toMatchObject([{ status: 'partial_outage' }]);
    expect(componentsOf(result(['optician', 'dentist']), null)).toMatchObject([{ status: 'major_outage' }]);
    expect(componentsOf(result(['optician']), 'optician')).toMatchObject([{ status: 'major_outage' }]);
    expect(componentsOf(result(['optician']), 'dentist')).toMatchObject([{ status: 'operational' }]);
    expect(componentsOf(result(['optician']), 'nurse')).toEqual([]);
  });
});

describe('the whole', () => {
  const [well, window, degraded, partial, major] = [
    'operational',
    'under_maintenance',
    'degraded_performance',
    'partial_outage',
    'major_outage',
  ] as const;

  it.each<[ComponentStatus[], string, string]>([
    [[], 'none', 'All Systems Operational'],
    [[well, well], 'none', 'All Systems Operational'],
    [[well, window], 'maintenance', 'Service Under Maintenance'],
    [[window, window], 'maintenance', 'Service Under Maintenance'],
    [[window, degraded], 'minor', 'Partially Degraded Service'],
    [[degraded, degraded], 'minor', 'Degraded System Service'],
    [[well, partial], 'minor', 'Minor Service Outage'],
    [[window, partial], 'minor', 'Minor Service Outage'],
    [[partial, partial], 'major', 'Partial System Outage'],
    [[well, major], 'major', 'Partial System Outage'],
    [[major, partial], 'major', 'Partial System Outage'],
    [[major, major], 'critical', 'Major System Outage'],
  ])('of %j is %s, « %s »', (statuses, indicator, description) => {
    expect(rollUp(statuses)).toMatchObject({ indicator, description });
  });
  it('of a group is the worst of its own', () => {
    expect(worstStatus([well, window, degraded])).toBe('degraded_performance');
    expect(worstStatus([major, well])).toBe('major_outage');
    expect(worstStatus([])).toBe('operational');
  });
});

describe('what the steps of an incident changed', () => {
  const directory = directoryWith({
    platforms: ['q', 'p'].map((id) => aPlatform({ id, professions: ['optician', 'dentist'] })),
    organisations: [],
  });
  const facts = knownFacts(directory, evidenceOf({}), NOW, NOW);
  const said = (health: Statement['health'], given: Partial<Statement> = {}) =>
    aStatement({ by: 'p', health, effectiveAt: NOW, ...given });
  const aStep = (statements: Statement[], isClosing = false): IncidentUpdate => ({
    id: 'step',
    by: 'p',
    stage: 'investigating',
    text: null,
    effectiveAt: NOW,
    recordedAt: NOW,
    statements,
    isClosing,
  });
  const closing = aStep([], true);
  const affected = (steps: IncidentUpdate[], asked: 'optician' | 'dentist' | 'nurse' | null = null) => {
    const { of, impact } = affectedBy(facts, steps, asked);
    const changes = of.map((step) =>
      step.map(({ platform, flow, before, after }) => `${platform} ${flow}: ${before} → ${after}`),
    );
    return { changes, impact };
  };
  const forOpticians = { professions: ['optician' as const] };

  it.each<[string, Parameters<typeof affected>, ReturnType<typeof affected>]>([
    ['nothing, before any', [[]], { changes: [], impact: 'none' }],
    ['nothing, when a step speaks of no flow', [[aStep([])]], { changes: [[]], impact: 'none' }],
    [
      'from what the step before said, to the end',
      [[aStep([said('down')]), aStep([said('degraded')]), closing]],
      {
        changes: [
          ['p pec: operational → major_outage'],
          ['p pec: major_outage → degraded_performance'],
          ['p pec: degraded_performance → operational'],
        ],
        impact: 'critical',
      },
    ],
    [
      'in part, for some of the professions',
      [[aStep([said('down', forOpticians)])]],
      { changes: [['p pec: operational → partial_outage']], impact: 'major' },
    ],
    [
      'all of it, for the profession asked',
      [[aStep([said('down', forOpticians)])], 'optician'],
      { changes: [['p pec: operational → major_outage']], impact: 'critical' },
    ],
    [
      'nothing, for another profession',
      [[aStep([said('down', forOpticians)])], 'dentist'],
      { changes: [['p pec: operational → operational']], impact: 'none' },
    ],
    [
      'profession by profession: what one step says of others stays',
      [[aStep([said('down', forOpticians)]), aStep([said('down', { professions: ['dentist'] })])]],
      {
        changes: [['p pec: operational → partial_outage'], ['p pec: partial_outage → major_outage']],
        impact: 'critical',
      },
    ],
    [
      'to the worst that one step says, in any order',
      [[aStep([said('degraded'), said('down'), said('maintenance')])]],
      { changes: [['p pec: operational → major_outage']], impact: 'critical' },
    ],
    [
      'by platform, then in the order of the trade',
      [
        [
          aStep([
            said('degraded', { platform: 'q', flows: ['dre'] }),
            said('maintenance', { flows: ['dre', 'pec'] }),
          ]),
        ],
      ],
      {
        changes: [
          [
            'p pec: operational → under_maintenance',
            'p dre: operational → under_maintenance',
            'q dre: operational → degraded_performance',
          ],
        ],
        impact: 'minor',
      },
    ],
    [
      'each flow of each platform apart',
      [[aStep([said('down', { platform: 'q' }), said('degraded', { flows: ['dre'] })])]],
      {
        changes: [['p dre: operational → degraded_performance', 'q pec: operational → major_outage']],
        impact: 'critical',
      },
    ],
    [
      'nothing by closing what works again',
      [[aStep([said('down')]), aStep([said('operational')]), closing]],
      {
        changes: [['p pec: operational → major_outage'], ['p pec: major_outage → operational'], []],
        impact: 'critical',
      },
    ],
    [
      'what is said after the closing, from nothing',
      [[aStep([said('down')]), closing, aStep([said('degraded', forOpticians)])]],
      {
        changes: [
          ['p pec: operational → major_outage'],
          ['p pec: major_outage → operational'],
          ['p pec: operational → degraded_performance'],
        ],
        impact: 'critical',
      },
    ],
  ])('%s', (_, given, expected) => {
    expect(affected(...given)).toEqual(expected);
  });
});
