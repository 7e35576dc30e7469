import { describe, expect, it } from 'vitest';
import type { Evidence } from '#server/domain/facts/evidence';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { platformFacts, shareFacts } from '#server/domain/facts/platform-facts';
import { judgePlatform } from '#server/domain/judgement/candidate';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
  aMaintenance,
  anAlarm,
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const noon = paris('2025-03-10 12:00');
const stamps = { by: 'press', recordedAt: noon, storedAt: noon };

const before = evidenceOf({
  series: [aSeries('+++', noon, { platform: 's' })],
  maintenances: [aMaintenance({ by: 'press', id: 'held', platform: 's', from: noon, to: shift(noon, HOUR) })],
  statements: [
    aStatement({ by: 'press', health: 'down', id: 'on-p', platform: 'p', incident: 'i' }),
    aStatement({ by: 'press', health: 'down', id: 'on-q', platform: 'q' }),
    aStatement({ by: 'press', health: 'down', id: 'on-r', platform: 'r', incident: 'i' }),
  ],
});

/** Facts that come, and the platforms of which something counts otherwise since. */
const COMING: [string, Partial<Evidence>, string[]][] = [
  [
    'a statement',
    {
      statements: [
        ...before.statements,
        aStatement({ by: 'press', health: 'down', id: 'new', platform: 'q' }),
      ],
    },
    ['q'],
  ],
  [
    'a statement on a platform of which nothing was said',
    {
      statements: [
        ...before.statements,
        aStatement({ by: 'press', health: 'down', id: 'new', platform: 'new' }),
      ],
    },
    ['new'],
  ],
  ['a statement that is gone', { statements: before.statements.slice(1) }, ['p']],
  ['a confirmation', { confirmations: [{ statement: 'on-p', ...stamps }] }, ['p']],
  ['a retraction', { retractions: [{ statement: 'on-q', reason: null, ...stamps }] }, ['q']],
  [
    'the closing of an incident on two platforms',
    { closings: [{ incident: 'i', note: null, effectiveAt: noon, ...stamps }] },
    ['p', 'r'],
  ],
  [
    'a window',
    {
      maintenances: [
        ...before.maintenances,
        aMaintenance({ by: 'press', platform: 'q', from: noon, to: shift(noon, HOUR) }),
      ],
    },
    ['q'],
  ],
  ['a series', { series: [...before.series, aSeries('+++', noon, { platform: 'q' })] }, ['q']],
  ['what is measured since', { series: [aSeries('+++-', noon, { platform: 's' })] }, ['s']],
  [
    'a window that is cancelled',
    { maintenances: before.maintenances.map((each) => ({ ...each, cancelledAt: noon })) },
    ['s'],
  ],
  ['an alarm', { alarms: [anAlarm(noon, { platform: 'r' })] }, ['r']],
  ['a notice, by which nothing is judged', { notices: [] }, []],
];

describe('the facts of one platform', () => {
  it.each(COMING)('are other ones after %s, and no other platform’s are', (_, facts, touched) => {
    const after = { ...before, ...facts };
    shareFacts(before, after);
    const shared = platformFacts(after);
    const old = platformFacts(before);
    const all = new Set([...old.keys(), ...shared.keys()]);
    expect([...all].filter((platform) => old.get(platform) !== shared.get(platform)).sort()).toEqual(touched);
    expect(new Map([...shared].sort())).toEqual(new Map([...platformFacts({ ...after })].sort()));
  });
});

describe('a platform judged again', () => {
  it('counts what was said since of the reader’s concentrator, and of what that one rests on', () => {
    const directory = directoryWith({
      platforms: [
        aPlatform({ id: 'p' }),
        aPlatform({
          id: 'c',
          kind: 'concentrator',
          flows: ['dre'],
          dependsOn: [{ platform: 'network', flows: ['dre'] }],
        }),
        aPlatform({ id: 'network', kind: 'network' }),
        aPlatform({ id: 'd', kind: 'concentrator', flows: ['dre'] }),
      ],
      organisations: [anOrganisation({ id: 'desk', kind: 'desk' })],
    });
    const quiet = evidenceOf({});
    const reader = { profession: 'optician', mutuelle: null } as const;
    const verdicts = (evidence: Evidence) => {
      const known = knownFacts(directory, evidence, noon, noon);
      return ['c', 'd', null].map(
        (concentrator) => judgePlatform(known, 'p', { ...reader, concentrator }).verdict,
      );
    };
    let held = quiet;
    expect(verdicts(held)).toEqual(['possible', 'possible', 'possible']);
    for (const platform of ['c', 'network', 'd']) {
      const statement = aStatement({
        effectiveAt: noon,
        recordedAt: noon,
        by: 'desk',
        health: 'down',
        id: `on-${platform}`,
        platform,
        flows: ['dre'],
      });
      const after = { ...quiet, statements: [...quiet.statements, statement] };
      shareFacts(held, after);
      expect(verdicts(after), platform).toEqual(
        platform === 'd' ? ['possible', 'restricted', 'possible'] : ['restricted', 'possible', 'possible'],
      );
      held = { ...quiet };
      shareFacts(after, held);
      expect(verdicts(held), platform).toEqual(['possible', 'possible', 'possible']);
    }
  });
});

describe('a platform judged for two professions', () => {
  const directory = directoryWith({ platforms: [aPlatform({ id: 'p' })] });
  const verdictFor = (evidence: Evidence, profession: 'optician' | 'audiologist') =>
    judgePlatform(knownFacts(directory, evidence, noon, noon), 'p', {
      profession,
      mutuelle: null,
      concentrator: null,
    }).verdict;

  it('is not judged alike when an alarm is of one of them', () => {
    const evidence = evidenceOf({ alarms: [anAlarm(noon, { profession: 'optician' })] });
    expect(verdictFor(evidence, 'optician')).toBe('restricted');
    expect(verdictFor(evidence, 'audiologist')).toBe('possible');
  });
});
