import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '#db/database';
import { addProfessionalSession } from '#db/sessions';
import { createSecrets, digest, newToken } from '#server/accounts/secrets';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import { reporterOf } from '#server/http/reporting/reporter-identity';
import { keepReport } from '#server/measurements/reports';
import { forgetReporters } from '#server/runtime/jobs';
import { findReporters, isIn, readAll } from './backups/thief';
import { ask } from './kit/asking';
import { command, openDatabase, type Server, startServer } from './kit/server';
import { isQuick, makeFolder, type Row } from './kit/support';

/** As many as are on a public list, made up: nobody has such a number. */
const LISTED = isQuick ? 60 : 300;
const REPORTING = 12;
const NUMBERS = Array.from({ length: LISTED }, (_, index) => `899${String(index * 7919).padStart(9, '0')}`);
const PASSPHRASE = 'une phrase que cette panne est seule à connaître';
const KEYS = ['secret.key', 'keys/signing.pem'];

const REPORT = { profession: 'optician', platform: 'viamedis', flow: 'pec', outcome: 'blocked' } as const;
const REMARK = {
  profession: 'optician',
  platform: 'viamedis',
  mutuelle: 'malakoff-humanis',
  says: 'not-served',
} as const;

/** Reports and remarks of practices that are signed in, through the doors, and of the day before. */
const reportAll = async (server: Server, db: Db, secretKey: string): Promise<readonly string[]> => {
  const reporting = NUMBERS.slice(0, REPORTING);
  const now = new Date();
  for (const number of reporting) {
    const subjectHash = createSecrets(secretKey).keyed('professional', number);
    const token = newToken();
    const opened = { tokenHash: digest(token), subjectHash, createdAt: now, expiresAt: shift(now, HOUR) };
    await addProfessionalSession(db, opened);
    const headers = { Cookie: `professional=${token}`, 'Sec-Fetch-Site': 'same-origin' };
    for (const [path, body] of [
      ['/api/v1/reports', REPORT],
      ['/api/v1/remarks', REMARK],
    ] as const) {
      const { status, text } = await ask(server.origin, { path, headers, body });
      if (status !== 201) throw new Error(`${path} : ${status} ${text}`);
    }
    const before = shift(now, -DAY);
    const reporter = await reporterOf(db, subjectHash, before);
    await db
      .transaction()
      .execute((trx) => keepReport(trx, { ...REPORT, mutuelle: null, reporter, reportedAt: before }));
  }
  return reporting;
};

/** What a backup held before: the tables of who reports and of salts as they are, for the thief to be tried on. */
const liveTables = async (db: Db): Promise<Buffer> => {
  const rows = await Promise.all(
    ['report', 'remark', 'report_salt'].map((table) =>
      sql`select to_jsonb(each) as row from ${sql.table(table)} as each`.execute(db),
    ),
  );
  return Buffer.from(JSON.stringify(rows.map((each) => each.rows)));
};

/** Backups by the command itself: without keys, and with them. */
const backUp = async ({ dataDir }: Server, name: string, args: string[], env: Record<string, string>) => {
  const folder = join(await makeFolder(), name);
  const { code, err } = await command('backup', dataDir, [folder, ...args], env);
  return { folder, code, err };
};

/** Whether the keys come back byte for byte by their passphrase, and not by another. */
const opensBySealOnly = async (taken: string, keys: readonly Buffer[], file: string): Promise<boolean> => {
  const [there, elsewhere] = [await makeFolder(), join(await makeFolder(), 'none')];
  const wrong = await command('restore', elsewhere, [taken], { BACKUP_PASSPHRASE: `${PASSPHRASE} ou pas` });
  const isUntouched = (await stat(elsewhere).catch(() => null)) === null;
  const right = await command('restore', there, [taken], { BACKUP_PASSPHRASE_FILE: file });
  if (right.code !== 0) throw new Error(right.err);
  const back = await Promise.all(KEYS.map((path) => readFile(join(there, path))));
  return wrong.code === 1 && isUntouched && back.every((bytes, index) => keys[index]?.equals(bytes));
};

export const f32: Row = {
  id: 'F32',
  broken: 'a backup read by a thief, who has the list of professionals and the machine’s secret',
  target: '0 who reported computed; no key in it unless asked for, and then sealed',
  async run() {
    const server = await startServer();
    const { db } = await openDatabase(server);
    const keys = await Promise.all(KEYS.map((path) => readFile(join(server.dataDir, path))));
    const secretKey = String(keys[0]).trim();
    const reporting = await reportAll(server, db, secretKey);
    const control = findReporters(await liveTables(db), NUMBERS, secretKey);

    const bare = await backUp(server, 'bare', [], {});
    const unsealed = await backUp(server, 'unsealed', ['--with-keys'], {});
    const file = join(await makeFolder(), 'phrase');
    await writeFile(file, `${PASSPHRASE}\n`, { mode: 0o600 });
    const sealed = await backUp(server, 'sealed', ['--with-keys'], { BACKUP_PASSPHRASE_FILE: file });
    const loots = await Promise.all([bare.folder, sealed.folder].map(readAll));
    const computed = loots.map((loot) => findReporters(loot, NUMBERS, secretKey));
    const keysIn = loots.flatMap((loot) => keys.filter((key) => isIn(loot, Buffer.from(String(key).trim()))));

    await forgetReporters(db, shift(new Date(), 2 * DAY));
    const later = findReporters(await liveTables(db), NUMBERS, secretKey);
    await server.stop();
    const opens = await opensBySealOnly(sealed.folder, keys, file);

    const found = computed.flatMap((each) => each.found);
    return {
      isMet:
        control.found.length === reporting.length &&
        bare.code === 0 &&
        sealed.code === 0 &&
        unsealed.code === 1 &&
        found.length + later.found.length + keysIn.length === 0 &&
        opens,
      measured:
        `${LISTED} numbers listed, ${reporting.length} of them reported: the thief finds ${control.found.length} in the tables as they were ` +
        `backed up once, ${found.length} in two backups (${computed.map(({ tried }) => tried).join(' and ')} digests tried), ` +
        `${later.found.length} in the live base two days later; keys in backups: ${keysIn.length}; asked for without a passphrase: ` +
        `${unsealed.code === 1 ? 'refused' : 'NOT REFUSED'}; sealed ones ${opens ? 'come back by their passphrase alone' : 'NOT KEPT'}`,
    };
  },
};
