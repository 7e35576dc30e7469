import { describe, expect, it } from 'vitest';
import { linesOf } from '#app/board/lines';
import { ROOM } from '#app/print/room';
import { touchedOf } from '#app/print/touched';
import type { BoardRow } from '#server/contract/answers';

const row = (mutuelle: string, given: Partial<BoardRow> = {}): BoardRow => ({
  mutuelle,
  name: `Mutuelle ${mutuelle}`,
  verdict: 'suspended',
  payment: 'suspended',
  since: null,
  expectedBack: null,
  reason: 'pec-down',
  basis: 'declared',
  candidates: [{ platform: 'viamedis', verdict: 'suspended', payment: 'suspended' }],
  likely: [],
  knownElsewhere: [],
  ...given,
});
const nameOf = (platform: string) => platform;
const touched = (rows: readonly BoardRow[], room = ROOM) => touchedOf(linesOf(rows, nameOf), nameOf, room);
const many = (count: number, of: (n: number) => Partial<BoardRow> = () => ({})) =>
  Array.from({ length: count }, (_, n) => row(`m${n}`, of(n)));

describe('what is touched, on one sheet', () => {
  it('names few mutuelles, counts many, and never leaves their payment out', () => {
    const [few] = touched(many(12)).lines;
    expect(few).toMatchObject({ group: 'suspended', payment: 'suspended', operators: 'viamedis', count: 12 });
    expect(few?.names).toHaveLength(12);
    const [crowd] = touched(many(131)).lines;
    expect(crowd).toMatchObject({ count: 131, names: [] });
  });
  it('leaves out who is well, and puts the worst first', () => {
    const well = row('well', { verdict: 'possible', payment: 'normal', reason: 'presumed' });
    const late = row('late', { verdict: 'possible', payment: 'delayed', reason: 'virement-degraded' });
    const { lines } = touched([well, late, row('shut'), row('so-so', { verdict: 'restricted' })]);
    expect(lines.map(({ group }) => group)).toEqual(['suspended', 'restricted', 'possible']);
  });
  it('counts what there is no room for: nothing is lost without a word', () => {
    const rows = many(300, (n) => ({
      candidates: [{ platform: `operator-${n % 40}`, verdict: 'suspended', payment: 'suspended' }],
    }));
    const { lines, more } = touched(rows);
    expect(lines.length).toBeLessThanOrEqual(9);
    expect(lines.reduce((sum, { count }) => sum + count, more)).toBe(300);
  });
  it.each([0, 40, 120, 300])('in %i pixels says what fits, and counts the rest', (room) => {
    const rows = many(60, (n) => ({
      candidates: [{ platform: `operator-${n % 20}`, verdict: 'suspended', payment: 'suspended' }],
    }));
    const [little, enough] = [touched(rows, room), touched(rows)];
    expect(little.lines.reduce((sum, { count }) => sum + count, little.more)).toBe(60);
    expect(little.lines.length).toBeLessThanOrEqual(Math.min(enough.lines.length, room / 22));
  });
});
