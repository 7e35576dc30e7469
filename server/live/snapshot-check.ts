import { snapshot } from '#server/contract/snapshot';
import { checkState, type Refused, type Seen } from '#server/contract/snapshot-check';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { SigningKey } from './signing';

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

/** Whether a snapshot file is to be believed; refused with why, in French. */
export const checkSnapshot = async ({
  bytes,
  signature,
  keys,
  seen,
}: Given): Promise<Result<SnapshotHead, string>> => {
  const checked = await checkState({
    bytes: new Uint8Array(bytes),
    signature,
    keys: keys.map((key) => ({
      ...key,
      until: key.until?.toISOString() ?? null,
      revokedAt: key.revokedAt?.toISOString() ?? null,
    })),
    seen,
  });
  if ('refused' in checked) return refuse(whyOf(checked.refused));
  if (!checked.isSigned) return refuse('ce Node ne sait pas vérifier une signature Ed25519');
  const read = head.safeParse(checked.state);
  return read.success ? accept(read.data) : refuse(NO_STATE);
};

const NO_STATE = 'ce n’est pas un état « comptoir-snapshot/1 »';

const whyOf = (refused: Refused): string => {
  switch (refused.why) {
    case 'form':
      return NO_STATE;
    case 'key':
      return `clé inconnue : ${refused.keyId}`;
    case 'signature':
      return 'la signature n’est pas celle de ces octets';
    case 'stopped':
      return `signé par une clé arrêtée depuis ${refused.until}`;
    case 'revoked':
      return `signé par une clé révoquée le ${refused.at} : rien de ce qu’elle a signé n’est à croire`;
    case 'worth':
      return 'il se dit valable plus de quinze minutes : aucun état ne l’est';
    case 'older':
      return `plus ancien que le numéro ${refused.than.seq} de ${refused.than.generatedAt}, déjà vu`;
  }
};
