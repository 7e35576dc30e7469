import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  KEY_ACTIONS,
  ORGANISATION_KINDS,
  type OrganisationKind,
  PROFESSIONS,
  ROLES,
} from '#server/domain/facts/vocabulary';
import {
  ACTIONS,
  type Action,
  BY_SESSION_ONLY,
  hasStanding,
  mayWrite,
  reachOf,
  type Touched,
} from '#server/domain/speakers/scope';
import { anOrganisation } from '../support/world/builders';

/** Who does what, as a table to read: o(wn), a(ll), - (never); operator, union, mutuelle, desk. */
const PRINTED: Record<Action, string> = {
  statement: 'o o o a',
  confirmation: 'o o o a',
  retraction: 'o o o a',
  incident: 'o o o a',
  update: 'o o o a',
  closing: 'o o o a',
  maintenance: 'o - - a',
  cancellation: 'o - - a',
  notice: '- o - a',
  correction: '- o - a',
  withdrawal: '- o - a',
  payment: 'o o o a',
  proposal: '- - o -',
  mutuelle: '- - - a',
  convention: '- - - a',
  'convention-end': '- - - a',
  decision: '- - - a',
  import: '- - - a',
  organisation: '- - - a',
  invitation: 'o o o a',
  key: 'o o o a',
  connector: 'o - - a',
  alert: 'o o o a',
  restriction: 'o o o a',
  audit: 'o o o a',
  observation: 'o - - a',
  probe: '- - - a',
  'probe-approval': '- - - a',
  'probe-reading': 'o - - a',
};
const SIGNS_IN = ['operator', 'union', 'mutuelle', 'desk'] as const;

describe('the table of who may what', () => {
  it.each(ACTIONS.map((action) => [action, PRINTED[action]]))('%s: %s', (action, printed) => {
    const cells = SIGNS_IN.map((kind) => reachOf({ kind }, 'manager', action as Action));
    expect(cells.map((reach) => (reach === null ? '-' : reach === 'all' ? 'a' : 'o')).join(' ')).toBe(
      printed,
    );
  });
  it('gives press and authorities nothing: they do not sign in', () => {
    for (const kind of ['press', 'authority'] as const)
      for (const action of ACTIONS)
        for (const role of ROLES) expect(reachOf({ kind }, role, action)).toBeNull();
  });
  it('lets an author neither invite, nor make keys, nor plug tools in', () => {
    const denied = ACTIONS.filter((action) => reachOf({ kind: 'operator' }, 'author', action) === null);
    const never = ACTIONS.filter((action) => reachOf({ kind: 'operator' }, 'manager', action) === null);
    expect(denied.filter((action) => !never.includes(action))).toEqual(['invitation', 'key', 'connector']);
  });
  it('lets a key do this, and nothing that confirms, lets others in or reads who did what', () => {
    expect(ACTIONS.filter((action) => !BY_SESSION_ONLY.includes(action))).toEqual([
      'statement',
      'retraction',
      'incident',
      'update',
      'maintenance',
      'cancellation',
      'notice',
      'correction',
      'withdrawal',
      'payment',
      'proposal',
      'observation',
    ]);
  });
  it('lets a key name nothing that asks for a session', () => {
    expect(KEY_ACTIONS.filter((action) => (BY_SESSION_ONLY as string[]).includes(action))).toEqual([]);
  });
});

const north = anOrganisation({ id: 'north', kind: 'operator', platforms: ['north', 'north-2'] });
const union = anOrganisation({ id: 'union', kind: 'union', professions: ['optician', 'dentist'] });
const alba = anOrganisation({ id: 'alba', kind: 'mutuelle', mutuelles: ['alba'] });
const desk = anOrganisation({ id: 'desk', kind: 'desk' });
const anyUnion = anOrganisation({ id: 'any', kind: 'union' });

describe('what an action touches must be one’s own, all of it', () => {
  it.each<[string, typeof north, Action, Touched, string[]]>([
    ['its platform', north, 'statement', { platforms: ['north'], professions: null, mutuelles: null }, []],
    ['one of two platforms', north, 'statement', { platforms: ['north', 'south'] }, ['south']],
    ['no platform said', north, 'statement', {}, ['platforms']],
    ['its professions', union, 'statement', { platforms: ['south'], professions: ['optician'] }, []],
    ['one more profession', union, 'notice', { professions: ['optician', 'nurse'] }, ['nurse']],
    ['all professions', union, 'notice', { professions: null }, ['professions']],
    ['itself', alba, 'statement', { mutuelles: ['alba'] }, []],
    ['another', alba, 'proposal', { mutuelles: ['brio'] }, ['brio']],
    ['all mutuelles', alba, 'statement', { mutuelles: null }, ['mutuelles']],
    ['its words', north, 'cancellation', { of: 'north' }, []],
    ['another’s words', north, 'retraction', { of: 'south' }, ['south']],
    ['nobody’s words', north, 'retraction', {}, ['of']],
    ['anything, for the desk', desk, 'statement', { platforms: ['south'], professions: null }, []],
    ['anybody’s words, for the desk', desk, 'retraction', { of: 'north' }, []],
    ['a profession, for a union without any', anyUnion, 'notice', { professions: ['nurse'] }, ['nurse']],
    ['what it never does', alba, 'maintenance', { platforms: ['north'] }, ['maintenance']],
  ])('%s', (_, organisation, action, touched, lacks) => {
    const may = mayWrite(organisation, 'author', action, touched);
    expect(may.ok ? [] : may.refusal.lacks).toEqual(lacks);
  });
  it.each([north, union, alba])('its people: $kind', (organisation) => {
    for (const action of ['invitation', 'key', 'restriction', 'audit'] as const) {
      expect(mayWrite(organisation, 'manager', action, { of: organisation.id }).ok, action).toBe(true);
      const others = mayWrite(organisation, 'manager', action, { of: 'others' });
      expect(others, action).toMatchObject({ refusal: { by: 'organisation', lacks: ['others'] } });
    }
  });
  it('says whose limit it is, and what lies outside', () => {
    expect(mayWrite(alba, 'author', 'maintenance', {})).toEqual({
      ok: false,
      refusal: { by: 'organisation', has: null, lacks: ['maintenance'] },
    });
    const key = { actions: ['statement' as const], platforms: ['north'] };
    const asked = (touched: Touched) => mayWrite(desk, 'author', 'statement', touched, key);
    expect(asked({ platforms: ['north'] }).ok).toBe(true);
    for (const touched of [{}, { platforms: [] }])
      expect(asked(touched)).toMatchObject({ refusal: { by: 'key', has: 'all', lacks: ['platforms'] } });
  });
  it('a union without professions is heard on nothing', () => {
    expect(hasStanding(anyUnion, 'north', 'nurse', null)).toBe(false);
  });
  it('naming more never opens what naming less refuses', () => {
    const ids = fc.constantFrom('north', 'south', 'alba', 'brio');
    const touched = fc.record({
      platforms: fc.array(ids),
      professions: fc.option(fc.array(fc.constantFrom(...PROFESSIONS))),
      mutuelles: fc.option(fc.array(ids)),
      of: ids,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(north, union, alba),
        fc.constantFrom(...ACTIONS),
        touched,
        ids,
        (who, action, few, more) => {
          const many: Touched = {
            ...few,
            platforms: [...few.platforms, more],
            professions: null,
            mutuelles: few.mutuelles && [...few.mutuelles, more],
          };
          if (!mayWrite(who, 'manager', action, few).ok)
            expect(mayWrite(who, 'manager', action, many).ok).toBe(false);
        },
      ),
    );
  });
  it('whoever may write a word is heard on it', () => {
    for (const who of [north, union, alba])
      for (const platform of ['north', 'south'])
        for (const profession of PROFESSIONS)
          for (const mutuelle of ['alba', 'brio']) {
            const touched = { platforms: [platform], professions: [profession], mutuelles: [mutuelle] };
            expect(mayWrite(who, 'author', 'statement', touched).ok).toBe(
              hasStanding(who, platform, profession, mutuelle),
            );
          }
  });
  it.each(ORGANISATION_KINDS.map((kind) => [kind]))('%s is in the table or is spoken for', (kind) => {
    const may = ACTIONS.some(
      (action) => reachOf({ kind: kind as OrganisationKind }, 'desk', action) !== null,
    );
    expect(may).toBe(kind !== 'press' && kind !== 'authority');
  });
});
