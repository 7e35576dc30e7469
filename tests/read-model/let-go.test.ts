import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { shareFacts } from '#server/domain/facts/platform-facts';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { knownFacts, knownOf } from '#server/domain/judgement/known-facts';
import { boardOf, boardText, linesOf } from '#server/read-model/boards';
import type { ReadState } from '#server/read-model/read-model';
import { aStatement, recordOf } from '../support/world/builders';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const NOW = new Date('2026-11-28T10:00:00Z');
const VERSIONS = 30;
/** The last one and the one it is compared with are at work. */
const AT_WORK = 3;

/** A version is judged for every profession as readers ask; only what it shares with the next outlives it. */
it('a version that readers no longer see is let go, with its boards and texts', async () => {
  const file = JSON.parse(readFileSync('db/data/directory.json', 'utf8'));
  const { directory, evidence: first } = recordOf(file);
  const versions: WeakRef<object>[] = [];
  const facts: WeakRef<object>[] = [];
  let evidence = first;
  const turn = (number: number): void => {
    const statement = aStatement({
      id: `made-up-${number}`,
      by: 'viamedis',
      platform: 'viamedis',
      health: number % 3 === 0 ? 'down' : 'operational',
      professions: null,
      effectiveAt: shift(NOW, number * MINUTE),
      recordedAt: shift(NOW, number * MINUTE),
    });
    const next = { ...evidence, statements: [...evidence.statements, statement] };
    shareFacts(evidence, next);
    evidence = next;
    const at = shift(NOW, number * MINUTE + 1);
    const read: ReadState = {
      seq: number,
      auditHead: { number, hash: '' },
      directory,
      evidence,
      at,
      knownAt: at,
      age: 0,
    };
    for (const profession of PROFESSIONS) {
      versions.push(new WeakRef(boardOf(read, profession)), new WeakRef(linesOf(read, profession)));
      boardText(read, profession);
    }
    const said = knownOf(knownFacts(directory, next, at, at), 'viamedis');
    versions.push(new WeakRef(next));
    facts.push(new WeakRef(said));
  };
  for (let number = 1; number <= VERSIONS; number += 1) turn(number);
  // What a promise still holds is let go in a later task.
  await pause(0);
  collect();
  for (const kept of [versions, facts]) {
    const alive = kept.filter((each) => each.deref() !== undefined).length;
    expect(alive).toBeLessThanOrEqual((kept.length / VERSIONS) * AT_WORK);
    expect(alive).toBeGreaterThan(0);
  }
});
