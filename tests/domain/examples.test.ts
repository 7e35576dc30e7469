import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Profession } from '#server/domain/facts/vocabulary';
import { answerFor, answerForOperator } from '#server/domain/judgement/answer';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { recordOf } from '../support/world/builders';

type Expected = {
  verdict: string;
  payment: string;
  likely?: { platform: string; knownFor: string[]; verdict: string; payment: string }[];
  candidates: Record<string, { verdict: string; payment: string; flows: Record<string, ExpectedFlow> }>;
};
type ExpectedFlow = {
  health: string;
  basis: string;
  since: string | null;
  root: string;
};
type Example = {
  dataset: Parameters<typeof recordOf>[0];
  questions: {
    profession: Profession;
    at: string;
    knownAt: string | null;
    concentrator: string | null;
    answers: Record<string, Expected>;
    operators: Record<string, { verdict: string; payment: string; someMutuelles: string[] }>;
  }[];
};

const folder = join(import.meta.dirname, 'examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(files)('the worked example %s', (file) => {
  const { dataset, questions }: Example = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const { directory, evidence } = recordOf(dataset);
  const listsEveryFlow = !file.startsWith('world');

  it.each(questions)('answers a $profession at $at, known at $knownAt', (question) => {
    const at = new Date(question.at);
    const known = knownFacts(directory, evidence, at, question.knownAt ? new Date(question.knownAt) : at);
    const asked = { ...question, card: { code: null, csr: null } };

    for (const [mutuelle, expected] of Object.entries(question.answers)) {
      const answer = answerFor(known, asked, mutuelle);
      const candidates = answer.candidates.map((candidate) => [
        candidate.platform,
        {
          verdict: candidate.verdict,
          payment: candidate.payment,
          flows: Object.fromEntries(
            candidate.flows
              .filter(({ shown }) => listsEveryFlow || shown.health !== 'operational')
              .map(({ flow, shown }) => [
                flow,
                {
                  health: shown.health,
                  basis: shown.basis,
                  since: shown.since?.toISOString() ?? null,
                  root: shown.platform,
                },
              ]),
          ),
        },
      ]);
      const { verdict, payment } = answer;
      const likely = answer.likely.map(({ platform, knownFor, verdict, payment }) => ({
        platform,
        knownFor,
        verdict,
        payment,
      }));
      expect({ verdict, payment, candidates: Object.fromEntries(candidates), likely }, mutuelle).toEqual({
        likely: [],
        ...inUtc(expected),
      });
    }
    for (const [platform, expected] of Object.entries(question.operators)) {
      const { verdict, payment, someMutuelles } = answerForOperator(known, asked, platform);
      expect({ verdict, payment, someMutuelles }, platform).toEqual(expected);
    }
  });
});

const inUtc = (expected: Expected): Expected =>
  JSON.parse(JSON.stringify(expected), (key, value) =>
    key === 'since' && value ? new Date(value).toISOString() : value,
  );
