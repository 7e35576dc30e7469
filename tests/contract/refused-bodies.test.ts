import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as accounts from '#server/contract/accounts';
import * as directoryEdits from '#server/contract/directory-edits';
import * as firstSteps from '#server/contract/first-steps';
import * as incidents from '#server/contract/incidents';
import * as maintenances from '#server/contract/maintenances';
import * as notices from '#server/contract/notices';
import * as payments from '#server/contract/payments';
import * as probes from '#server/contract/probes';
import { saidOf } from '#server/contract/problem';
import * as remarks from '#server/contract/remarks';
import * as providers from '#server/contract/sign-in-providers';
import * as sources from '#server/contract/sources';
import * as statements from '#server/contract/statements';

const MODULES = {
  ...accounts,
  ...directoryEdits,
  ...firstSteps,
  ...incidents,
  ...maintenances,
  ...notices,
  ...payments,
  ...probes,
  ...remarks,
  ...providers,
  ...sources,
  ...statements,
};
const BODIES = Object.entries(MODULES).flatMap(([name, schema]) =>
  schema instanceof z.ZodObject ? [[name, schema] as const] : [],
);

/** What is sent for a field: nothing, another kind, too much of it, signs that no text has. */
const VALUES = fc.oneof(
  fc.constantFrom(null, '', ' ', 'x'.repeat(3_000), '\u202e', '\0', -1, 0.5, 1e9, true, [], {}),
  fc.constant(Array(500).fill('x')),
  fc.string(),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.object({ maxDepth: 1 }),
);

describe('what a body is refused for', () => {
  it('is asked of every body that is written', () => expect(BODIES.length).toBeGreaterThan(25));

  it.each(BODIES)('%s: is said in French, with a cure', (_, schema) => {
    const keys = Object.keys(schema.shape);
    const bodies = fc.oneof(
      fc.record(Object.fromEntries(keys.map((key) => [key, VALUES])), { requiredKeys: [] }),
      fc.record({ inconnue: VALUES }),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const read = schema.safeParse(body);
        for (const issue of read.error?.issues ?? [])
          for (const { message, cure } of saidOf(issue as never, body, 'la description de l’API')) {
            expect(message).not.toMatch(/\b(expected|invalid|too|must|received|to be|have)\b/i);
            expect(cure).toMatch(/\p{L}{3}/u);
          }
      }),
      { numRuns: 60 },
    );
  });
});
