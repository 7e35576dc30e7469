import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerFor } from '#server/domain/judgement/answer';
import { describeAnswer } from '#server/domain/judgement/answer-details';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { paris, recordOf } from '../support/world/builders';
import { FEBRUARY_2024 } from '../support/world/february-2024';

const file = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../db/data/${name}.json`, import.meta.url), 'utf8'));
const { directory, evidence } = recordOf(file('directory'), file('incident-2024'));

describe('February 2024, replayed (RULES.md 12)', () => {
  it.each(FEBRUARY_2024)('$at: $profession, $mutuelle → $verdict, payment $payment ($because)', (row) => {
    const at = paris(row.at);
    const known = knownFacts(directory, evidence, at, row.knownAt ? paris(row.knownAt) : at);
    const question = { profession: row.profession, card: { code: null, csr: null }, concentrator: null };
    const { verdict, payment } = answerFor(known, question, row.mutuelle);
    expect({ verdict, payment }).toEqual({ verdict: row.verdict, payment: row.payment });
  });
});

describe('2 February 2024 at noon, of mutuelles whose operator is known in other professions only', () => {
  const at = paris('2024-02-02 12:00');
  const known = knownFacts(directory, evidence, at, at);
  const question = { profession: 'pharmacist' as const, card: { code: null, csr: null }, concentrator: null };
  const likelyOf = (mutuelle: string) =>
    answerFor(known, question, mutuelle).likely.map(({ platform }) => platform);

  it('MGEN is said under a condition, with reserve and the payment suspended, and both notices', () => {
    const answer = describeAnswer(known, evidence, question, 'mgen');
    expect(answer).toMatchObject({ verdict: 'unknown', reason: 'no-convention' });
    expect(answer.likely).toMatchObject([
      { platform: 'viamedis', verdict: 'restricted', payment: 'suspended' },
    ]);
    expect(answer.likely[0]?.knownFor).toContain('optician');
    expect(answer.notices.map(({ by }) => by).sort()).toEqual(['fspf', 'uspo']);
  });
  it('102 have Viamedis alone, and 13 a second one', () => {
    const likely = [...directory.mutuelles.keys()].map(likelyOf).filter((each) => each.includes('viamedis'));
    expect(likely.filter(({ length }) => length === 1)).toHaveLength(102);
    expect(likely.filter(({ length }) => length === 2)).toHaveLength(13);
  });
});

describe('the shipped directory on 28 November 2026', () => {
  const at = paris('2026-11-28 12:00');
  const known = knownFacts(directory, evidence, at, at);
  it.each([
    ['pharmacist', 201],
    ['physician', 150],
    ['dentist', 258],
  ] as const)('a %s has an answer, or a likely one, for %d of 266', (profession, least) => {
    const question = { profession, card: { code: null, csr: null }, concentrator: null };
    const answers = [...directory.mutuelles.keys()].map((id) => answerFor(known, question, id));
    expect(answers).toHaveLength(266);
    expect(
      answers.filter(({ candidates, likely }) => candidates.length + likely.length > 0).length,
    ).toBeGreaterThanOrEqual(least);
  });
});
