import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWrong, type Server, scriptOf, someServer, WRONGS } from '../support/peers/generated-servers';
import { runPage } from '../support/peers/page-probe';
import { type RawServer, startRawServer } from '../support/peers/raw-server';

const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

let raw: RawServer;
beforeAll(async () => {
  raw = await startRawServer();
});
afterAll(() => raw.stop());

const look = ({ word }: Server, timeoutMs: number) => {
  const header = { name: 'x-version', match: 'equals', value: 'portail 4' };
  return runPage(raw.url('/?n=0'), { text: word, header }, timeoutMs);
};

describe('a generated server', () => {
  it('that answers what is expected is never called down', async () => {
    await fc.assert(
      fc.asyncProperty(someServer, async (server) => {
        raw.answer(scriptOf(server, null));
        const { outcome, seen } = await look(server, 5_000);
        expect(`${outcome}: ${seen}`).toMatch(/^ok: réponse 200 en \d+ ms$/);
      }),
      RUNS,
    );
  });
  it('that does not is never called good, and it is said why', async () => {
    await fc.assert(
      fc.asyncProperty(someServer, fc.constantFrom(...WRONGS), async (server, wrong) => {
        fc.pre(isWrong(server, wrong));
        raw.answer(scriptOf(server, wrong));
        const { outcome, seen } = await look(server, wrong === 'stalled' ? 200 : 5_000);
        expect(outcome).toBe(wrong === 'stalled' ? 'timeout' : 'failed');
        expect(seen).not.toMatch(/undefined|échec \(/);
      }),
      RUNS,
    );
  });
});
