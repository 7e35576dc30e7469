import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDataset } from '#server/contract/dataset';
import { readWhole } from '#server/dataset/file';
import { importDataset } from '#server/dataset/load';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';

type Question = {
  profession: string;
  at: string;
  knownAt: string | null;
  concentrator: string | null;
  answers: Record<string, Expected>;
  operators: Record<string, { verdict: string; payment: string; someMutuelles: string[] }>;
};
type Expected = {
  verdict: string;
  payment: string;
  likely?: Likely[];
  candidates: Record<string, Candidate>;
};
type Likely = {
  platform: string;
  knownFor: string[];
  verdict: string;
  payment: string;
  since?: string | null;
};
type Candidate = { verdict: string; payment: string; flows: Record<string, ShownFlow> };
type ShownFlow = { health: string; basis: string; since: string | null; root: string };
type Result = {
  platform: string;
  verdict: string;
  payment: string;
  flows: (ShownFlow & { flow: string; rootPlatform: string })[];
};

const folder = join(import.meta.dirname, '../domain/examples');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const utc = (instant: string | null) => instant && new Date(instant).toISOString();

const imported = async (input: unknown) => {
  const database = await createDatabase();
  const dataset = readDataset(input);
  if (!dataset.ok) throw new Error(JSON.stringify(dataset.refusal));
  const done = await importDataset(database.db, dataset.value);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return database;
};

describe.each(files)('the worked example %s, imported', (file) => {
  const { dataset, questions }: { dataset: unknown; questions: Question[] } = JSON.parse(
    readFileSync(join(folder, file), 'utf8'),
  );
  let first: Awaited<ReturnType<typeof imported>>;
  let again: Awaited<ReturnType<typeof imported>>;
  beforeAll(async () => {
    first = await imported(dataset);
    again = await imported(JSON.parse(JSON.stringify(await readWhole(first.db))));
  });
  afterAll(async () => {
    await first.close();
    await again.close();
  });

  it.each(questions)('answers a $profession at $at over HTTP', async (question) => {
    const { get } = openDoors(first);
    const asked = new URLSearchParams({ at: question.at });
    if (question.knownAt) asked.set('knownAt', question.knownAt);
    if (question.concentrator) asked.set('concentrator', question.concentrator);

    for (const [mutuelle, expected] of Object.entries(question.answers)) {
      const { body } = await get(`/api/v1/answers/${question.profession}/${mutuelle}?${asked}`);
      expect(shortOf(body, expected), mutuelle).toEqual(JSON.parse(JSON.stringify(expected), inUtc));
    }
    for (const [platform, expected] of Object.entries(question.operators)) {
      const { body } = await get(`/api/v1/answers/${question.profession}/platforms/${platform}?${asked}`);
      expect(body, platform).toMatchObject(expected);
    }
  });

  it('answers every question the same once exported and imported elsewhere', async () => {
    for (const { profession, at, knownAt } of questions) {
      const asked = new URLSearchParams({ profession, at, ...(knownAt ? { knownAt } : {}) });
      const board = async (record: typeof first) => {
        const { seq: _, ...body } = (await openDoors(record).get(`/api/v1/answers?${asked}`)).body;
        return body;
      };
      expect(await board(again)).toEqual(await board(first));
    }
  });
});

const inUtc = (key: string, value: unknown) => (key === 'since' ? utc(value as string | null) : value);

/** What the example lists of an answer: the flows it names, or those that are not operational. */
const shortOf = (
  body: { verdict: string; payment: string; likely: Likely[]; candidates: Result[] },
  expected: Question['answers'][string],
) => ({
  verdict: body.verdict,
  payment: body.payment,
  ...(body.likely.length > 0 ? { likely: body.likely.map(({ since: _, ...each }) => each) } : {}),
  candidates: Object.fromEntries(
    body.candidates.map(({ platform, verdict, payment, flows }) => {
      const listed = expected.candidates[platform]?.flows ?? {};
      const result = flows.filter(({ flow, health }) => flow in listed || health !== 'operational');
      const short = result.map(({ flow, health, basis, since, rootPlatform }) => [
        flow,
        { health, basis, since, root: rootPlatform },
      ]);
      return [platform, { verdict, payment, flows: Object.fromEntries(short) }];
    }),
  ),
});
