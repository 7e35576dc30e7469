import type { OrganisationKind } from '#server/domain/vocabulary';
import type { NameOf } from '../told';
import type { Refusal } from './typed';

export type Key = {
  id: string;
  account: string;
  organisation: string;
  kind: 'writer' | 'probe';
  name: string;
  createdAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
};

export type KeysTold = {
  keys: readonly Key[];
  /** Of accounts and organisations. */
  nameOf: NameOf;
  kind: OrganisationKind;
  isDesk: boolean;
  /** Where programs reach us. */
  origin: string;
  at: string;
  isCodeAsked: boolean;
  done: string | null;
  refused: Refusal | null;
  /** A key just made: its secret is shown once. */
  made: { secret: string; isProbe: boolean } | null;
};
