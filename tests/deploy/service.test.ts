import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ANALYSE = ['/usr/bin/systemd-analyze', '/bin/systemd-analyze'].find(existsSync);

describe('server/deploy/comptoir.service', () => {
  const text = readFile(join(ROOT, 'server/deploy/comptoir.service'), 'utf8');

  it('runs the program that the build makes', async () => {
    const [, program = ''] = /^ExecStart=\S+ (\S+)$/m.exec(await text) ?? [];
    expect(existsSync(join(ROOT, program)), program).toBe(true);
  });
  it('is started again for as long as it takes, and takes no more of the machine than it says', async () => {
    const lines = (await text).split('\n');
    for (const line of ['StartLimitIntervalSec=0', 'Restart=always', 'UMask=0027', 'CapabilityBoundingSet='])
      expect(lines).toContain(line);
    for (const limit of ['MemoryMax', 'TasksMax', 'LimitNOFILE', 'StateDirectoryMode'])
      expect(await text).toMatch(new RegExp(`^${limit}=\\w+$`, 'm'));
  });
  it.runIf(ANALYSE)('leaves the program little of the machine', async () => {
    const unit = join(ROOT, 'server/deploy/comptoir.service');
    // It ends otherwise than 0 above the threshold.
    const { stdout } = await promisify(execFile)(ANALYSE ?? '', [
      'security',
      '--offline=yes',
      '--threshold=40',
      '--no-pager',
      unit,
    ]);
    expect(stdout).toContain('Overall exposure level');
  });
  it.runIf(ANALYSE)('is all understood by systemd', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'comptoir-unit-'));
    try {
      const unit = join(folder, 'comptoir.service');
      // It asks whether what is to be run is there, which depends on where node lives.
      await writeFile(unit, (await text).replace('/usr/bin/node', process.execPath));
      const { stderr } = await promisify(execFile)(ANALYSE ?? '', ['verify', unit]);
      expect(stderr.split('\n').filter((line) => line.includes('comptoir.service'))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
