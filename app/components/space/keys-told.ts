import type { RestrictionTold } from '#server/contract/restrictions';
import type { KeyAction, OrganisationKind } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../told';
import type { Refusal } from './typed';

export type Key = {
  id: string;
  account: string;
  organisation: string;
  kind: 'writer' | 'probe';
  name: string;
  actions: readonly KeyAction[];
  /** Null: all those of its organisation. */
  platforms: readonly string[] | null;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
  /** Where it was used from, the newest first. */
  networks: readonly { network: string; firstUsedAt: string }[];
};

export type KeysTold = {
  keys: readonly Key[];
  restrictions: readonly RestrictionTold[];
  /** What a new one may name. */
  mayName: readonly KeyAction[];
  platforms: readonly { id: string; name: string }[];
  /** Of accounts, organisations and platforms. */
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
