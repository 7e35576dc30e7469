import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidence } from '#db/evidence';
import { createDatabase } from '../support/runner/database';
import { aDataset, aSaying, counted, load } from '../support/world/datasets';

const day = (text: string) => `2024-${text}T12:00:00Z`;
const on = (text: string) => new Date(day(text));
const saidOn = (id: string, effective: string, recorded = effective) =>
  aSaying({ id, effectiveAt: day(effective), recordedAt: day(recorded), incident: 'outage', update: null });

let base: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  base = await createDatabase();
  const incidents = [
    { id: 'outage', title: 'Panne', platforms: ['north'] },
    { id: 'old', title: 'Ancienne', platforms: ['north'] },
  ];
  const done = await load(
    base.db,
    aDataset({
      incidents,
      statements: [
        { ...saidOn('old', '01-01'), incident: 'old' },
        saidOn('late', '02-01', '02-20'),
        saidOn('known', '02-10'),
        saidOn('later', '03-10'),
      ],
      confirmations: [{ statement: 'known', by: 'desk', recordedAt: day('02-12') }],
      retractions: [{ statement: 'known', by: 'north', recordedAt: day('02-25') }],
      closings: [
        { incident: 'old', by: 'desk', effectiveAt: day('01-05'), recordedAt: day('01-05') },
        { incident: 'outage', by: 'desk', effectiveAt: day('03-20'), recordedAt: day('03-20') },
      ],
      maintenances: ['02-05', '02-14', '04-01'].map((to, index) => ({
        id: `w${index}`,
        by: 'north',
        platform: 'north',
        flows: ['idb'],
        professions: 'all',
        from: day('02-01'),
        to: day(to),
        recordedAt: day('01-20'),
      })),
      notices: [
        { id: 'over', by: 'desk', publishedAt: day('01-05'), professions: 'all', title: 't', body: 'b' },
        {
          id: 'kept',
          by: 'desk',
          publishedAt: day('01-05'),
          validUntil: day('03-01'),
          professions: 'all',
          title: 't',
          body: 'b',
        },
        { id: 'fresh', by: 'desk', publishedAt: day('02-09'), professions: 'all', title: 't', body: 'b' },
      ],
    }),
  );
  counted(done);
});
afterAll(() => base.close());

const idsOf = (things: readonly { id: string }[]) => things.map(({ id }) => id).sort();
const asked = (at: string, knownAt = at, from = at) =>
  readEvidence(base.db, { from: on(from), at: on(at), knownAt: on(knownAt) });

describe('the evidence of an instant', () => {
  it('holds what was known then, of what was true then', async () => {
    expect(idsOf((await asked('02-15')).statements)).toEqual(['known', 'old']);
    expect(idsOf((await asked('02-15', '03-15')).statements)).toEqual(['known', 'late', 'old']);
    expect(idsOf((await asked('02-05', '03-15')).statements)).toEqual(['late', 'old']);
  });
  it('forgets what was said 90 days before, to the instant', async () => {
    const ninety = new Date(+on('01-01') + 90 * 86_400_000);
    const at = (at: Date) => readEvidence(base.db, { from: at, at, knownAt: at });
    expect(idsOf((await at(new Date(+ninety - 1))).statements)).toContain('old');
    expect(idsOf((await at(ninety)).statements)).not.toContain('old');
  });
  it('leaves out, when asked, what was said in incidents that were over, a week after it was said', async () => {
    const narrowed = (from: string, at: string, knownAt = new Date()) =>
      readEvidence(base.db, { from: on(from), at: on(at), knownAt, isOverLeftOut: true });
    expect(idsOf((await narrowed('01-06', '02-15')).statements)).toEqual(['known', 'late', 'old']);
    expect(idsOf((await narrowed('01-08', '02-15')).statements)).toEqual(['known', 'late']);
    expect(idsOf((await narrowed('01-04', '02-15')).statements)).toEqual(['known', 'late', 'old']);
    // Of one instant, at once; and never what entered here later, which an answer says.
    expect(idsOf((await narrowed('02-15', '02-15')).statements)).toEqual(['known', 'late']);
    expect(idsOf((await narrowed('02-15', '02-15', on('02-15'))).statements)).toEqual(['known', 'old']);
    expect(idsOf((await narrowed('03-21', '03-22')).statements)).toEqual([]);
  });
  it('leaves them out at once where they are only judged', async () => {
    const judged = (from: string, at: string) =>
      readEvidence(base.db, {
        from: on(from),
        at: on(at),
        knownAt: new Date(),
        isOverLeftOut: true,
        isOnlyJudged: true,
      });
    expect(idsOf((await judged('01-04', '02-15')).statements)).toEqual(['known', 'late', 'old']);
    expect(idsOf((await judged('01-06', '02-15')).statements)).toEqual(['known', 'late']);
  });
  it('is of some platforms alone, when asked', async () => {
    const of = (...platforms: string[]) =>
      readEvidence(base.db, { from: on('02-15'), at: on('02-15'), knownAt: on('02-15'), platforms });
    expect(idsOf((await of('north')).statements)).toEqual(['known', 'old']);
    expect((await of('south')).statements).toEqual([]);
    expect((await of('south')).maintenances).toEqual([]);
    expect((await of('north')).maintenances.length).toBeGreaterThan(0);
  });
  it('brings what was answered to a statement by then', async () => {
    const then = await asked('02-15');
    expect(then.confirmations.map(({ statement }) => statement)).toEqual(['known']);
    expect(then.retractions).toEqual([]);
    expect((await asked('02-26')).retractions.map(({ statement }) => statement)).toEqual(['known']);
  });
  it('brings the incidents that are open or spoken of, and their closings', async () => {
    const then = await asked('02-15');
    expect(idsOf(then.incidents)).toEqual(['old', 'outage']);
    expect(then.closings.map(({ incident }) => incident)).toEqual(['old']);
    expect((await asked('03-21')).closings.map(({ incident }) => incident).sort()).toEqual(['old', 'outage']);
  });
  it('brings the notices still in force', async () => {
    expect(idsOf((await asked('02-10')).notices)).toEqual(['fresh', 'kept']);
  });
  it('brings the windows of ninety days, over or not: what is measured in one never counts', async () => {
    expect(idsOf((await asked('02-10')).maintenances)).toEqual(['w0', 'w1', 'w2']);
    expect(idsOf((await asked('05-20')).maintenances)).toEqual(['w2']);
  });
  it('covers a whole span when asked to', async () => {
    const span = await asked('03-15', '03-15', '02-01');
    expect(idsOf(span.statements)).toEqual(['known', 'late', 'later', 'old']);
    expect(idsOf(span.maintenances)).toEqual(['w0', 'w1', 'w2']);
  });
});
