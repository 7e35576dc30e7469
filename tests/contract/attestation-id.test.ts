import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attestationId, readAttestationId } from '#server/contract/attestation-id';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const question = fc.record({
  profession: fc.constantFrom(...PROFESSIONS),
  subject: fc.oneof(fc.record({ mutuelle: slug }), fc.record({ platform: slug })),
  at: fc.date({
    min: new Date('2000-01-01T00:00:00Z'),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  }),
});

describe('the id of an attestation', () => {
  it('says its question, in one way', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(readAttestationId(attestationId(asked))).toEqual(asked);
      }),
    );
    const at = new Date('2024-02-02T11:00:00Z');
    expect(attestationId({ profession: 'optician', subject: { mutuelle: 'alan' }, at })).toBe(
      'optician.mutuelle.alan.20240202T110000Z',
    );
  });

  it.each([
    '',
    'optician.mutuelle.alan',
    'opticien.mutuelle.alan.20240202T110000Z',
    'optician.convention.alan.20240202T110000Z',
    'optician.mutuelle.Alan.20240202T110000Z',
    'optician.mutuelle..20240202T110000Z',
    'optician.mutuelle.alan.20240202T110000.000Z',
    'optician.mutuelle.alan.20240230T110000Z',
    'optician.mutuelle.alan.20240202T240000Z',
    'optician.mutuelle.alan.2024-02-02T11:00:00Z',
    'optician.mutuelle.alan.20240202T110000+0100',
    'optician.mutuelle.alan.20240202T110000Z.',
    '__proto__.mutuelle.alan.20240202T110000Z',
  ])('is not « %s »', (id) => {
    expect(readAttestationId(id)).toBeNull();
  });
});
