import { expect, it } from 'vitest';
import type { Flow, Profession } from '#server/domain/facts/vocabulary';
import { effectOn } from '#server/domain/incidents/views';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
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
    aPlatform({ id: 'payer', kind: 'infrastructure' }),
    aPlatform({ id: 'paid', dependsOn: [{ platform: 'payer', flows: ['virement'] }] }),
    aPlatform({ id: 'hosted', dependsOn: [{ platform: 'payer', flows: ['pec'] }] }),
    aPlatform({ id: 'opticians', professions: ['optician'] }),
    aPlatform({ id: 'road', kind: 'infrastructure' }),
  ],
  organisations: [anOrganisation({ id: 'press', kind: 'press' })],
});
const effect = (platform: string, flow: Flow, profession: Profession) => {
  const statements = [
    aStatement({ by: 'press', health: 'down', platform, flows: [flow], effectiveAt: noon }),
  ];
  const known = knownFacts(directory, evidenceOf({ statements }), noon, noon);
  const found = effectOn(known, { platforms: [platform], flows: [flow] }, profession);
  return found && `${found.verdict}, payment ${found.payment}: ${found.platforms}`;
};

it.each([
  ['payment alone, of an operator', 'paid', 'virement', 'nurse', 'possible, payment suspended: paid'],
  ['of what an operator pays through', 'payer', 'virement', 'nurse', 'possible, payment suspended: paid'],
  [
    'of what another rests on for something else',
    'payer',
    'pec',
    'optician',
    'suspended, payment normal: hosted',
  ],
  ['of a platform of the profession', 'opticians', 'pec', 'optician', 'suspended, payment normal: opticians'],
  ['of a platform of others', 'opticians', 'carte', 'nurse', null],
  ['of what no operator rests on', 'road', 'dre', 'nurse', null],
] as const)('what an incident does to a profession: %s', (_, platform, flow, profession, expected) => {
  expect(effect(platform, flow, profession)).toBe(expected);
});
