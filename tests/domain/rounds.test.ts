import { describe, expect, it } from 'vitest';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { isBlind, nextRun } from '#server/domain/rules/probes';
import { paris } from '../support/world/builders';

const at = paris('2026-03-01 12:00');

describe('the next run of a probe', () => {
  it('comes an interval later, give or take a tenth', () => {
    for (let index = 0; index < 500; index += 1) {
      const next = nextRun({ id: `probe-${index}`, intervalMs: MINUTE }, at);
      expect(+next - +at).toBeGreaterThanOrEqual(0.9 * MINUTE);
      expect(+next - +at).toBeLessThanOrEqual(1.1 * MINUTE);
    }
  });
  it('is spread: of a hundred probes of one pace, no ten within one second', () => {
    const seconds = Array.from({ length: 100 }, (_, index) =>
      Math.floor(+nextRun({ id: `portail-${index}`, intervalMs: 5 * MINUTE }, at) / 1000),
    );
    for (const second of seconds) expect(seconds.filter((each) => each === second).length).toBeLessThan(10);
  });
  it('is the same whoever asks', () => {
    const probe = { id: 'portail-viamedis', intervalMs: MINUTE };
    expect(nextRun(probe, at)).toEqual(nextRun({ ...probe }, shift(at, 0)));
  });
});

/** « n » for Nord, « s » for Sud; capital when it failed. */
const round = (signs: string) =>
  [...signs].map((sign) => ({
    platform: sign.toLowerCase(),
    outcome: sign === sign.toLowerCase() ? ('ok' as const) : ('failed' as const),
  }));

describe('a round', () => {
  it.each([
    ['NNS', true],
    ['NSNSN', true],
    ['NNs', false],
    ['nnS', false],
    ['NNN', false],
    ['NS', false],
    ['', false],
  ])('%s: blind %s', (signs, isSo) => expect(isBlind(round(signs))).toBe(isSo));
});
