import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command as Program } from 'commander';
import { checkAudit } from '#db/audit-check';
import { holdsRow, standingOf } from '#db/audit-ends';
import type { Db } from '#db/database';
import { readHead } from '#db/directory';
import { openDatabase } from '#db/open';
import { MINUTE } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { checkAttestationText, isAttestation } from '#server/signing/attestation';
import { checkFile, readKeys } from '#server/signing/check';
import { readSigningKeys } from '#server/signing/keys';
import type { SigningKey } from '#server/signing/sign';
import { readSignedHeads } from '#server/signing/signed-heads';
import type { Env } from '../env';
import { type Command, parsed, type Said } from './command';
import { fileFault } from './file-fault';

const withDatabase = async <T>(env: Env, work: (db: Db) => Promise<T>): Promise<T> => {
  const { db, close } = await openDatabase(env, { statementTimeout: 0 });
  try {
    return await work(db);
  } finally {
    await close();
  }
};

const MISDATED =
  'Rien n’est réécrit, mais ces faits ne datent pas du moment que dit le journal : l’horloge de la machine a sauté ' +
  '(npm run admin -- clock), ou une date a été changée à la main.';

const verifyJournal = (env: Env): Promise<Said> =>
  withDatabase(env, async (db) => {
    const { rows, facts, head, faults: found, misdated } = await checkAudit(db);
    const faults = [...(await signedFaults(env, db)), ...found];
    if (faults.length > 0)
      return {
        faults: [...faults, ...misdated, `Journal rompu : ${faults.length} faute(s), la première ci-dessus.`],
      };
    return misdated.length > 0
      ? {
          lines: [`Journal entier : ${rows} lignes, ${facts} faits. Tête : ${head}`],
          faults: [...misdated, MISDATED],
        }
      : { lines: [`Journal intact : ${rows} lignes, ${facts} faits. Tête : ${head}`] };
  });

/** Heads that were signed here, of which the journal holds the row no more: its end was cut, or written again. */
const signedFaults = async ({ DATA_DIR }: Env, db: Db): Promise<string[]> => {
  const faults: string[] = [];
  const signed = await readSignedHeads(DATA_DIR);
  const { seq } = await readHead(db);
  const highest = Math.max(0, ...signed.map((each) => each.seq));
  if (seq < highest) faults.push(`le numéro ${highest} a été signé, la base est au ${seq}`);
  for (const { number, hash, generatedAt } of signed)
    if (!(await holdsRow(db, { number, hash })))
      faults.push(
        `ligne ${number} : signée dans l’état du ${generatedAt}, le journal ne l’a plus telle : sa fin a été coupée ou réécrite`,
      );
  const published = await readFile(join(DATA_DIR, 'public', 'snapshot.json'), 'utf8').catch(() => null);
  if (published === null) return faults;
  const { auditHead, generatedAt } = JSON.parse(published);
  if ((await standingOf(db, auditHead)) === 'lost')
    faults.push(
      `ligne ${auditHead.number} : publiée dans l’état du ${generatedAt}, le journal ne l’a plus telle`,
    );
  return faults;
};

const verifyFiles = async (env: Env, files: readonly string[], listed: string | undefined): Promise<Said> => {
  const keys = [...(await readSigningKeys(env.DATA_DIR)), ...(listed ? await readKeys(listed) : [])];
  const lines: string[] = [];
  const faults: string[] = [];
  for (const file of files) {
    const checked = await readFileOf(file, keys).catch(unread(file));
    if (!checked.ok) {
      faults.push(`${file} : non vérifiable : ${checked.refusal}.`);
      continue;
    }
    const { auditHead, said } = checked.value;
    const { fault, remark } = await comparedWithJournal(env, auditHead);
    if (remark) lines.push(remark);
    if (fault) faults.push(`${file} : non vérifiable : ${fault}.`);
    else lines.push(`${file} : ${said}`);
  }
  return { lines, faults };
};

/** A file that cannot be read keeps none of the others from being verified. */
const unread =
  (file: string) =>
  (error: unknown): Result<never, string> => {
    const fault = fileFault(error);
    if (fault === null) throw error;
    const { path, why } = fault;
    return refuse(path === null || path === file ? why : `${path} : ${why}`);
  };

/** What a file says once it is believed, and the row of the journal that it names. */
const readFileOf = async (
  file: string,
  keys: readonly SigningKey[],
): Promise<Result<{ auditHead: Head; said: string }, string>> => {
  const text = await readFile(file, 'utf8');
  if (isAttestation(text)) {
    const checked = await checkAttestationText(text, keys);
    if (!checked.ok) return checked;
    const { id, auditHead, generatedAt, answer } = checked.value;
    const said = `attestation ${id}, signée le ${generatedAt} : ${answer.name}, ${answer.verdict}, paiement ${answer.payment}.`;
    return accept({ auditHead, said: answer.reconstituted ? `${said} Reconstituée.` : said });
  }
  const checked = await checkFile(file, keys);
  if (!checked.ok) return checked;
  const { seq, generatedAt, validUntil, auditHead } = checked.value;
  const doubt = doubtOf({ generatedAt, validUntil });
  return accept({ auditHead, said: `signé, numéro ${seq}, état de ${generatedAt}.${doubt}` });
};

const doubtOf = ({ generatedAt, validUntil }: { generatedAt: string; validUntil: string }): string => {
  const now = Date.now();
  if (Date.parse(generatedAt) > now + MINUTE)
    return ' À vérifier : il se dit d’un instant à venir ; l’horloge de cette machine ou la nôtre se trompe.';
  return Date.parse(validUntil) < now ? ` À vérifier : il ne valait que jusqu’à ${validUntil}.` : '';
};

type Head = { number: number; hash: string };

/** Neither: the journal holds the row that the file names, or there is no database here to ask. */
const comparedWithJournal = async (
  env: Env,
  { number, hash }: Head,
): Promise<{ fault?: string; remark?: string }> => {
  const isHere =
    env.DATABASE_URL !== undefined ||
    (await access(join(env.DATA_DIR, 'postgres')).then(
      () => true,
      () => false,
    ));
  if (!isHere) return {};
  try {
    const standing = await withDatabase(env, (db) => standingOf(db, { number, hash }));
    if (standing === 'before')
      return {
        remark: `Ligne ${number} : d’avant que le journal soit remis en chaîne sans personne, qui la nomme.`,
      };
    return standing === 'held'
      ? {}
      : { fault: `le journal n’a plus la ligne ${number} qu’il nomme : il a été réécrit` };
  } catch (error) {
    return { remark: `Base injoignable, journal non comparé : ${(error as Error).message}` };
  }
};

/** The journal's chain and every fact beside it; with files, signed snapshots, offline if need be. */
export const verify: Command = async (args, env) => {
  let said: Said = {};
  const program = new Program('npm run verify --')
    .description(
      'Sans fichier : le journal. Avec : la signature d’états publiés ou d’attestations, leur ordre, leur place au journal.',
    )
    .argument('[fichiers...]', 'des attestations, ou des états signés, dont la signature est à côté, en .sig')
    .option('--keys <fichier>', 'une réponse de GET /api/v1/signing-keys, outre les clés de DATA_DIR')
    .action(async (files: string[], { keys }: { keys?: string }) => {
      said = files.length === 0 ? await verifyJournal(env) : await verifyFiles(env, files, keys);
    });
  return (await parsed(program, args)) ?? said;
};
