import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSeq } from '#db/directory';
import { readWhole } from '#server/dataset/file';
import { createDatabase } from '../support/runner/database';
import { aDataset, aSaying, counted, faultsOf, load, pathsOf } from '../support/world/datasets';

let base: Awaited<ReturnType<typeof createDatabase>>;
beforeEach(async () => {
  base = await createDatabase();
});
afterEach(() => base.close());

const window = (given: object = {}) => ({
  id: 'window',
  by: 'north',
  platform: 'north',
  flows: ['idb'],
  professions: 'all',
  text: 'Travaux',
  from: '2024-03-01T00:00:00Z',
  to: '2024-03-02T00:00:00Z',
  recordedAt: '2024-02-01T00:00:00Z',
  ...given,
});

const warningsOf = async (given: Record<string, unknown>): Promise<string[]> => {
  const done = await load(base.db, aDataset(given));
  return done.ok ? done.value.warnings.map(({ path, message }) => `${path} ${message}`) : ['refused'];
};

describe('the same file', () => {
  it('changes nothing the second time, whatever the order of its lists and the offset of its instants', async () => {
    const said = aSaying({ flows: ['idb', 'pec'], professions: ['optician', 'nurse'] });
    expect(counted(await load(base.db, aDataset({ statements: [said] })))).toMatchObject({
      statements: '1 added',
    });
    const seq = await readSeq(base.db);
    const again = { ...said, flows: ['pec', 'idb', 'idb'], professions: ['nurse', 'optician'] };
    const elsewhere = { ...again, effectiveAt: '2024-02-01T09:00:00Z', recordedAt: '2024-02-01T09:05Z' };
    const done = await load(base.db, aDataset({ statements: [elsewhere, again] }));
    expect(counted(done)).toEqual({});
    expect(await readSeq(base.db)).toBe(seq);
  });
  it('changes nothing when it is only tried', async () => {
    expect(counted(await load(base.db, aDataset(), { dryRun: true }))).toMatchObject({
      platforms: '2 added',
    });
    expect(await base.db.selectFrom('platform').select('id').execute()).toEqual([]);
  });
});

describe('what has the same id', () => {
  beforeEach(async () => {
    const notices = [
      {
        id: 'n',
        by: 'union',
        publishedAt: '2024-02-01T00:00:00Z',
        professions: 'all',
        title: 't',
        body: 'b',
      },
    ];
    await load(base.db, aDataset({ statements: [aSaying()], maintenances: [window()], notices }));
  });
  it('refuses another content for a statement, field by field, with the way out', async () => {
    const done = await load(base.db, aDataset({ statements: [aSaying({ health: 'degraded', text: 'x' })] }));
    expect(pathsOf(done)).toEqual(['$.statements[0].health', '$.statements[0].text']);
    expect(faultsOf(done)[0]?.message).toContain('"down", ici "degraded"');
    expect(faultsOf(done)[0]?.cure).toContain('rétractez-la');
  });
  it('lets a statement be given its end once', async () => {
    const ended = aSaying({ validUntil: '2024-02-02T00:00:00Z' });
    expect(counted(await load(base.db, aDataset({ statements: [ended] })))).toEqual({
      statements: '1 closed',
    });
    expect(counted(await load(base.db, aDataset({ statements: [ended] })))).toEqual({});
    const other = aSaying({ validUntil: '2024-02-03T00:00:00Z' });
    expect(pathsOf(await load(base.db, aDataset({ statements: [other] })))).toEqual([
      '$.statements[0].validUntil',
    ]);
  });
  it('cancels a maintenance, and an older file does not bring it back', async () => {
    const cancelled = window({ cancelledAt: '2024-02-20T00:00:00Z' });
    expect(counted(await load(base.db, aDataset({ maintenances: [cancelled] })))).toEqual({
      maintenances: '1 closed',
    });
    expect(counted(await load(base.db, aDataset({ maintenances: [window()] })))).toEqual({});
  });
  it('refuses to move a maintenance', async () => {
    const moved = window({ to: '2024-03-03T00:00:00Z', cancelledAt: '2024-02-20T00:00:00Z' });
    expect(pathsOf(await load(base.db, aDataset({ maintenances: [moved] })))).toEqual([
      '$.maintenances[0].to',
    ]);
  });
  it('withdraws a notice and gives it its end, one after the other', async () => {
    const notice = {
      id: 'n',
      by: 'union',
      publishedAt: '2024-02-01T00:00:00Z',
      professions: 'all',
      title: 't',
      body: 'b',
    };
    const withdrawn = { ...notice, withdrawnAt: '2024-02-05T00:00:00Z' };
    const ended = { ...notice, validUntil: '2024-02-09T00:00:00Z' };
    expect(counted(await load(base.db, aDataset({ notices: [withdrawn] })))).toEqual({ notices: '1 closed' });
    expect(counted(await load(base.db, aDataset({ notices: [ended] })))).toEqual({ notices: '1 closed' });
    const kept = await base.db.selectFrom('notice').selectAll().executeTakeFirstOrThrow();
    expect(kept).toMatchObject({
      withdrawnAt: new Date(withdrawn.withdrawnAt),
      validUntil: new Date(ended.validUntil),
    });
  });
  it('keeps every version of a mutuelle, a platform, an incident', async () => {
    const mutuelles = [{ id: 'alba', name: 'Alba Mutuelle' }];
    const platforms = [
      {
        id: 'south',
        name: 'Sud',
        kind: 'network',
        flows: ['pec'],
        dependsOn: [{ platform: 'north', flows: ['idb'] }],
      },
    ];
    const incidents = [{ id: 'outage', title: 'Panne générale', platforms: ['north'] }];
    const done = await load(base.db, { format: 'comptoir-dataset/1', mutuelles, platforms, incidents });
    expect(counted(done)).toEqual({ mutuelles: '1 changed', platforms: '1 changed', incidents: '1 changed' });
    const versions = await base.db
      .selectFrom('audit')
      .select('after')
      .where('noun', '=', 'mutuelle')
      .orderBy('number')
      .execute();
    expect(versions.map(({ after }) => (after as { name?: string }).name)).toEqual(['Alba', 'Alba Mutuelle']);
    expect(await base.db.selectFrom('dependency').select(['platform', 'flows']).execute()).toEqual([
      { platform: 'north', flows: ['idb'] },
    ]);
  });
  it('takes another order of dependencies for another content', async () => {
    const [north, south] = aDataset().platforms as { dependsOn: unknown[] }[];
    const turned = { ...south, dependsOn: [...(south?.dependsOn ?? [])].reverse() };
    expect(counted(await load(base.db, aDataset({ platforms: [north, turned] })))).toEqual({
      platforms: '1 changed',
    });
  });
  it('ends a convention, and makes a version of its new professions', async () => {
    const convention = {
      mutuelle: 'alba',
      platform: 'north',
      professions: 'all',
      from: '2024-01-01',
      source: { confidence: 'high' },
    };
    const ended = { ...convention, to: '2024-06-01' };
    expect(counted(await load(base.db, aDataset({ conventions: [ended] })))).toEqual({
      conventions: '1 closed',
    });
    const fewer = { ...ended, professions: ['optician'] };
    expect(counted(await load(base.db, aDataset({ conventions: [fewer] })))).toEqual({
      conventions: '1 changed',
    });
    const other = { ...fewer, code: 'SP' };
    expect(counted(await load(base.db, aDataset({ conventions: [other] })))).toEqual({
      conventions: '1 added',
    });
  });
  it('refuses two contents for one id in one file, and loads nothing of it', async () => {
    const twice = [aSaying({ id: 's2' }), aSaying({ id: 's2', health: 'degraded' }), aSaying({ id: 's3' })];
    expect(pathsOf(await load(base.db, aDataset({ statements: twice })))).toEqual(['$.statements[1].health']);
    expect(await base.db.selectFrom('statement').select('id').execute()).toEqual([{ id: 's1' }]);
  });
  it('tells two retractions by their reasons', async () => {
    const retraction = { statement: 's1', by: 'north', recordedAt: '2024-02-02T00:00:00Z' };
    const retractions = [retraction, { ...retraction, reason: 'erreur' }, retraction];
    expect(counted(await load(base.db, aDataset({ retractions })))).toEqual({ retractions: '2 added' });
    expect(counted(await load(base.db, aDataset({ retractions })))).toEqual({});
  });
});

describe('a file that is malformed', () => {
  it('is refused with the path of each unknown id', async () => {
    const statements = [
      aSaying({
        by: 'nobody',
        platform: 'nowhere',
        incident: 'none',
        update: 'u0',
        mutuelles: ['alba', 'ghost'],
      }),
    ];
    const organisations = [{ id: 'x', name: 'X', kind: 'operator', platforms: ['north', 'east'] }];
    const done = await load(base.db, { ...aDataset({ statements }), organisations });
    expect(pathsOf(done).sort()).toEqual([
      '$.organisations[0].platforms[1]',
      '$.statements[0].by',
      '$.statements[0].incident',
      '$.statements[0].mutuelles[1]',
      '$.statements[0].platform',
      '$.statements[0].update',
    ]);
    expect(await readWhole(base.db)).toMatchObject({ platforms: [], statements: [] });
  });
  it('may name what an earlier file brought', async () => {
    await load(base.db, aDataset());
    const done = await load(base.db, { format: 'comptoir-dataset/1', statements: [aSaying()] });
    expect(counted(done)).toEqual({ statements: '1 added' });
  });
});

describe('what is stored but will not count', () => {
  it('is said of speakers without standing', async () => {
    const statements = [
      aSaying({ id: 'a', platform: 'south', incident: null }),
      aSaying({ id: 'b', by: 'union', professions: ['nurse'] }),
      aSaying({ id: 'c', by: 'union' }),
      aSaying({ id: 'd', by: 'desk' }),
    ];
    expect(
      await warningsOf({ statements, maintenances: [window({ by: 'union', professions: ['nurse'] })] }),
    ).toEqual([
      expect.stringContaining('$.statements[0] north n’a pas voix'),
      expect.stringContaining('$.statements[1] union n’a pas voix'),
      expect.stringContaining('$.maintenances[0] union n’a pas voix'),
    ]);
  });
  it('is said after the closing of the incident, or of a platform the incident does not name', async () => {
    const closings = [
      {
        incident: 'outage',
        by: 'desk',
        effectiveAt: '2024-02-01T10:02:00+01:00',
        recordedAt: '2024-02-01T10:02:00+01:00',
      },
    ];
    const statements = [
      aSaying(),
      aSaying({ id: 's2', by: 'desk', platform: 'south', recordedAt: '2024-02-01T10:00:00+01:00' }),
    ];
    expect(await warningsOf({ statements, closings })).toEqual([
      expect.stringContaining('$.statements[0] dite après la clôture'),
      expect.stringContaining('$.statements[1] « outage » ne nomme pas south'),
    ]);
  });
  it('is said of nothing, or backwards', async () => {
    const conventions = [
      {
        mutuelle: 'alba',
        platform: 'north',
        professions: 'all',
        from: '2024-02-01',
        to: '2024-02-01',
        source: { confidence: 'low' },
      },
    ];
    const maintenances = [window({ to: '2024-02-29T00:00:00Z' })];
    expect(await warningsOf({ statements: [aSaying({ flows: [] })], conventions, maintenances })).toEqual([
      expect.stringContaining('$.conventions[0] se termine avant'),
      expect.stringContaining('$.statements[0] ne nomme aucun flux'),
      expect.stringContaining('$.maintenances[0] se termine avant'),
    ]);
  });
});
