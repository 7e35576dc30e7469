import { describe, expect, it } from 'vitest';
import { daysOf, runsOf } from '../../app/answer/verdict-strip';

const span = (from: string, to: string | null, verdict: string, isPresumed = false) => ({
  from,
  to,
  verdict,
  payment: 'normal',
  isPresumed,
});
const days = (...verdicts: ReturnType<typeof span>[]) =>
  daysOf({ verdicts, at: '2026-03-31T10:00:00.000Z' } as never);

describe('the strip of ninety days', () => {
  it('says of each day its worst, and of a « Oui » whether anything proved it', () => {
    const result = days(
      span('2025-12-31T23:00:00.000Z', '2026-03-10T11:00:00.000Z', 'possible', true),
      span('2026-03-10T11:00:00.000Z', '2026-03-12T11:00:00.000Z', 'suspended'),
      span('2026-03-12T11:00:00.000Z', null, 'possible'),
    );
    expect(result).toHaveLength(90);
    expect(
      runsOf(result).map(({ verdict, isPresumed, first, last }) => [verdict, isPresumed, last - first + 1]),
    ).toEqual([
      ['possible', true, 68],
      ['suspended', false, 3],
      ['possible', false, 19],
    ]);
  });
  it('a day proven in part only is not drawn as proven', () => {
    const result = days(
      span('2026-03-01T00:00:00.000Z', '2026-03-31T08:00:00.000Z', 'possible', true),
      span('2026-03-31T08:00:00.000Z', null, 'possible'),
    );
    expect(result.at(-1)).toMatchObject({ verdict: 'possible', isPresumed: true });
  });
});
