import { describe, expect, it } from 'vitest';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import type { Series } from '#server/domain/facts/observations';
import type { Statement } from '#server/domain/facts/statements';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { linksOf } from '#server/domain/judgement/links';
import {
  anAlarm,
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

/** One platform, and every kind of speaker. */
const directory = directoryWith({
  platforms: [aPlatform({ id: 'p' })],
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'other-operator', kind: 'operator', platforms: ['elsewhere'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
    anOrganisation({ id: 'pharmacists', kind: 'union', professions: ['pharmacist'] }),
    anOrganisation({ id: 'press', kind: 'press' }),
    anOrganisation({ id: 'authority', kind: 'authority' }),
    anOrganisation({ id: 'mutuelle', kind: 'mutuelle', mutuelles: ['m'] }),
  ],
});

const noon = paris('2024-02-05 12:00');
const said = (by: string, health: Statement['health'], after: number, more: Partial<Statement> = {}) =>
  aStatement({ by, health, effectiveAt: shift(noon, after), ...more });

/** The optician's pec, judged. */
const judge = (
  statements: Statement[],
  after: number,
  more: Partial<Evidence> & { mutuelle?: string; knownAt?: Date } = {},
) => {
  const { mutuelle = null, knownAt, ...facts } = more;
  const at = shift(noon, after);
  const known = knownFacts(directory, evidenceOf({ statements, ...facts }), at, knownAt ?? at);
  const [own] = linksOf(known, 'p', 'pec', { profession: 'optician', mutuelle, concentrator: null });
  return { health: own.health, basis: own.basis, since: own.since, downSince: own.downSince };
};
const shown = (...args: Parameters<typeof judge>) => {
  const { health, basis } = judge(...args);
  return `${health} ${basis}`;
};

describe('a flow nobody spoke of', () => {
  it('is presumed operational', () => {
    expect(judge([], 0)).toEqual({ health: 'operational', basis: 'presumed', since: null, downSince: null });
  });
});

describe('a declared outage', () => {
  const down = said('press', 'down', 0);

  it('is down from the instant it is said, that instant included', () => {
    expect(shown([down], 0)).toBe('down declared');
    expect(shown([down], -MINUTE)).toBe('operational presumed');
  });
  it('stands for less than seven days, then lapses: silence never turns green', () => {
    expect(shown([down], 7 * DAY - MINUTE)).toBe('down declared');
    expect(judge([down], 7 * DAY)).toEqual({
      health: 'unknown',
      basis: 'lapsed',
      since: noon,
      downSince: null,
    });
  });
  it('stands until the end it was given, shorter or longer', () => {
    const until = said('press', 'down', 0, { validUntil: shift(noon, 10 * DAY) });
    expect(shown([until], 10 * DAY - MINUTE)).toBe('down declared');
    expect(shown([until], 10 * DAY)).toBe('unknown lapsed');
  });
  it('is forgotten 90 days after it was said', () => {
    expect(shown([down], 90 * DAY - MINUTE)).toBe('unknown lapsed');
    expect(shown([down], 90 * DAY)).toBe('operational presumed');
  });
  it('speaks for the day it is told, from the day it began', () => {
    const late = said('press', 'down', -3 * DAY, { recordedAt: noon });
    expect(judge([late], 7 * DAY - MINUTE)).toMatchObject({ health: 'down', since: shift(noon, -3 * DAY) });
    expect(shown([late], -DAY)).toBe('operational presumed');
    expect(shown([late], -DAY, { knownAt: noon })).toBe('down declared');
  });
  it('takes the worst of the standing bad opinions', () => {
    expect(shown([down, said('union', 'degraded', HOUR)], 2 * HOUR)).toBe('down declared');
  });
  it('that is no longer down is down since never', () => {
    const slow = said('press', 'degraded', HOUR);
    expect(judge([down, slow], 2 * HOUR)).toEqual({
      health: 'degraded',
      basis: 'declared',
      since: noon,
      downSince: null,
    });
  });
  it('keeps the earliest start of the run of bad words, and that of the cut apart', () => {
    const slow = said('union', 'degraded', -HOUR);
    expect(judge([slow, down], HOUR)).toMatchObject({ since: shift(noon, -HOUR), downSince: noon });
  });
});

describe('an operator’s milder word, after a worse one', () => {
  const down = said('press', 'down', 0);
  const slow = said('operator', 'degraded', HOUR);
  const FOR_LONG = { validUntil: shift(noon, 20 * DAY) };
  it.each([
    ['answers what others said before it', [down, slow], 'degraded announced'],
    [
      'and a colleague’s later « degraded » brings nothing back',
      [down, slow, said('union', 'degraded', 2 * HOUR)],
      'degraded announced',
    ],
    [
      '« maintenance » answers « down »',
      [down, said('operator', 'maintenance', HOUR)],
      'maintenance announced',
    ],
    ['does not answer what is said later', [slow, said('press', 'down', 2 * HOUR)], 'down declared'],
    ['does not answer what is said at its instant', [said('press', 'down', HOUR), slow], 'down declared'],
    ['does not answer what is as bad', [down, said('operator', 'down', HOUR)], 'down declared'],
    [
      '« all is well », a new « degraded » after it, counts as degraded',
      [down, said('operator', 'operational', HOUR), said('union', 'degraded', 2 * HOUR)],
      'degraded announced',
    ],
    ['is no one else’s', [down, said('union', 'degraded', HOUR)], 'down declared'],
    ['nor an operator’s of elsewhere', [down, said('other-operator', 'degraded', HOUR)], 'down declared'],
    [
      'is none once that operator has said something since, that lapsed',
      [
        down,
        said('operator', 'degraded', HOUR, FOR_LONG),
        said('operator', 'down', 2 * HOUR, { validUntil: shift(noon, 3 * HOUR) }),
      ],
      'down declared',
    ],
  ])('%s', (_, statements, expected) => {
    expect(shown(statements, 4 * HOUR)).toBe(expected);
  });
  it('keeps the start of the outage, and is down since never', () => {
    expect(judge([down, slow], 4 * HOUR)).toMatchObject({ since: noon, downSince: null });
  });
});

describe('a measure that falls silent on a flow nobody spoke of', () => {
  const silentSince = (span: number, source: Series['source']) => {
    const series = aSeries('+++', shift(noon, -3 * DAY), { platform: 'p', flow: 'pec', source });
    const results = series.results.map((each, index) => ({
      ...each,
      observedAt: shift(noon, -3 * DAY - (index === 0 ? 0 : span)),
    }));
    return shown([], 0, { series: [{ ...series, results }] });
  };
  it('is unknown when it is ours, or was heard for a day', () => {
    expect(silentSince(HOUR, { kind: 'ours' })).toBe('unknown silent');
    expect(silentSince(DAY, { kind: 'pushed', by: 'operator' })).toBe('unknown silent');
  });
  it('is presumed when a newcomer tried once, and left', () => {
    expect(silentSince(DAY - 1, { kind: 'pushed', by: 'operator' })).toBe('operational presumed');
  });
});

describe('two words said at one instant', () => {
  it.each([
    ['down', 'degraded', 'down declared'],
    ['degraded', 'operational', 'degraded declared'],
    ['maintenance', 'degraded', 'maintenance declared'],
  ] as const)('the worse is newer: %s and %s', (worse, milder, expected) => {
    for (const [first, second] of [
      [worse, milder],
      [milder, worse],
    ] as const)
      expect(shown([said('press', first, 0, { id: 'a' }), said('press', second, 0, { id: 'b' })], HOUR)).toBe(
        expected,
      );
  });
});

describe('a return that those who spoke before it leave unanswered', () => {
  const words = [said('press', 'down', 0), said('operator', 'operational', HOUR)];
  it('is believed after three days, though their word still stands', () => {
    expect(shown(words, HOUR + 72 * HOUR - 1)).toBe('degraded announced');
    expect(shown(words, HOUR + 72 * HOUR)).toBe('operational declared');
  });
  it('is not when somebody spoke since', () => {
    expect(shown([...words, said('union', 'down', 2 * HOUR)], HOUR + 72 * HOUR)).toBe('down contested');
  });
  it('is a day’s when nobody else’s stands', () => {
    const own = [said('operator', 'down', 0), said('operator', 'operational', HOUR)];
    expect(shown(own, HOUR + DAY - 1)).toBe('degraded announced');
    expect(shown(own, HOUR + DAY)).toBe('operational declared');
  });
});

describe('a lapsed word', () => {
  it('does not hide an earlier bad one of the same speaker that still stands', () => {
    const long = said('press', 'down', 0, { validUntil: shift(noon, 20 * DAY) });
    const short = said('press', 'degraded', DAY, { validUntil: shift(noon, 2 * DAY) });
    expect(shown([long, short], 3 * DAY)).toBe('down declared');
  });
  it('of one speaker lets the newest bad word of another come first: no older return answers it', () => {
    const press = [
      said('press', 'down', 0, { validUntil: shift(noon, 20 * DAY) }),
      said('press', 'degraded', 4 * HOUR, { validUntil: shift(noon, 5 * HOUR) }),
    ];
    const others = [said('operator', 'operational', HOUR), said('union', 'down', 2 * HOUR)];
    expect(shown([...press, ...others], 6 * HOUR)).toBe('down contested');
  });
  it('hides it when an operational one lies between', () => {
    const long = said('press', 'down', 0, { validUntil: shift(noon, 20 * DAY) });
    const good = said('press', 'operational', DAY);
    const short = said('press', 'degraded', 2 * DAY, { validUntil: shift(noon, 3 * DAY) });
    expect(shown([long, good, short], 4 * DAY)).toBe('unknown lapsed');
  });
});

describe('who may be heard', () => {
  it.each([
    ['an operator on its own platform', 'operator', 'down declared'],
    ['an operator on another platform', 'other-operator', 'operational presumed'],
    ['a union of this profession', 'union', 'down declared'],
    ['a union of another profession', 'pharmacists', 'operational presumed'],
    ['a mutuelle on a question about no mutuelle', 'mutuelle', 'operational presumed'],
    ['an authority', 'authority', 'down declared'],
  ])('%s', (_, by, expected) => {
    expect(shown([said(by, 'down', 0)], HOUR)).toBe(expected);
  });
  it('a mutuelle speaks for its own only, whatever the scope it claims', () => {
    const claim = said('mutuelle', 'down', 0, { mutuelles: null });
    expect(shown([claim], HOUR, { mutuelle: 'm' })).toBe('down declared');
    expect(shown([claim], HOUR, { mutuelle: 'another' })).toBe('operational presumed');
  });
  it('a statement for other professions, or naming another mutuelle, does not bear', () => {
    expect(shown([said('press', 'down', 0, { professions: ['dentist'] })], HOUR)).toBe(
      'operational presumed',
    );
    expect(shown([said('press', 'down', 0, { mutuelles: ['another'] })], HOUR, { mutuelle: 'm' })).toBe(
      'operational presumed',
    );
  });
});

describe('a disagreement', () => {
  const down = said('union', 'down', 0);

  it('is said when another speaker found it good at most 24 hours before', () => {
    expect(shown([said('operator', 'operational', -24 * HOUR), down], HOUR)).toBe('down contested');
    expect(shown([said('operator', 'operational', -24 * HOUR - MINUTE), down], HOUR)).toBe('down declared');
  });
  it('reads degraded when someone other than the operator says it is back', () => {
    const back = said('press', 'operational', HOUR);
    expect(judge([down, back], 2 * HOUR)).toMatchObject({
      health: 'degraded',
      basis: 'contested',
      since: noon,
    });
  });
  it('takes bad for the newer at the same instant: fast to degrade', () => {
    expect(shown([down, said('operator', 'operational', 0)], HOUR)).toBe('down contested');
  });
});

describe('a return said by the operator', () => {
  const down = said('operator', 'down', 0);
  const back = said('operator', 'operational', DAY);

  it('is only announced, from its own instant', () => {
    const announced = { health: 'degraded', basis: 'announced', since: shift(noon, DAY), downSince: null };
    expect(judge([down, back], DAY)).toEqual(announced);
  });
  it('is confirmed after 24 hours without another bad opinion', () => {
    expect(shown([down, back], 2 * DAY - MINUTE)).toBe('degraded announced');
    expect(shown([down, back], 2 * DAY)).toBe('operational declared');
  });
  it('is not confirmed by time while another speaker still says it is down', () => {
    const union = said('union', 'down', HOUR);
    expect(shown([down, union, back], 3 * DAY)).toBe('degraded announced');
  });
  it('is confirmed by another good opinion said no earlier', () => {
    expect(shown([down, back, said('press', 'operational', DAY)], DAY + HOUR)).toBe('operational declared');
    expect(shown([down, back, said('press', 'operational', DAY - MINUTE)], DAY + HOUR)).toBe(
      'degraded announced',
    );
  });
  it('is confirmed by a confirmation, once it is recorded', () => {
    const confirmations = [
      { statement: back.id, by: 'union', recordedAt: shift(noon, DAY + HOUR), storedAt: noon },
    ];
    expect(shown([down, back], DAY + HOUR, { confirmations })).toBe('operational declared');
    expect(shown([down, back], DAY + HOUR - MINUTE, { confirmations })).toBe('degraded announced');
  });
  it('is confirmed by a probe that finds it healthy after, where that probe may bear witness to it', () => {
    const witnessOf = [{ statement: back.id, until: null }];
    const after = aSeries('+++', shift(noon, DAY + HOUR), { witnessOf });
    expect(shown([down, back], DAY + HOUR, { series: [after] })).toBe('operational declared');
    const before = aSeries('+++', shift(noon, DAY - HOUR), { witnessOf, intervalMs: HOUR });
    expect(shown([down, back], DAY + HOUR, { series: [before] })).toBe('degraded announced');
    const failedSince = aSeries('+++-', shift(noon, DAY + HOUR), { witnessOf, intervalMs: HOUR });
    expect(shown([down, back], DAY + HOUR, { series: [failedSince] })).toBe('degraded announced');
  });
  it('is confirmed by no probe that may not bear witness to it, whosever it is', () => {
    const witnessOf = [{ statement: down.id, until: null }];
    for (const source of [{ kind: 'ours' }, { kind: 'pushed', by: 'desk' }, { kind: 'heartbeat' }] as const)
      for (const given of [{ source, witnessOf }, { source }]) {
        const series = [aSeries('+++', shift(noon, DAY + HOUR), given)];
        expect(shown([down, back], DAY + HOUR, { series })).toBe('degraded announced');
      }
  });
  it('is confirmed by a probe that may bear witness to it among others', () => {
    const witnessOf = [down, back].map(({ id }) => ({ statement: id, until: null }));
    const series = [aSeries('+++', shift(noon, DAY + HOUR), { witnessOf })];
    expect(shown([down, back], DAY + HOUR, { series })).toBe('operational declared');
  });
  it('is confirmed no longer once what measures it was touched, and as it was known before', () => {
    const until = shift(noon, DAY + 2 * HOUR);
    const series = [
      aSeries('+'.repeat(200), shift(noon, DAY + 3 * HOUR), { witnessOf: [{ statement: back.id, until }] }),
    ];
    expect(shown([down, back], DAY + 2 * HOUR - MINUTE, { series })).toBe('operational declared');
    expect(shown([down, back], DAY + 2 * HOUR, { series })).toBe('degraded announced');
    expect(shown([down, back], DAY + 2 * HOUR, { series, knownAt: shift(until, -MINUTE) })).toBe(
      'operational declared',
    );
    expect(shown([down, back], DAY + 2 * HOUR - MINUTE, { series, knownAt: until })).toBe(
      'operational declared',
    );
  });
  it('needs no confirmation when nothing bad was said for seven days before', () => {
    expect(shown([said('operator', 'operational', 0)], HOUR)).toBe('operational declared');
    const forgotten = said('union', 'down', -7 * DAY - MINUTE, { validUntil: shift(noon, -6 * DAY) });
    expect(shown([forgotten, said('operator', 'operational', 0)], HOUR)).toBe('operational declared');
    const recent = said('union', 'down', -7 * DAY, { validUntil: shift(noon, -6 * DAY) });
    expect(shown([recent, said('operator', 'operational', 0)], HOUR)).toBe('degraded announced');
  });
  it('is announced when « down » was said at the same instant, lapsed since', () => {
    const short = said('press', 'down', 0, { validUntil: shift(noon, HOUR) });
    const others = said('press', 'operational', HOUR, { witness: false });
    expect(shown([short, said('operator', 'operational', 0), others], 2 * HOUR)).toBe('degraded announced');
  });
  it('is asked about before a newer return said by somebody else', () => {
    const press = said('press', 'operational', 2 * DAY);
    expect(shown([said('union', 'down', 0), back, press], 2 * DAY)).toBe('operational declared');
  });
});

describe('retractions, closings', () => {
  const down = said('press', 'down', 0, { incident: 'i' });

  it('a retraction takes the statement away once recorded', () => {
    const retractions = [
      { statement: down.id, by: 'press', recordedAt: shift(noon, HOUR), reason: null, storedAt: noon },
    ];
    expect(shown([down], HOUR, { retractions })).toBe('operational presumed');
    expect(shown([down], HOUR - MINUTE, { retractions })).toBe('down declared');
  });
  it('a closing takes away every statement of its incident, those said later too', () => {
    const closing = {
      incident: 'i',
      by: 'press',
      effectiveAt: shift(noon, HOUR),
      recordedAt: shift(noon, 2 * HOUR),
      note: null,
      storedAt: noon,
    };
    const later = said('press', 'down', DAY, { incident: 'i' });
    expect(shown([down], HOUR, { closings: [closing] })).toBe('down declared');
    expect(shown([down, later], 2 * DAY, { closings: [closing] })).toBe('operational presumed');
    expect(shown([down], HOUR, { closings: [closing], knownAt: shift(noon, 2 * HOUR) })).toBe(
      'operational presumed',
    );
  });
});

describe('what is measured and reported', () => {
  it('a failing probe cuts, from the first failure', () => {
    const series = [aSeries('+++---', noon)];
    expect(judge([], 0, { series })).toMatchObject({
      health: 'down',
      basis: 'observed',
      since: shift(noon, -2 * MINUTE),
    });
    const declared = said('press', 'down', -2 * HOUR);
    expect(judge([declared], 0, { series })).toMatchObject({ since: shift(noon, -2 * HOUR) });
    const slow = said('press', 'degraded', -2 * HOUR);
    expect(judge([slow], 0, { series })).toMatchObject({
      since: shift(noon, -2 * MINUTE),
      downSince: shift(noon, -2 * MINUTE),
    });
  });
  it('a healthy probe supports what is presumed, and clears nothing declared', () => {
    const series = [aSeries('---+++', noon)];
    expect(shown([], 0, { series })).toBe('operational observed');
    expect(shown([said('press', 'down', 0)], 0, { series })).toBe('down declared');
  });
  it('a silent probe says nothing is known, only where nothing is declared', () => {
    const series = [aSeries('+++', shift(noon, -DAY))];
    expect(judge([], 0, { series })).toMatchObject({
      health: 'unknown',
      basis: 'silent',
      since: shift(noon, -DAY),
    });
    expect(shown([said('operator', 'operational', 0)], 0, { series })).toBe('operational declared');
  });
  it('reports above their threshold degrade what is operational', () => {
    const alarm = anAlarm(noon);
    expect(judge([], 0, { alarms: [alarm] })).toMatchObject({
      health: 'degraded',
      basis: 'reported',
      since: noon,
    });
    expect(shown([said('press', 'down', 0)], 0, { alarms: [alarm] })).toBe('down declared');
    expect(shown([], 0, { alarms: [{ ...alarm, profession: 'dentist' }] })).toBe('operational presumed');
  });
});
