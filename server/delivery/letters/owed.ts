import { listAccounts } from '#db/accounts';
import { listInvitationLetters } from '#db/letters';
import { listOrganisations } from '#db/organisations';
import { listLately } from '#db/security-events';
import { invitationAddress } from '#server/accounts/invitations';
import { inForce } from '#server/accounts/restrictions';
import { shift } from '#server/domain/facts/intervals';
import type { SecurityEventKind } from '#server/domain/facts/vocabulary';
import { mayAct } from '#server/domain/speakers/restrictions';
import { type LettersGiven, type OwedLetter, type People, TOLD_FOR } from './letter';
import { pointsOwed } from './points';
import { returnsOwed } from './returns';

export const lettersOwed = async (given: LettersGiven, now: Date): Promise<OwedLetter[]> => {
  const { db } = given;
  const [all, organisations] = await Promise.all([
    listAccounts(db, null),
    listOrganisations(db).then((each) => inForce(db, each, now)),
  ]);
  const accounts = all.filter((each) => mayAct(each, now));
  const record = { accounts, organisations: new Map(organisations.map((each) => [each.id, each])) };
  return [
    ...(await invitationsOwed(given, now)),
    ...(await returnsOwed(given, record, now)),
    ...(await pointsOwed(given, record, now)),
    ...(await securityOwed(given, all, now)),
  ];
};

const invitationsOwed = async (
  { db, secrets, words, origin }: LettersGiven,
  now: Date,
): Promise<OwedLetter[]> =>
  (await listInvitationLetters(db, now)).flatMap(({ id, email, sealed, ...invitation }): OwedLetter[] => {
    const token = opened(secrets, sealed);
    if (token === null) return [];
    const said = words.invitation(invitation, now);
    const url = invitationAddress(origin, token);
    return [{ kind: 'invitation', subject: id, recipient: id, to: email, said, why: 'invited', url }];
  });

/** Null: it was sealed with another key, and keeps no other letter from leaving. */
const opened = ({ unseal }: LettersGiven['secrets'], sealed: string): string | null => {
  try {
    return unseal(sealed);
  } catch {
    return null;
  }
};

/** What anybody may cause by trying is on the page, and fills nobody's box. */
const TOLD_BY_MAIL: readonly SecurityEventKind[] = [
  ...(['codes-locked', 'new-browser', 'factor-added', 'factor-removed', 'recovery-codes'] as const),
  ...(['password-changed', 'password-renewal', 'key-made', 'key-new-network', 'key-ends-soon'] as const),
  ...(['account-recovered', 'account-closed', 'account-reopened'] as const),
  ...(['restriction-asked', 'restriction-confirmed', 'restriction-cancelled'] as const),
];

/** To whom it happened, and to those who answer for the people of its organisation. */
const securityOwed = async (
  { db, words, origin }: LettersGiven,
  accounts: People['accounts'],
  now: Date,
): Promise<OwedLetter[]> => {
  const events = await listLately(db, TOLD_BY_MAIL, shift(now, -TOLD_FOR));
  return events.flatMap((event) =>
    accounts
      .filter(
        (each) =>
          each.id === event.account ||
          (each.organisation === event.organisation && each.role !== 'author' && mayAct(each, now)),
      )
      .map((each): OwedLetter => {
        const isOwn = each.id === event.account;
        const by = event.by === null || event.by === event.name ? null : event.by;
        return {
          kind: 'security',
          subject: event.id,
          recipient: each.id,
          to: each.email,
          said: words.security({ ...event, of: isOwn ? null : event.name, by }, now),
          why: 'writer',
          url: `${origin}/espace/securite`,
        };
      }),
  );
};
