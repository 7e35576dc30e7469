import { describe, expect, it } from 'vitest';
import { HOUR, shift } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import { boardPlatforms } from '#server/domain/judgement/board';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const directory = directoryWith({
  platforms: [aPlatform({ id: 'p' })],
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
  ],
});
const noon = paris('2026-02-09 12:00');
const said = (health: Statement['health'], hours: number, more: Partial<Statement> = {}) =>
  aStatement({ by: 'operator', health, effectiveAt: shift(noon, hours * HOUR), ...more });

const basisAt = (statements: Statement[], hours: number, results = '') => {
  const at = shift(noon, hours * HOUR);
  const series = results === '' ? [] : [aSeries(results, at)];
  const known = knownFacts(directory, evidenceOf({ statements, series }), at, at);
  const question = { profession: 'optician', card: { code: null, csr: null }, concentrator: null } as const;
  return boardPlatforms(known, question).map(({ reason, basis }) => `${reason}, ${basis}`);
};

describe('an operator of the strip says what its answer rests on', () => {
  it.each<[string, Statement[], number, string, string?]>([
    ['nobody’s word', [], 0, 'presumed, presumed'],
    ['its own word that all is well', [said('operational', 0)], 1, 'declared, declared'],
    ['its own word that it is down', [said('down', 0)], 1, 'pec-down, declared'],
    ['a return not yet confirmed', [said('down', 0), said('operational', 1)], 2, 'pec-degraded, announced'],
    ['a word nobody renewed', [said('down', 0)], 8 * 24, 'pec-unknown, lapsed'],
    ['a measure that all is well', [], 0, 'observed, observed', '+++'],
    ['a measure that it is down', [], 0, 'pec-down, observed', '---'],
  ])('%s', (_, statements, hours, rests, results) => {
    expect(basisAt(statements, hours, results)).toEqual([rests]);
  });
});
