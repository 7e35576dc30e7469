import { snapshot } from '#server/contract/snapshot';
import { accept, type Result, refuse } from '#server/domain/result';
import { isSigned, type SigningKey } from './signing';

/** What is remembered of the last file believed, so that an older one is refused. */
export type Seen = { seq: number; generatedAt: string };

const head = snapshot.pick({
  format: true,
  seq: true,
  generatedAt: true,
  validUntil: true,
  keyId: true,
  auditHead: true,
});
export type SnapshotHead = ReturnType<typeof head.parse>;

type Given = {
  bytes: Buffer;
  signature: string;
  keys: readonly SigningKey[];
  seen: Seen | null;
};

/** Whether a snapshot file is to be believed, without asking anyone; refused with why, in French. */
export const checkSnapshot = ({ bytes, signature, keys, seen }: Given): Result<SnapshotHead, string> => {
  const read = head.safeParse(parsed(bytes));
  if (!read.success) return refuse('ce n’est pas un état « comptoir-snapshot/1 »');
  const { keyId, seq, generatedAt } = read.data;
  const key = keys.find((each) => each.keyId === keyId);
  if (!key) return refuse(`clé inconnue : ${keyId}`);
  if (!isSigned(key, bytes, signature)) return refuse('la signature n’est pas celle de ces octets');
  if (key.until && new Date(generatedAt) > key.until)
    return refuse(`signé par une clé arrêtée depuis ${key.until.toISOString()}`);
  if (seen && seq < seen.seq) return refuse(`plus ancien que le numéro ${seen.seq} déjà vu : ${seq}`);
  if (seen && seq === seen.seq && generatedAt < seen.generatedAt)
    return refuse(`plus ancien que celui de ${seen.generatedAt} déjà vu`);
  return accept(read.data);
};

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
};
