import type { Client } from '#server/client';
import type { RestrictionRecord } from '#server/contract/restrictions';
import type { OrganisationKind, Role } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import type { NameOf } from '../../ui/names';
import { peopleWords } from '../../words/space-people';
import type { Refusal } from '../form/typed';
import type { Writer } from '../writer';
import { isDesk, outOfScope } from '../writer';

/** Whom a manager answers for: those who have an account, and those whose invitation is open. */
export const readPeople = async (writer: Writer, client: Client, now: Date) => {
  managersOnly(writer);
  const [{ body: people }, { body: invited }, { body: organisations }, { body: asked }] = await Promise.all([
    ask(client.api.v1.accounts.$get()),
    ask(client.api.v1.invitations.$get()),
    ask(client.api.v1.organisations.$get()),
    ask(client.api.v1.restrictions.$get()),
  ]);
  return {
    own: writer.organisation.id,
    self: writer.account.id,
    isDesk: isDesk(writer),
    people: people.accounts,
    restrictions: asked.restrictions,
    invitations: invited.invitations.filter(
      ({ acceptedAt, revokedAt, expiresAt }) => !acceptedAt && !revokedAt && Date.parse(expiresAt) > +now,
    ),
    organisations: organisations.organisations.map(({ id, name, kind }) => ({ id, name, kind })),
  };
};

/** Inviting and keys are for those who answer for others in their organisation. */
export const managersOnly = (writer: Writer): void => {
  if (writer.account.role === 'author') throw outOfScope(writer, peopleWords.whom);
};

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

export type PeopleData = {
  own: string;
  self: string;
  isDesk: boolean;
  people: readonly Person[];
  restrictions: readonly RestrictionRecord[];
  invitations: readonly Invitation[];
  organisations: readonly { id: string; name: string; kind: OrganisationKind }[];
  nameOf: NameOf;
  at: string;
  isCodeAsked: boolean;
  done: string | null;
  refused: Refusal | null;
  /** An invitation just made: its link is shown once. */
  made: { email: string; address: string; expiresAt: string; isMailed: boolean } | null;
};
