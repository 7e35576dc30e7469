import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerFor } from '#server/domain/judgement/answer';
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
