import { describe, expect, it } from 'vitest';
import { payRunsSentence } from '#app/words/periods';
import { daysOf, payRunsOf, runsOf } from '../../app/answer/verdict-strip';

const span = (from: string, to: string | null, verdict: string, isPresumed = false, payment = 'normal') => ({
  from,
  to,
  verdict,
  payment,
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
  it('says of each day its worst payment, and which days it was not as usual', () => {
    const result = days(
      span('2025-12-31T23:00:00.000Z', '2026-03-10T11:00:00.000Z', 'possible'),
      span('2026-03-10T11:00:00.000Z', '2026-03-12T11:00:00.000Z', 'suspended', false, 'delayed'),
      span('2026-03-12T11:00:00.000Z', '2026-03-13T11:00:00.000Z', 'possible', false, 'suspended'),
      span('2026-03-13T11:00:00.000Z', null, 'possible'),
    );
    const runs = payRunsOf(result);
    expect(runs.map(({ payment, first, last }) => [payment, last - first + 1])).toEqual([
      ['delayed', 2],
      ['suspended', 2],
    ]);
    expect(payRunsSentence(runs, null)).toBe(
      'Paiement retardé du 10 mars au 11 mars, 2 jours, suspendu du 12 mars au 13 mars, 2 jours',
    );
    expect(payRunsSentence(runs.slice(1), runs[1]?.last ?? null)).toBe('Paiement suspendu depuis le 12 mars');
  });
  it('a day proven in part only is not drawn as proven', () => {
    const result = days(
      span('2026-03-01T00:00:00.000Z', '2026-03-31T08:00:00.000Z', 'possible', true),
      span('2026-03-31T08:00:00.000Z', null, 'possible'),
    );
    expect(result.at(-1)).toMatchObject({ verdict: 'possible', isPresumed: true });
  });
});
