import fc from 'fast-check';
import { shift } from '#server/domain/facts/intervals';
import { CONFIDENCES, FLOWS, PLATFORM_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { days, minutes, NAMES, professions, type Shape, some } from './draws';

const platformOf = (id: string, all: readonly string[]) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constantFrom(...NAMES),
    kind: fc.constantFrom(...PLATFORM_KINDS),
    flows: some(FLOWS, 0),
    website: fc.constantFrom(null, 'https://example.org/'),
    professions: fc.option(some(PROFESSIONS)),
    conventionCodes: fc.constantFrom([], ['IS'], ['IS', 'SP']),
    contacts: fc.constantFrom([], [{ label: 'Téléphone', value: '01', checkedOn: '2027' }]),
    dependsOn: fc
      .subarray(all.filter((other) => other !== id))
      .map((others) => others.map((platform) => ({ platform, flows: ['pec'] }))),
  });

const mutuelleOf = (id: string) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constantFrom(...NAMES),
    aliases: fc.constantFrom([], ['ALIAS']),
    amcNumbers: fc.constantFrom([], ['00410001']),
  });

const conventionsOf = ({ platforms, mutuelles }: Shape, at: Date) => {
  const day = minutes(-days(400), days(30)).map((after) => shift(at, after).toISOString().slice(0, 10));
  const convention = fc.record({
    mutuelle: fc.constantFrom(...mutuelles),
    platform: fc.constantFrom(...platforms),
    professions,
    code: fc.constantFrom(null, 'IS'),
    csr: fc.constantFrom(null, '0001'),
    from: fc.option(day),
    to: fc.option(day, { freq: 1 }),
    source: fc.record({
      confidence: fc.constantFrom(...CONFIDENCES),
      asOf: fc.constantFrom(null, '2026', '2026-05'),
    }),
  });
  return fc.uniqueArray(convention, {
    maxLength: 8,
    selector: ({ mutuelle, platform, code, csr, from }) =>
      JSON.stringify([mutuelle, platform, code, csr, from]),
  });
};

const organisationsOf = ({ platforms, mutuelles }: Shape) => [
  ...platforms.map((id) => ({ id: `op-${id}`, name: `Exploitant ${id}`, kind: 'operator', platforms: [id] })),
  ...mutuelles.map((id) => ({ id: `own-${id}`, name: `Mutuelle ${id}`, kind: 'mutuelle', mutuelles: [id] })),
  { id: 'union', name: 'Syndicat', kind: 'union', professions: ['pharmacist', 'optician'] },
  { id: 'authority', name: 'Autorité', kind: 'authority' },
  { id: 'press', name: 'Journal', kind: 'press' },
  { id: 'desk', name: 'Bureau', kind: 'desk' },
];

/** The directory of an invented world. */
export const directoryOf = (shape: Shape, at: Date) =>
  fc.record({
    platforms: fc.tuple(...shape.platforms.map((id) => platformOf(id, shape.platforms))),
    mutuelles: fc.tuple(...shape.mutuelles.map(mutuelleOf)),
    conventions: shape.mutuelles.length === 0 ? fc.constant([]) : conventionsOf(shape, at),
    organisations: fc.constant(organisationsOf(shape)),
  });
