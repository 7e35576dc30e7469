import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#server/domain/facts/intervals';
import type { Window } from '#server/domain/rules/occurrences';
import { announcedWindows } from '#server/http/maintenances/windows';

/** A Wednesday night in Paris, from 23:00 to 02:00, a week before clocks go back. */
const FIRST: Window = { from: new Date('2026-10-21T21:00:00Z'), to: new Date('2026-10-22T00:00:00Z') };
const NOW = new Date('2026-10-20T12:00:00Z');
const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit' });

const night = (from: string, to: string): Window => ({ from: new Date(from), to: new Date(to) });

const made = (rule: string, first = FIRST, now = NOW) => {
  const windows = announcedWindows(first, rule, now);
  if (!windows.ok) throw new Error(JSON.stringify(windows.refusal));
  return windows.value;
};
const begins = (rule: string, first = FIRST, now = NOW) =>
  made(rule, first, now).occurrences.map(({ from }) => from.toISOString());
const refused = (rule: string, first = FIRST, now = NOW) => {
  const windows = announcedWindows(first, rule, now);
  if (windows.ok || windows.refusal.kind !== 'not-acceptable') throw new Error('taken');
  const { pointer, detail, cure } = windows.refusal;
  return { pointer, detail, cure };
};

describe('a rule makes windows', () => {
  it('at the same hour in Paris, winter and summer', () => {
    expect(begins('FREQ=WEEKLY;COUNT=2')).toEqual(['2026-10-21T21:00:00.000Z', '2026-10-28T22:00:00.000Z']);
    const spring = night('2027-03-24T22:00:00Z', '2027-03-25T01:00:00Z');
    const inMarch = new Date('2027-03-20T12:00:00Z');
    expect(begins('FREQ=WEEKLY;COUNT=2', spring, inMarch)).toEqual([
      '2027-03-24T22:00:00.000Z',
      '2027-03-31T21:00:00.000Z',
    ]);
    for (const { from } of made('FREQ=DAILY').occurrences) expect(hour.format(from)).toBe('23 h');
  });
  it('as long as the first', () => {
    for (const { from, to } of made('FREQ=WEEKLY').occurrences) expect(+to - +from).toBe(3 * HOUR);
  });
  it('the first one as it was given, to the millisecond, and others like it', () => {
    const first = { ...FIRST, from: new Date('2026-10-21T21:00:00.250Z') };
    expect(made('FREQ=WEEKLY;UNTIL=20261028T220000Z', first).occurrences).toEqual([
      { ...first, clockChange: null },
      { ...night('2026-10-28T22:00:00.250Z', '2026-10-29T01:00:00Z'), clockChange: null },
    ]);
  });
  it('that begin within 90 days, and says which one would come next', () => {
    const { occurrences, next } = made('FREQ=DAILY');
    expect(occurrences).toHaveLength(89);
    const last = occurrences.at(-1)?.from ?? NOW;
    expect(+last).toBeLessThanOrEqual(+NOW + 90 * DAY);
    expect(next?.toISOString()).toBe('2027-01-18T22:00:00.000Z');
    expect(made('FREQ=DAILY;COUNT=89').next).toBeNull();
    expect(made('FREQ=DAILY;COUNT=90').next).toEqual(next);
    expect(made('FREQ=WEEKLY;UNTIL=20270118T120000Z').next).toBeNull();
    expect(made('FREQ=YEARLY').next?.toISOString()).toBe('2027-10-21T21:00:00.000Z');
  });
  it('by day of the week and of the month, with or without the word RRULE', () => {
    expect(begins('RRULE:FREQ=MONTHLY;BYDAY=3WE')).toHaveLength(3);
    expect(begins('FREQ=WEEKLY;BYDAY=WE;UNTIL=20261110T235959Z')).toHaveLength(3);
    expect(begins('FREQ=MONTHLY;BYMONTHDAY=21')).toHaveLength(3);
  });
});

describe('over a change of clocks', () => {
  const inMarch = new Date('2026-03-14T12:00:00Z');
  const SUNDAY = night('2026-03-22T01:30:00Z', '2026-03-22T03:00:00Z');

  it.each(['FREQ=DAILY;INTERVAL=7', 'FREQ=WEEKLY', 'FREQ=MONTHLY;BYDAY=SU', 'FREQ=YEARLY;BYDAY=SU'])(
    'the hour that spring skips is held when it would have been, and said: %s',
    (rule) => {
      const { occurrences } = made(`${rule};COUNT=3`, SUNDAY, inMarch);
      expect(occurrences).toEqual([
        { ...SUNDAY, clockChange: null },
        // 02:30 is 03:30.
        { ...night('2026-03-29T01:30:00Z', '2026-03-29T03:00:00Z'), clockChange: 'begins-later' },
        { ...night('2026-04-05T00:30:00Z', '2026-04-05T02:00:00Z'), clockChange: null },
      ]);
    },
  );
  it('a night that lasts over it ends at another hour, and it is said', () => {
    const first = night('2026-03-21T22:00:00Z', '2026-03-22T05:00:00Z');
    const changes = made('FREQ=WEEKLY;COUNT=3', first, inMarch).occurrences.map(
      ({ clockChange }) => clockChange,
    );
    expect(changes).toEqual([null, 'ends-otherwise', null]);
  });
  it.each(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])(
    'the hour that autumn repeats is kept as it was given: %s',
    (from) => {
      const first = { from: new Date(from), to: new Date('2026-10-25T03:00:00Z') };
      expect(begins('FREQ=WEEKLY;COUNT=2', first)).toEqual([
        first.from.toISOString(),
        '2026-11-01T01:30:00.000Z',
      ]);
    },
  );
  it('the hour that autumn repeats is the first one in what follows', () => {
    const first = night('2026-10-18T00:30:00Z', '2026-10-18T01:00:00Z');
    const now = new Date('2026-10-17T12:00:00Z');
    expect(begins('FREQ=WEEKLY;COUNT=2', first, now)[1]).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('a rule is refused, with what was meant', () => {
  it.each<[rule: string, detail: RegExp, cure: RegExp]>([
    ['FREQ=MONTHLY;BYMONTH=13', /BYMONTH=13/, /de 1 à 12/],
    ['FREQ=WEEKLY;BYMONTHDAY=3', /BYMONTHDAY=3 ne va pas avec FREQ=WEEKLY/, /FREQ=MONTHLY;BYMONTHDAY=3/],
    ['FREQ=WEEKLY;BYDAY=2MO', /BYDAY=2MO ne va pas avec FREQ=WEEKLY/, /FREQ=MONTHLY;BYDAY=2MO, ou BYDAY=MO/],
    ['FREQ=MONTHLY;BYWEEKNO=20', /BYWEEKNO=20/, /FREQ=YEARLY;BYWEEKNO=20/],
    ['FREQ=DAILY;COUNT=4;UNTIL=20261110T230000Z', /COUNT=4 ne va pas avec UNTIL/, /COUNT ou UNTIL/],
    ['FREQ=MONTHLY;BYSETPOS=-1', /BYSETPOS=-1/, /BYDAY=TU;BYSETPOS=-1/],
    ['FREQ=DAILY;COUNT=0', /COUNT=0/, /1 au moins/],
    ['FREQ=WEEKLY;BYDAY=WE;BYDAY=TH', /BYDAY est écrit deux fois/, /une seule fois/],
    ['FREQ=WEEKLEY', /FREQ=WEEKLEY/, /FREQ=WEEKLY/],
    ['FREQ=HOURLY', /FREQ=HOURLY/, /FREQ=DAILY/],
    ['FREQ=DAILY;BYHOUR=2', /BYHOUR/, /Retirez BYHOUR/],
    ['FREQ=WEEKLY;BYDAY=ME,JE', /BYDAY=ME,JE/, /BYDAY=WE,TH/],
    ['FREQ=WEEKLY;BYDAY=WED', /BYDAY=WED/, /BYDAY=WE\./],
    ['FREQ=WEEKLY;BYDAYS=WE', /« BYDAYS »/, /BYDAY\./],
    ['BYDAY=WE', /FREQ/, /FREQ=WEEKLY/],
    ['', /vide/, /FREQ=WEEKLY/],
    // A day is until its end in Paris, an hour without a zone is of Paris.
    ['FREQ=DAILY;UNTIL=20261110', /UTC/, /UNTIL=20261110T225959Z/],
    ['FREQ=DAILY;UNTIL=20261024T230000', /UTC/, /UNTIL=20261024T210000Z/],
    ['FREQ=DAILY;UNTIL=20261021T205959Z', /avant la première fenêtre, mercredi 21 octobre 2026/, /UNTIL/],
    // The posted window is never lost.
    [
      'FREQ=WEEKLY;BYDAY=TU',
      /mercredi 21 octobre 2026, n’est pas un jour de la règle/,
      /27 octobre 2026 à 23:00/,
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=1', /n’est pas un jour de la règle/, /1er novembre 2026 à 23:00/],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', /n’annonce rien/, /FREQ=WEEKLY/],
  ])('« %s »', (rule, detail, cure) => {
    expect(refused(rule)).toEqual({
      pointer: '/rrule',
      detail: expect.stringMatching(detail),
      cure: expect.stringMatching(cure),
    });
  });
  it('what is offered is taken', () => {
    for (const rule of ['FREQ=DAILY;UNTIL=20261110', 'FREQ=WEEKLY;BYDAY=ME,JE', 'FREQ=WEEKLEY']) {
      const [offered = ''] = /[A-Z]+=[\w,]+(?=\.$)/.exec(refused(rule).cure) ?? [];
      const [part = ''] = offered.split('=');
      expect(begins(rule.replace(new RegExp(`${part}=[^;]+`), offered)).length).toBeGreaterThan(0);
    }
  });
  it('when its first window is too far away, either way', () => {
    const long = night('1900-01-01T00:00:00Z', '2199-01-01T00:00:00Z');
    expect(refused('FREQ=DAILY', long).detail).toMatch(/plus de 90 jours/);
    const far = night('2027-06-01T21:00:00Z', '2027-06-02T00:00:00Z');
    expect(refused('FREQ=DAILY', far).cure).toMatch(/sans règle/);
    expect(announcedWindows(far, null, NOW)).toMatchObject({ ok: true });
  });
});
