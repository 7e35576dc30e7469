import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startPlatform } from '../support/peers/loopback-platform';

/** In a process of its own, where nothing is loaded yet: how long two checks took, and how long they say they did. */
const PROGRAM = `
  const { runPage } = await import('./tests/support/peers/page-probe.ts');
  const passed = [];
  for (let visit = 0; visit < 2; visit += 1) {
    const startedAt = performance.now();
    const { outcome, durationMs } = await runPage(process.argv[1]);
    passed.push({ outcome, unmeasured: performance.now() - startedAt - durationMs });
  }
  console.log(JSON.stringify(passed));
`;

describe('the first probe after a start', () => {
  it('measures the exchange alone, not what we load for it', async () => {
    const platform = await startPlatform();
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--import', 'tsx', '--input-type=module', '--eval', PROGRAM],
      platform.url(),
    ]);
    const [first, second] = JSON.parse(stdout);
    expect([first.outcome, second.outcome]).toEqual(['ok', 'ok']);
    // A jar of cookies and its list of public suffixes are never loaded in less.
    expect(first.unmeasured).toBeGreaterThan(5);
    expect(first.unmeasured).toBeGreaterThan(second.unmeasured);
    await platform.stop();
  });
});
