import type { HeldConvention } from '#server/contract/directory-edits';

type Key = Pick<HeldConvention, 'mutuelle' | 'platform' | 'code' | 'csr' | 'from'>;

/** What makes a convention the same one, as the journal and an import name it. */
export const conventionKey = ({ mutuelle, platform, code, csr, from }: Key): string =>
  JSON.stringify([mutuelle, platform, code, csr, from]);
