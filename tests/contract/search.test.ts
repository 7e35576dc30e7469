import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankingOf, type Sought, type Standing, searchIndexOf } from '#server/contract/search/name-index';
import { type Match, type SearchResult, searchIn } from '#server/contract/search/query';
import { isGeneric, isOneTypo, wordsOf } from '#server/contract/search/words';
import directory from '../../db/data/directory.json';

type Named = { id: string; name: string; aliases?: string[]; amcNumbers?: string[] };

const soughtOf = (mutuelles: readonly Named[], platforms: readonly Named[]): Sought[] => [
  ...mutuelles.map((each) => ({ aliases: [], amcNumbers: [], ...each, kind: 'mutuelle' as const })),
  ...platforms.map((each) => ({ amcNumbers: [], ...each, aliases: [], kind: 'platform' as const })),
];
const NOBODY: Standing = { isKnown: false, isLikely: false, conventions: 0 };
const searchAmong = (entries: readonly Sought[], standingOf: (entry: Sought) => Standing = () => NOBODY) => {
  const index = searchIndexOf(entries);
  const ranking = rankingOf(index, standingOf);
  return (typed: string): SearchResult => searchIn(index, ranking, typed);
};

const SHIPPED = soughtOf(directory.mutuelles, directory.platforms);
/** For an optician. */
const shipped = searchAmong(SHIPPED, ({ kind, id }) => {
  const own = directory.conventions.filter((each) => each[kind] === id && each.to === null);
  const isKnown = own.some(
    ({ professions }) => professions === 'all' || (professions as readonly string[]).includes('optician'),
  );
  return { isKnown, isLikely: false, conventions: own.length };
});
const firstOf = (typed: string) => {
  const [first] = shipped(typed).found;
  return first && [first.id, first.matched];
};

describe('what is typed at a counter, in the shipped directory', () => {
  it.each<[string, string, Match]>([
    // One generic word more neither empties nor misleads.
    ['mutuelle unéo', 'uneo', 'exact'],
    ['maaf santé', 'maaf', 'exact'],
    ['axa france', 'axa', 'exact'],
    ['Generali assurances', 'generali', 'exact'],
    ['mutuelle MGEN', 'mgen', 'exact'],
    ['MNT mutuelle', 'mnt', 'exact'],
    ['MMA santé', 'mma', 'exact'],
    ['la mutuelle mgen de france', 'mgen', 'exact'],
    ['Groupe France Mutuelle', 'groupe-france-mutuelle', 'exact'],
    ['france mutuelle', 'groupe-france-mutuelle', 'exact'],
    ['groupe france mutuelle santé', 'groupe-france-mutuelle', 'exact'],
    ['avenir mutuelle', 'avenir-mutuelle', 'exact'],
    ['avenir santé', 'avenir-sante-mutuelle', 'exact'],
    // Acronyms: of the directory, or of initials that are one name's alone.
    ['LMG', 'la-mutuelle-generale', 'exact'],
    ['AGMF', 'groupe-pasteur-mutualite-a-g-m-f', 'exact'],
    ['a.g.m.f', 'groupe-pasteur-mutualite-a-g-m-f', 'exact'],
    ['m.g.e.n', 'mgen', 'exact'],
    ['M.G.E.N.', 'mgen', 'exact'],
    ['M G E N', 'mgen', 'exact'],
    ['mutuelle m g e n', 'mgen', 'exact'],
    // Glued and split.
    ['ProBTP', 'pro-btp', 'exact'],
    ['pro b t p', 'pro-btp', 'exact'],
    ['via santé', 'viasante-mutuelle', 'exact'],
    ['mutuelle via santé', 'viasante-mutuelle', 'exact'],
    ['harmoniemutuelle', 'harmonie-mutuelle', 'exact'],
    ['malakoffhumanis', 'malakoff-humanis', 'exact'],
    ['auxiliaire', 'l-auxiliaire', 'exact'],
    // On the way.
    ['malakoff med', 'malakoff-humanis', 'words'],
    ['harmonie mutu', 'harmonie-mutuelle', 'words'],
    ['harmoni mut', 'harmonie-mutuelle', 'words'],
    ['mgen mutu', 'mgen', 'exact'],
    // A guess.
    ['medderic', 'malakoff-humanis', 'typo'],
    ['aesioo', 'aesio-mutuelle', 'typo'],
    ['groupama gan', 'groupama', 'typo'],
    ['assurence maaf', 'maaf', 'typo'],
    // Operators.
    ['viamedis', 'viamedis', 'exact'],
    ['sp sante', 'sp-sante', 'exact'],
    ['SPsanté', 'sp-sante', 'exact'],
    ['almeris', 'almerys', 'typo'],
    // Numbers, as printed.
    ['401 737', 'mnpaf', 'number'],
    ['AMC 00401737', 'mnpaf', 'number'],
    ['n° 00401737', 'mnpaf', 'number'],
    ['N°00401737', 'mnpaf', 'number'],
    ['AMC n° 00 401 737', 'mnpaf', 'number'],
    ['401737', 'mnpaf', 'number'],
    ['00401737-IS', 'mnpaf', 'number'],
    ['00401737/01', 'mnpaf', 'number'],
    ['00401737 IS 003', 'mnpaf', 'number'],
    ['00401737 / IS / 003', 'mnpaf', 'number'],
    ['00401737 01', 'mnpaf', 'number'],
    ['00733931', 'isante', 'number'],
    ['733931', 'isante', 'number'],
    ['00733931-IS-003', 'isante', 'number'],
    ['0041000', 'allianz', 'number'],
    ['41', 'allianz', 'number'],
  ])('« %s » finds %s, %s', (typed, id, matched) => {
    expect(firstOf(typed)).toEqual([id, matched]);
  });

  it.each(['MNT mutuelle', 'MMA santé', 'LMG', 'AGMF', 'mgen', 'axa france', 'maaf'])(
    'no guess stands beside what « %s » finds',
    (typed) => {
      expect(shipped(typed).found.map(({ matched }) => matched)).not.toContain('typo');
    },
  );
  it.each([
    'MGX',
    'MNX',
    'AGXF',
    'MGEM',
    'zzzzzz',
    '  ',
    '',
    '00999999',
    '00401737-IS-003-9999999',
    '1850299123456',
  ])('« %s » finds nothing', (typed) => {
    expect(shipped(typed).found).toEqual([]);
  });
  it('reads the type and the CSR beside a number, and never the rest', () => {
    expect(shipped('AMC 00733931 / IS / 003').printed).toEqual({
      number: '00733931',
      code: 'IS',
      csr: '003',
    });
    expect(shipped('00733931-is').printed).toEqual({ number: '00733931', code: 'IS', csr: null });
    expect(shipped('00733931 003').printed).toMatchObject({ number: '00733931', code: null, csr: '003' });
    expect(shipped('00733931IS003').printed).toEqual({ number: '00733931', code: 'IS', csr: '003' });
    expect(shipped('mgen').printed).toBeNull();
    expect(shipped('/00733931').printed).toMatchObject({ number: '00733931' });
  });
  it('is sure of what is exact, alone to begin so, or known to more than all others that do', () => {
    const sureOf = (typed: string) => {
      const { found, sure } = shipped(typed);
      return [typed, sure === null ? null : found[sure]?.id];
    };
    for (const [typed, id] of [
      ['mgen', 'mgen'],
      ['mutuelle unéo', 'uneo'],
      ['401737', 'mnpaf'],
      ['malakoff hum', 'malakoff-humanis'],
      ['harmonie', 'harmonie-mutuelle'],
      ['harm', 'harmonie-mutuelle'],
    ] as const)
      expect(sureOf(typed)).toEqual([typed, id]);
    for (const typed of ['har', 'mutuelle', 'mutuelle de', 'malakkoff', '0041', 'm', ''])
      expect(sureOf(typed)).toEqual([typed, null]);
  });
  it('finds every number, name and alias as it is written, first', () => {
    for (const { kind, id, name, aliases, amcNumbers } of SHIPPED) {
      for (const typed of [name, ...aliases]) {
        const found = shipped(typed).found.filter(({ matched }) => matched === 'exact');
        expect(found.map((each) => `${each.kind} ${each.id}`)).toContain(`${kind} ${id}`);
      }
      for (const typed of amcNumbers) {
        expect(shipped(typed).found[0]).toMatchObject({ kind, id, matched: 'number' });
      }
    }
  });
});

describe('in what order', () => {
  const entries = soughtOf(
    [
      { id: 'b', name: 'Bélier Un' },
      { id: 'a', name: 'Belier Deux' },
      { id: 'c', name: 'Bélier Trois' },
      { id: 'd', name: 'Bélier', amcNumbers: ['00500001'] },
    ],
    [{ id: 'p', name: 'Bélier Plus' }],
  );
  it('the exact name, then all words: known first, then likely, then by conventions, then by name', () => {
    const standings: Record<string, [boolean, boolean, number]> = {
      b: [true, false, 1],
      c: [true, false, 2],
      p: [false, true, 9],
    };
    const search = searchAmong(entries, ({ id }) => {
      const [isKnown, isLikely, conventions] = standings[id] ?? [false, false, 0];
      return { isKnown, isLikely, conventions };
    });
    expect(search('belier').found.map(({ id }) => id)).toEqual(['d', 'c', 'b', 'p', 'a']);
  });
  it('initials are an acronym only when they are one name’s alone', () => {
    const two = soughtOf(
      [
        { id: 'one', name: 'Mutuelle Nantaise du Sud' },
        { id: 'two', name: 'Mutuelle Nationale Sportive' },
        { id: 'three', name: 'Caisse Vosgienne du Rail' },
      ],
      [],
    );
    expect(searchAmong(two)('MNS').found).toEqual([]);
    expect(searchAmong(two)('c.v.r').found.map(({ id }) => id)).toEqual(['three']);
  });
});

/** A name that is nobody else's but for generic words. */
const names = SHIPPED.flatMap(({ kind, id, name, aliases }) =>
  [name, ...aliases].map((typed) => ({ kind, id, typed })),
);
const aName = fc.constantFrom(...names);
const generics = fc.array(fc.constantFrom('mutuelle', 'assurances', 'santé', 'groupe', 'la', 'de'), {
  minLength: 1,
  maxLength: 2,
});
const holds = (typed: string, { kind, id }: { kind: string; id: string }, matches: readonly Match[]) =>
  shipped(typed)
    .found.filter(({ matched }) => matches.includes(matched))
    .some((each) => each.kind === kind && each.id === id);

describe('however a name of the directory is written', () => {
  it('dotted, spaced or glued, it is found exact', () => {
    fc.assert(
      fc.property(
        aName,
        fc.constantFrom('.', ' ', '. ', ''),
        fc.boolean(),
        ({ typed, ...meant }, between, isUpper) => {
          const words = wordsOf(typed);
          const isAcronym = words.length === 1 && (words[0] ?? '').length <= 5;
          const written = isAcronym
            ? [...(words[0] ?? '')].join(between)
            : words.join(between === '' ? '' : ' ');
          expect(holds(isUpper ? written.toUpperCase() : written, meant, ['exact'])).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
  it('with generic words more, it is found exact, or another of that very name is', () => {
    fc.assert(
      fc.property(aName, generics, generics, fc.boolean(), ({ typed, ...meant }, before, after, isAfter) => {
        const written = isAfter ? `${typed} ${after.join(' ')}` : `${before.join(' ')} ${typed}`;
        const [first] = shipped(written).found;
        expect(first?.matched).toBe('exact');
        expect(holds(written, meant, ['exact', 'words'])).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
  it('with one typo in a word of five letters or more, it is first, or a guess; or it is what another begins by', () => {
    const aTypo = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('added', 'left out', 'changed', 'swapped'),
      letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
    });
    fc.assert(
      fc.property(aName, fc.nat(), aTypo, ({ typed, ...meant }, which, typo) => {
        const words = wordsOf(typed);
        const long = words.flatMap((word, place) =>
          /^\p{L}{5,}$/u.test(word) && !isGeneric(word) ? [place] : [],
        );
        const place = long[which % Math.max(1, long.length)];
        const word = place === undefined ? undefined : words[place];
        if (word === undefined) return;
        const at = typo.at % word.length;
        const rest = word.slice(at + 1);
        const written = {
          added: word.slice(0, at) + typo.letter + word.slice(at),
          'left out': word.slice(0, at) + rest,
          changed: word.slice(0, at) + typo.letter + rest,
          swapped: word.slice(0, at) + rest.slice(0, 1) + word.charAt(at) + rest.slice(1),
        }[typo.kind] as string;
        expect(isOneTypo(word, written)).toBe(true);
        if (written.length < 5) return;
        const asked = words.map((each, index) => (index === place ? written : each)).join(' ');
        const [first] = shipped(asked).found;
        const isOther = first?.matched !== 'typo' && first?.id !== meant.id;
        // What is written is the beginning of a word of another name: that is what was typed.
        if (isOther)
          expect(SHIPPED.some(({ name, aliases }) => begins([name, ...aliases], written))).toBe(true);
        else expect(holds(asked, meant, ['exact', 'words', 'typo'])).toBe(true);
      }),
      { numRuns: 4_000 },
    );
  });
  it('an acronym of three or four letters is never a typo of another', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHILMNOPRSTUV'),
      minLength: 3,
      maxLength: 4,
    });
    const acronyms = names.map(({ typed }) => typed).filter((name) => /^\p{Lu}{3,4}$/u.test(name));
    fc.assert(
      fc.property(fc.oneof(letters, fc.constantFrom(...acronyms)), (typed) => {
        for (const { id, matched } of shipped(typed).found.filter((each) => each.matched === 'typo')) {
          const { name, aliases } = SHIPPED.find((each) => each.id === id) as Sought;
          const words = [name, ...aliases].flatMap((each) => each.split(/[^\p{L}]+/u));
          const near = words.filter((word) => isOneTypo(wordsOf(word).join(''), typed.toLowerCase()));
          expect([
            typed,
            matched,
            near.every((word) => /^[^aeiouy]{0,2}[aeiouy]\p{Ll}+$/iu.test(word) && word.length >= 5),
          ]).toEqual([typed, 'typo', true]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

const begins = (texts: readonly string[], start: string): boolean =>
  texts.some((text) => {
    const words = wordsOf(text);
    return words.some((_, place) => words.slice(place).join('').startsWith(start));
  });
