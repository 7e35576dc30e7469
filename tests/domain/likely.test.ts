import { describe, expect, it } from 'vitest';
import type { Convention } from '#server/domain/facts/directory';
import type { Profession } from '#server/domain/facts/vocabulary';
import { answerFor, answerForOperator } from '#server/domain/judgement/answer';
import { boardRows } from '#server/domain/judgement/board';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
  aConvention,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const noon = paris('2024-02-05 12:00');
const card = { code: null, csr: null };

const asked = (
  conventions: Convention[],
  profession: Profession,
  statements: Parameters<typeof aStatement>[0][] = [],
) => {
  const directory = directoryWith({
    platforms: [
      aPlatform({ id: 'open' }),
      aPlatform({ id: 'also-open' }),
      aPlatform({ id: 'opticians-only', professions: ['optician'] }),
      aPlatform({ id: 'network', kind: 'network' }),
    ],
    mutuelles: [aMutuelle({ id: 'm' })],
    organisations: [
      anOrganisation({ id: 'press', kind: 'press' }),
      anOrganisation({ id: 'own', kind: 'mutuelle', mutuelles: ['m'] }),
    ],
    conventions,
  });
  const known = knownFacts(directory, evidenceOf({ statements: statements.map(aStatement) }), noon, noon);
  const question = { profession, card, concentrator: null };
  return { answer: answerFor(known, question, 'm'), known, question };
};
const convention = (platform: string, professions: Profession[] | null, given: Partial<Convention> = {}) =>
  aConvention({ mutuelle: 'm', platform, professions, ...given });
const likely = (...given: Parameters<typeof asked>) =>
  asked(...given).answer.likely.map(({ platform, knownFor }) => `${platform}: ${knownFor}`);

describe('the operators that a mutuelle without a convention for the profession may have', () => {
  it.each([
    [
      'those known to serve it in others, by id',
      [convention('open', ['optician']), convention('also-open', ['optician', 'dentist'])],
      ['also-open: dentist,optician', 'open: optician'],
    ],
    ['not a network', [convention('network', ['optician'])], []],
    ['not one that is closed to the profession', [convention('opticians-only', ['optician'])], []],
    ['not of a convention that is over', [convention('open', ['optician'], { to: '2024-02-05' })], []],
    ['not of one that has not begun', [convention('open', ['optician'], { from: '2024-02-06' })], []],
    [
      'none beside a known one',
      [convention('open', ['optician']), convention('also-open', ['pharmacist'])],
      [],
    ],
    [
      'one convention a profession, told together',
      [convention('open', ['optician']), convention('open', ['dentist'], { code: 'B' })],
      ['open: dentist,optician'],
    ],
  ])('%s', (_, conventions, expected) => {
    expect(likely(conventions, 'pharmacist')).toEqual(expected);
  });
  it('are those of the card’s other conventions too: its code does not count', () => {
    const { known, question } = asked([convention('open', null, { code: 'A' })], 'pharmacist');
    const other = answerFor(known, { ...question, card: { code: 'B', csr: null } }, 'm');
    expect(other.reason).toBe('no-convention');
    expect(other.likely.map(({ platform, knownFor }) => [platform, knownFor.length])).toEqual([['open', 12]]);
  });
  it('are none by a convention for that profession alone, whatever its code', () => {
    const { known, question } = asked([convention('open', ['pharmacist'], { code: 'A' })], 'pharmacist');
    const other = answerFor(known, { ...question, card: { code: 'B', csr: null } }, 'm');
    expect([other.reason, other.likely]).toEqual(['no-convention', []]);
  });
  it('are judged as candidates for that mutuelle, and its answer stays unknown', () => {
    const stopped = {
      by: 'own',
      health: 'down',
      platform: 'open',
      flows: ['virement'],
      effectiveAt: noon,
    } as const;
    const { answer, known, question } = asked([convention('open', ['optician'])], 'pharmacist', [stopped]);
    expect(answer).toMatchObject({
      verdict: 'unknown',
      payment: 'unknown',
      reason: 'no-convention',
      candidates: [],
    });
    expect(answer.likely).toMatchObject([
      { platform: 'open', verdict: 'possible', payment: 'suspended', since: null },
    ]);
    expect(boardRows(known, question)[0]?.likely).toEqual([
      { platform: 'open', knownFor: ['optician'], verdict: 'possible', payment: 'suspended', since: null },
    ]);
    expect(answerForOperator(known, question, 'open')).toMatchObject({ payment: 'normal', likely: [] });
  });
});
