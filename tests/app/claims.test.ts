import { describe, expect, it } from 'vitest';
import { type Cell, cellsIn } from '#app/space/updates/cells';
import { statementDraftsOf } from '#app/space/updates/update-draft';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';

const aCell = (given: Partial<Cell> = {}): Cell => ({
  platform: 'viamedis',
  flow: 'pec',
  profession: 'optician',
  health: 'down',
  ...given,
});

describe('what a grid says', () => {
  it('says nothing of a grid left as it is', () => {
    expect(statementDraftsOf([])).toEqual([]);
  });

  it('says the flows in one state for the same professions together', () => {
    const cells = ['pec', 'idb'].flatMap((flow) =>
      ['optician', 'audiologist'].map((profession) => aCell({ flow, profession } as Partial<Cell>)),
    );
    expect(statementDraftsOf(cells)).toEqual([
      {
        platform: 'viamedis',
        health: 'down',
        flows: ['pec', 'idb'],
        professions: ['optician', 'audiologist'],
      },
    ]);
  });

  it('says apart what is not for the same professions', () => {
    const cells = [aCell(), aCell({ profession: 'dentist' }), aCell({ flow: 'portail' })];
    expect(statementDraftsOf(cells).map(({ flows, professions }) => [flows, professions])).toEqual([
      [['pec'], ['optician', 'dentist']],
      [['portail'], ['optician']],
    ]);
  });

  it('says apart another state, and another platform', () => {
    const cells = [
      aCell(),
      aCell({ flow: 'portail', health: 'operational' }),
      aCell({ platform: 'almerys' }),
    ];
    expect(statementDraftsOf(cells).map(({ platform, health }) => `${platform} ${health}`)).toEqual([
      'viamedis down',
      'viamedis operational',
      'almerys down',
    ]);
  });

  it('says « all » when nobody is left out', () => {
    const cells = PROFESSIONS.map((profession) => aCell({ profession }));
    expect(statementDraftsOf(cells)).toEqual([
      { platform: 'viamedis', health: 'down', flows: ['pec'], professions: 'all' },
    ]);
  });

  it('names the professions in one order, whatever the order of the cells', () => {
    const cells = [aCell({ profession: 'hospital' }), aCell({ profession: 'pharmacist' }), aCell()];
    expect(statementDraftsOf(cells)[0]?.professions).toEqual(['pharmacist', 'optician', 'hospital']);
  });
});

describe('a grid as it was typed', () => {
  it('reads a column of several professions as a cell for each', () => {
    const cells = cellsIn({ 'case.viamedis.pec.nurse.midwife': ['down'] });
    expect(cells.map(({ profession }) => profession)).toEqual(['nurse', 'midwife']);
  });

  it('gives a whole line to the cells left as they are, and to no profession without a cell', () => {
    const typed = {
      'ligne.viamedis.pec': ['operational'],
      'case.viamedis.pec.optician': [''],
      'case.viamedis.pec.dentist': ['down'],
    };
    expect(cellsIn(typed).map(({ profession, health }) => `${profession} ${health}`)).toEqual([
      'optician operational',
      'dentist down',
    ]);
  });

  it('takes no word outside the list', () => {
    expect(cellsIn({ 'case.viamedis.pec.optician': ['exploded'] })).toEqual([]);
  });

  it('reads the grids of several platforms', () => {
    const typed = { 'case.viamedis.pec.optician': ['down'], 'case.almerys.pec.optician': ['degraded'] };
    expect(cellsIn(typed).map(({ platform, health }) => `${platform} ${health}`)).toEqual([
      'viamedis down',
      'almerys degraded',
    ]);
  });
});
