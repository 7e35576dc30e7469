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
  it('says of each file in one sentence why it is none, and reads the others', async () => {
    await publish(20);
    const picture = join(folder, 'image.png');
    const empty = join(folder, 'vide.json');
    const indented = join(folder, 'attestation.json');
    await writeFile(picture, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    await writeFile(empty, '');
    await writeFile(
      indented,
      '{\n  "attestation": { "format": "comptoir-attestation/1" },\n  "signature": "AA=="\n}\n',
    );
    const absent = join(folder, 'absent.json');
    const { code, said } = await command(
      'verify',
      { DATA_DIR: folder },
      ...[folder, absent, empty, picture, indented, file],
    );
    expect(said.split('\n')).toEqual([
      expect.stringMatching(/snapshot\.json : signé, numéro 20/),
      `${folder} : non vérifiable : c’est un dossier, et un fichier est attendu.`,
      `${absent} : non vérifiable : il n’y a pas de fichier de ce nom.`,
      `${empty} : non vérifiable : il est vide.`,
      `${picture} : non vérifiable : ce n’est pas une attestation, et un état a sa signature à côté (${picture}.sig).`,
      expect.stringMatching(
        /attestation\.json : non vérifiable : ce n’est pas une attestation .+à l’octet près/,
      ),
    ]);
    expect(code).toBe(1);
  }, 60_000);
  it('says that a list of keys is none, and what no longer tells what was seen', async () => {
    await publish(21);
    const keys = join(folder, 'cles.json');
    for (const text of ['', '{}', 'pas du JSON']) {
      await writeFile(keys, text);
      const { code, said } = await command('verify', { DATA_DIR: folder }, '--keys', keys, file);
      expect([code, said]).toEqual([1, `${keys} : ce n’est pas une réponse de GET /api/v1/signing-keys.`]);
    }
    const none = await command('verify', { DATA_DIR: folder }, '--keys', join(folder, 'absent'), file);
    expect(none.said).toBe(`${join(folder, 'absent')} : il n’y a pas de fichier de ce nom.`);
    await writeFile(`${file}.seen`, '{"seq":');
    expect((await verify()).said).toMatch(/snapshot\.json\.seen : illisible\. Ôtez-le/);
  }, 60_000);
});
