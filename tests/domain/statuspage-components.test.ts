import { describe, expect, it } from 'vitest';
import type { ComponentStatus, Health } from '#server/domain/facts/vocabulary';
import {
  componentsOf,
  rollUp,
  statusFrom,
  worstStatus,
} from '#server/domain/incidents/statuspage-components';
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
