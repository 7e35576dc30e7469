import { type Db, newId } from '#db/database';
import { addInvitation, type Invitation } from '#db/invitations';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { digest, newToken } from './secrets';

export const INVITATION_LIFE = 72 * HOUR;

/** A single-use link. `token` is shown once: only its digest is kept. */
export const invite = async (
  db: Db,
  given: Pick<Invitation, 'organisation' | 'email' | 'role' | 'invitedBy'>,
  now: Date,
): Promise<{ id: string; token: string; expiresAt: Date }> => {
  const token = newToken();
  const invitation = {
    id: newId(),
    ...given,
    email: given.email.trim().toLowerCase(),
    createdAt: now,
    expiresAt: shift(now, INVITATION_LIFE),
  };
  await addInvitation(db, { ...invitation, tokenHash: digest(token), acceptedAt: null, revokedAt: null });
  return { id: invitation.id, token, expiresAt: invitation.expiresAt };
};

/**
 * Where the invited go; opening it spends nothing, only the form it shows does. The token stands after « # », which no
 * browser sends: it is in no journal of a proxy, and told to no other site.
 */
export const invitationAddress = (origin: string, token: string): string =>
  `${origin}/espace/invitation#jeton=${token}`;

export const isOpen = (invitation: Invitation, now: Date): boolean =>
  !invitation.acceptedAt && !invitation.revokedAt && now < invitation.expiresAt;
