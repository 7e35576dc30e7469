import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSigner } from '#server/signing/keys';
import { command, npmRun } from '../support/runner/commands';

const MADE = new Date('2026-03-02T08:00:00Z');

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-verify-'));
  file = join(folder, 'snapshot.json');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const publish = async (seq: number) => {
  const signer = await openSigner(folder, MADE);
  const bytes = Buffer.from(
    JSON.stringify({
      format: 'comptoir-snapshot/1',
      seq,
      generatedAt: MADE.toISOString(),
      validUntil: '2026-03-02T08:15:00.000Z',
      keyId: signer.keyId,
      auditHead: { number: 3, hash: 'a'.repeat(64) },
    }),
  );
  await writeFile(file, bytes);
  await writeFile(`${file}.sig`, signer.sign(bytes));
};

/** With no database anywhere. */
const verify = () => command('verify', { DATA_DIR: folder }, file);

describe('npm run verify -- FILE', () => {
  it('believes what we signed, says its age, and remembers its number', async () => {
    await publish(12);
    const { code, said } = await npmRun('verify', { DATA_DIR: folder }, file);
    expect(said).toContain('signé, numéro 12');
    expect(said).toContain('À vérifier');
    expect(code).toBe(0);
  }, 60_000);
  it('refuses an older one afterwards, though genuine', async () => {
    await publish(11);
    const { code, said } = await verify();
    expect(said).toContain('non vérifiable');
    expect(code).toBe(1);
  }, 60_000);
  it('refuses changed bytes', async () => {
    await publish(13);
    await writeFile(file, '{"format":"comptoir-snapshot/1"}');
    expect((await verify()).code).toBe(1);
  }, 60_000);
});
