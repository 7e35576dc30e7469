import { describe, expect, it } from 'vitest';
import { type Cell, cellsIn, isReturn, setOf, unsaidIn } from '#app/space/updates/cells';
import { statementDraftsOf } from '#app/space/updates/statement-drafts';
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

describe('what chips choose', () => {
  const grid = {
    'case.viamedis.pec.optician': [''],
    'case.viamedis.pec.nurse.midwife': [''],
    'case.viamedis.portail.optician': [''],
    chez: ['viamedis'],
  };
  const placesIn = (typed: Record<string, string[]>) =>
    cellsIn({ ...grid, ...typed }).map(({ flow, profession, health }) => `${flow} ${profession} ${health}`);

  it.each([
    ['a flow for a profession', { quoi: ['pec'], pour: ['optician'] }, ['pec optician down']],
    [
      'everything for one',
      { quoi: ['tout'], pour: ['optician'] },
      ['pec optician down', 'portail optician down'],
    ],
    [
      'a chip of several professions',
      { quoi: ['pec'], pour: ['nurse.midwife'] },
      ['pec nurse down', 'pec midwife down'],
    ],
    ['one of those that a cell holds together', { quoi: ['pec'], pour: ['nurse'] }, ['pec nurse down']],
    ['a set', { comme: ['viamedis.portail.optician'] }, ['portail optician down']],
    ['a set of another platform', { comme: ['almerys.portail.optician'] }, []],
    ['another platform', { chez: ['almerys'], quoi: ['tout'], pour: ['tout'] }, []],
    ['no platform at all', { chez: [], quoi: ['tout'], pour: ['tout'] }, []],
    ['what nobody has a cell of', { quoi: ['virement'], pour: ['tout'] }, []],
  ])('%s', (_, chosen, cells) => {
    expect(placesIn({ devient: ['down'], ...chosen })).toEqual(cells);
  });

  it('gives way to a line, and a line to a cell', () => {
    const all = { devient: ['down'], quoi: ['tout'], pour: ['tout'] };
    expect(
      placesIn({
        ...all,
        'ligne.viamedis.pec': ['degraded'],
        'case.viamedis.pec.optician': ['operational'],
      }),
    ).toEqual([
      'pec optician operational',
      'pec nurse degraded',
      'pec midwife degraded',
      'portail optician down',
    ]);
  });

  it('changes nothing until it is said what becomes of it', () => {
    expect(placesIn({ devient: [''], quoi: ['tout'], pour: ['tout'] })).toEqual([]);
  });

  it.each([
    ['nothing touched', {}, null],
    ['nothing changes', { devient: [''] }, null],
    ['all said', { devient: ['down'], quoi: ['pec'], pour: ['tout'] }, null],
    ['a set is what and for whom', { devient: ['down'], comme: ['viamedis.pec.optician'] }, null],
    ['of what', { devient: ['down'] }, 'flows'],
    ['of what, beside for whom', { devient: ['down'], pour: ['tout'] }, 'flows'],
    ['for whom', { devient: ['down'], quoi: ['pec'] }, 'readers'],
    [
      'for whom, beside a set',
      { devient: ['down'], quoi: ['pec'], comme: ['viamedis.pec.optician'] },
      'readers',
    ],
    ['what it becomes', { quoi: ['pec'], pour: ['tout'] }, 'health'],
    ['what a set becomes', { devient: [''], comme: ['viamedis.pec.optician'] }, 'health'],
    ['nothing of it is there', { devient: ['down'], quoi: ['virement'], pour: ['tout'] }, 'nothing-there'],
  ])('leaves unsaid: %s', (_, chosen, unsaid) => {
    expect(unsaidIn({ ...grid, ...chosen })).toBe(unsaid);
  });

  it('is a return when all of it is back', () => {
    expect(isReturn([])).toBe(false);
    expect(isReturn([aCell({ health: 'operational' })])).toBe(true);
    expect(isReturn([aCell({ health: 'operational' }), aCell()])).toBe(false);
  });

  it('names each place of a set once', () => {
    expect(setOf([aCell(), aCell({ health: 'operational' }), aCell({ flow: 'portail' })])).toBe(
      'viamedis.pec.optician viamedis.portail.optician',
    );
  });
});
