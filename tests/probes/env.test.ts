import { describe, expect, it } from 'vitest';
import { readEnv } from '#server/env';
import { readReference } from '#server/probes/clock';

/** Nothing else is set. */
const read = (given: Record<string, string>) => readEnv(given as never);

describe('what the environment says of probes', () => {
  it('says nothing: they call no machine of ours, and have no reference', () => {
    expect(read({})).toMatchObject({ PROBES_LOOPBACK: 'refused' });
    expect(read({}).PROBE_REFERENCE).toBeUndefined();
  });
  it('lets tests call this machine, unless the world may reach us', () => {
    expect(read({ PROBES_LOOPBACK: 'allowed' }).PROBES_LOOPBACK).toBe('allowed');
    expect(() => read({ PROBES_LOOPBACK: 'allowed', PUBLIC_URL: 'https://comptoir.example' })).toThrow(
      /^PROBES_LOOPBACK : valeur refusée ; .*jamais avec PUBLIC_URL en https/,
    );
    expect(() => read({ PROBES_LOOPBACK: 'yes' })).toThrow(/^PROBES_LOOPBACK/);
  });
  it.each([
    ['reference.example:443', { host: 'reference.example', port: 443 }],
    ['[2001:db8::1]:53', { host: '[2001:db8::1]', port: 53 }],
  ])('names a reference: %s', (PROBE_REFERENCE, reference) => {
    expect(readReference(read({ PROBE_REFERENCE }).PROBE_REFERENCE ?? '')).toEqual(reference);
  });
  it.each(['reference.example', 'https://reference.example', 'a b:1'])('refuses %s for one', (given) => {
    expect(() => read({ PROBE_REFERENCE: given })).toThrow(/^PROBE_REFERENCE : valeur refusée/);
  });
});
