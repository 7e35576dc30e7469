import type { RestrictionTold } from '#server/contract/restrictions';
import type { OrganisationKind, Role } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../told';
import type { Refusal } from './typed';

export type Person = {
  id: string;
  organisation: string;
  email: string | null;
  name: string;
  role: Role;
  createdAt: string;
  /** The machine's command answered for it. */
  vouchedAt: string | null;
  disabledAt: string | null;
  suspendedAt: string | null;
  mustRenew: boolean | null;
};
export type Invitation = {
  id: string;
  organisation: string;
  email: string;
  role: Role;
  createdAt: string;
  expiresAt: string;
};

export type PeopleTold = {
  own: string;
  self: string;
  isDesk: boolean;
  people: readonly Person[];
  restrictions: readonly RestrictionTold[];
  invitations: readonly Invitation[];
  organisations: readonly { id: string; name: string; kind: OrganisationKind }[];
  nameOf: NameOf;
  at: string;
  isCodeAsked: boolean;
  done: string | null;
  refused: Refusal | null;
  /** An invitation just made: its link is shown once. */
  made: { email: string; address: string; expiresAt: string } | null;
};
