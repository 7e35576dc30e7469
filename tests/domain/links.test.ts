import { describe, expect, it } from 'vitest';
import type { Evidence } from '#server/domain/facts/evidence';
import { HOUR, shift } from '#server/domain/facts/intervals';
import type { Flow } from '#server/domain/facts/vocabulary';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { linksOf, type Reader } from '#server/domain/judgement/links';
import {
  aMaintenance,
  anAlarm,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const noon = paris('2024-02-05 12:00');
const directory = directoryWith({
  platforms: [
    aPlatform({
      id: 'p',
      dependsOn: [
        { platform: 'r', flows: ['pec'] },
        { platform: 'q', flows: ['pec', 'dre'] },
      ],
    }),
    aPlatform({ id: 'q', dependsOn: [{ platform: 'p', flows: ['pec', 'dre'] }] }),
    aPlatform({ id: 'r', dependsOn: [{ platform: 'q', flows: ['pec'] }] }),
    aPlatform({ id: 'c', kind: 'concentrator' }),
  ],
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'own', kind: 'mutuelle', mutuelles: ['m'] }),
  ],
});
const links = (
  flow: Flow,
  { platform = 'p', ...reader }: Partial<Reader> & { platform?: string } = {},
  evidence: Partial<Evidence> = {},
) => {
  const asked = { profession: 'optician' as const, mutuelle: null, concentrator: null, ...reader };
  return linksOf(knownFacts(directory, evidenceOf(evidence), noon, noon), platform, flow, asked);
};

describe('what a flow hangs on', () => {
  it.each<[string, Flow, Parameters<typeof links>[1], string[]]>([
    [
      'dependencies in the order of the file, depth first, each once, cycles ended',
      'pec',
      {},
      ['p', 'r', 'q'],
    ],
    ['only those of the flow', 'dre', {}, ['p', 'q']],
    ['itself alone where nothing is named', 'virement', {}, ['p']],
    ['the concentrator last, for what it carries', 'dre', { concentrator: 'c' }, ['p', 'q', 'c']],
    ['no concentrator, for what it does not carry', 'pec', { concentrator: 'c' }, ['p', 'r', 'q']],
    ['the concentrator itself once', 'noemie', { platform: 'c', concentrator: 'c' }, ['c']],
    ['itself, where the directory knows nothing of it', 'pec', { platform: 'nowhere' }, ['nowhere']],
  ])('%s', (_, flow, reader, platforms) => {
    expect(links(flow, reader).map(({ platform }) => platform)).toEqual(platforms);
  });
});

describe('a window of maintenance', () => {
  const from = shift(noon, -HOUR);
  const window = (given: Partial<ReturnType<typeof aMaintenance>> = {}) =>
    aMaintenance({ by: 'operator', from, to: shift(noon, HOUR), ...given });
  const healths = (...maintenances: ReturnType<typeof window>[]) =>
    links('dre', {}, { maintenances: maintenances.map((each) => ({ ...each, flows: ['dre'] })) }).map(
      ({ platform, health }) => `${platform} ${health}`,
    );

  it('is a link of its own, since the earliest', () => {
    const later = window({ id: 'later', from: noon });
    expect(links('pec', {}, { maintenances: [later, window()] })[1]).toEqual({
      platform: 'p',
      health: 'maintenance',
      basis: 'declared',
      since: from,
      downSince: null,
      statements: [],
      concentrator: null,
    });
  });
  it.each([
    ['of the operator', {}, true],
    ['for this profession', { professions: ['optician' as const] }, true],
    ['for another', { professions: ['dentist' as const] }, false],
    ['of whom nobody knows', { by: 'nobody' }, false],
    ['of a mutuelle, for those of no mutuelle', { by: 'own' }, false],
  ])('%s', (_, given, isShown) => {
    expect(healths(window(given)).includes('p maintenance')).toBe(isShown);
  });
});

describe('what bears on a flow', () => {
  it('is nobody’s word whom the directory does not know', () => {
    const said = aStatement({ by: 'nobody', health: 'down', effectiveAt: noon });
    expect(links('pec', {}, { statements: [said] })[0]).toMatchObject({ health: 'operational' });
  });
  it.each<[string, Parameters<typeof anAlarm>[1], string | null, boolean]>([
    ['an alarm of all its mutuelles', {}, null, true],
    ['an alarm of all its mutuelles, for one of them', {}, 'm', true],
    ['an alarm of this mutuelle', { mutuelle: 'm' }, 'm', true],
    ['an alarm of another mutuelle', { mutuelle: 'n' }, 'm', false],
    ['an alarm of a mutuelle, for those of none', { mutuelle: 'm' }, null, false],
    ['an alarm of another platform', { platform: 'elsewhere' }, null, false],
    ['an alarm of another flow', { flow: 'dre' }, null, false],
    ['an alarm of another profession', { profession: 'dentist' }, null, false],
  ])('%s: %4$s', (_, given, mutuelle, isHeard) => {
    const [own] = links('pec', { mutuelle }, { alarms: [anAlarm(noon, given)] });
    expect(own.basis).toBe(isHeard ? 'reported' : 'presumed');
  });
});
