import type { Client } from '#server/client';
import { ask } from './ask';
import { isDesk, outOfScope } from './out-of-scope';
import type { Writer } from './space';

/** Whom a manager answers for: those who have an account, and those whose invitation is open. */
export const readPeople = async (writer: Writer, client: Client, now: Date) => {
  managersOnly(writer);
  const [{ told: people }, { told: invited }, { told: organisations }, { told: asked }] = await Promise.all([
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
  if (writer.account.role === 'author') throw outOfScope(writer, 'aux responsables');
};
