import { describe, expect, it } from 'vitest';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { downWords } from '#server/domain/rules/expected-back';
import {
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const noon = paris('2024-02-05 12:00');
const directory = directoryWith({
  platforms: [aPlatform({ id: 'p' }), aPlatform({ id: 'q' })],
  organisations: [anOrganisation({ id: 'op', kind: 'operator', platforms: ['p', 'q'] })],
});
const ago = (hours: number, health: Statement['health'], given: Partial<Statement> = {}) =>
  aStatement({ by: 'op', health, effectiveAt: shift(noon, -hours * HOUR), ...given });

/** « flow platform health for whom, of which mutuelles », or why not. */
const again = (statements: Statement[], evidence: Parameters<typeof evidenceOf>[0] = {}) => {
  const known = knownFacts(directory, evidenceOf({ ...evidence, statements }), noon, noon);
  const words = downWords(known, 'op', ['p'], 'i');
  if (!words.ok) return words.refusal;
  return words.value.map(
    ({ word, flow, professions, mutuelles }) =>
      `${flow} ${word.health} ${professions ?? 'all'} ${mutuelles ?? 'all'}`,
  );
};

describe('what a speaker still says does not work', () => {
  it.each<[string, Statement[], string[] | string]>([
    [
      'flow by flow',
      [ago(2, 'down', { flows: ['pec', 'virement'] })],
      ['pec down all all', 'virement down all all'],
    ],
    [
      'each profession apart, the newest first',
      [ago(3, 'down', { professions: ['optician'] }), ago(2, 'degraded', { professions: ['nurse'] })],
      ['pec degraded nurse all', 'pec down optician all'],
    ],
    ['each mutuelle apart', [ago(2, 'down', { mutuelles: ['m', 'n'] })], ['pec down all m,n']],
    ['once, by its newest word', [ago(3, 'down'), ago(2, 'degraded')], ['pec degraded all all']],
    ['nothing, when nothing was said', [], 'nothing-down'],
    ['nothing, once it is back', [ago(3, 'down'), ago(2, 'operational')], 'nothing-down'],
    ['nothing that has lapsed', [ago(8 * 24, 'down')], 'nothing-down'],
    ['nothing of another speaker', [ago(2, 'down', { by: 'press' })], 'nothing-down'],
    ['nothing of another platform', [ago(2, 'down', { platform: 'q' })], 'nothing-down'],
    [
      'only for whom it is not back',
      [
        ago(3, 'down', { professions: ['optician', 'nurse'] }),
        ago(2, 'operational', { professions: ['nurse'] }),
      ],
      ['pec down optician all'],
    ],
    [
      'only of the flows that are not back',
      [ago(3, 'down', { flows: ['pec', 'dre'] }), ago(2, 'operational', { flows: ['dre'] })],
      ['pec down all all'],
    ],
    [
      'only of the mutuelles that are not back',
      [ago(3, 'down', { mutuelles: ['m', 'n'] }), ago(2, 'operational', { mutuelles: ['n'] })],
      ['pec down all m'],
    ],
    [
      'nothing for all, when some mutuelles were told apart since',
      [ago(3, 'down'), ago(2, 'operational', { mutuelles: ['m'] })],
      'told-apart',
    ],
    [
      'for all, when some mutuelles were told apart before',
      [ago(3, 'operational', { mutuelles: ['m'] }), ago(2, 'down')],
      ['pec down all all'],
    ],
    [
      'of the incident alone, when something of it stands',
      [ago(3, 'down', { incident: 'i' }), ago(2, 'down', { incident: 'other', flows: ['virement'] })],
      ['pec down all all'],
    ],
    [
      'of its platforms, when nothing of the incident stands',
      [ago(2, 'down', { incident: 'other', flows: ['virement'] })],
      ['virement down all all'],
    ],
  ])('%s', (_, statements, expected) => {
    expect(again(statements)).toEqual(expected);
    expect(again(statements.toReversed())).toEqual(expected);
  });

  it('leaves out what was taken back, and what belongs to an incident that is over', () => {
    const word = ago(2, 'down', { incident: 'i' });
    const by = { by: 'op', recordedAt: shift(noon, -HOUR), storedAt: shift(noon, -HOUR) };
    expect(again([word], { retractions: [{ ...by, statement: word.id, reason: null }] })).toBe(
      'nothing-down',
    );
    const closing = { ...by, incident: 'i', effectiveAt: shift(noon, -HOUR), note: null };
    expect(again([word], { closings: [closing] })).toBe('nothing-down');
    expect(again([word])).toEqual(['pec down all all']);
  });

  it('finds a word with an end of its own that still stands behind one that has lapsed', () => {
    const lapsed = ago(2, 'degraded', { validUntil: shift(noon, -HOUR) });
    const standing = ago(3, 'down', { validUntil: shift(noon, DAY) });
    expect(again([lapsed, standing])).toEqual(['pec down all all']);
  });
});
