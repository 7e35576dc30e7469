import { describe, expect, it } from 'vitest';
import { comesTwice, delayed, delaysFrom, stillAhead } from '#app/space/form/delays';
import { delayWords } from '#app/words/space-updates';

const saidAt = (now: string) =>
  delaysFrom(new Date(now)).map((delay) =>
    `${delayWords.choice(delay)} : ${delayWords.said(delay, now, comesTwice(delay.iso))}`.replaceAll(
      /\s/g,
      ' ',
    ),
  );

describe('an instant one gives by a chip', () => {
  it.each([
    [
      'at three in the morning this morning is offered, and each morning says its day',
      '2026-11-30T01:42:50Z',
      [
        'dans 30 min : 3 h 12',
        'dans 1 h : 3 h 42',
        'dans 2 h : 4 h 42',
        'ce matin 9 h : lundi 30 novembre',
        'demain 9 h : mardi 1er décembre',
      ],
    ],
    [
      'in the afternoon only tomorrow is',
      '2026-11-30T14:00:00Z',
      ['dans 30 min : 15 h 30', 'dans 1 h : 16 h', 'dans 2 h : 17 h', 'demain 9 h : mardi 1er décembre'],
    ],
    [
      'past midnight the day is said',
      '2026-11-30T22:15:00Z',
      [
        'dans 30 min : 23 h 45',
        'dans 1 h : 0 h 15, mardi 1er décembre',
        'dans 2 h : 1 h 15, mardi 1er décembre',
        'demain 9 h : mardi 1er décembre',
      ],
    ],
    [
      'in March an hour is skipped, and an hour later is an hour later',
      '2027-03-28T00:30:00Z',
      [
        'dans 30 min : 3 h',
        'dans 1 h : 3 h 30',
        'dans 2 h : 4 h 30',
        'ce matin 9 h : dimanche 28 mars',
        'demain 9 h : lundi 29 mars',
      ],
    ],
    [
      'in October an hour comes twice, and says which',
      '2026-10-25T00:15:00Z',
      [
        'dans 30 min : 2 h 45, heure d’été',
        'dans 1 h : 2 h 15, heure d’hiver',
        'dans 2 h : 3 h 15',
        'ce matin 9 h : dimanche 25 octobre',
        'demain 9 h : lundi 26 octobre',
      ],
    ],
  ])('%s', (_, now, said) => {
    expect(saidAt(now)).toEqual(said);
  });

  it('is counted from when the form is sent; a morning is the one that was read', () => {
    const sent = new Date('2026-12-01T00:10:00Z');
    expect(delayed('dans-60', sent)).toBe('2026-12-01T01:10:00.000Z');
    expect(delayed('2026-12-01T09:00', sent)).toBe('2026-12-01T09:00:00+01:00');
    expect(
      ['', 'prevu', 'pas-avant', 'dans-61', '2026-12-01T10:00'].map((each) => delayed(each, sent)),
    ).toEqual([null, null, null, null, null]);
  });
});

describe('a draft taken up again', () => {
  const now = new Date('2026-12-01T02:00:00Z');

  it.each([
    ['nothing', {}, {}, []],
    ['an hour ahead stays', { sorte: ['prevu'], retour: ['2026-12-01T09:30'] }, null, []],
    ['an hour that has passed goes', { sorte: ['prevu'], retour: ['2026-11-30T09:30'] }, {}, ['back']],
    ['so does a morning', { 'point-dans': ['2026-11-30T09:00'] }, {}, ['next']],
    ['a while is counted anew', { sorte: ['dans-60'], retour: [''] }, null, []],
    [
      'a morning that is offered no more is an hour like another',
      { sorte: ['2026-12-24T09:00'] },
      { sorte: ['prevu'], retour: ['2026-12-24T09:00'] },
      [],
    ],
  ])('%s', (_, draft, typed, passed) => {
    const fresh = stillAhead({ texte: ['Bonjour'], ...draft }, now);
    expect(fresh.typed).toEqual({ texte: ['Bonjour'], ...(typed ?? draft) });
    expect(fresh.passed.map(({ of }) => of)).toEqual(passed);
  });
});
