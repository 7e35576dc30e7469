import type { Deed } from '#db/audit';
import { addRequest, finishRequest, lockRequest } from '#db/requests';
import { accept, type Result, refuse } from '#server/domain/result';
import { type NotSecond, notSecondPerson } from '#server/domain/second-person';
import { unknownId } from '../kit/suggestions';
import type { Refusal } from '../problems';
import type { Writing } from './write';

const NOT_SECOND: Record<NotSecond, string> = {
  'is-author': 'Vous ne pouvez pas être la deuxième personne de vos propres mots.',
  'invited-by-author': 'L’un de vous deux a invité l’autre : vous ne pouvez pas être sa deuxième personne.',
  'too-recent':
    'Votre compte a moins de sept jours : il ne peut pas encore confirmer pour votre organisation.',
};

export const notSecond = (why: NotSecond): Refusal => ({
  kind: 'not-second-person',
  detail: NOT_SECOND[why],
  cure: 'Demandez à un autre compte : d’une autre organisation, ou de la vôtre depuis plus de sept jours.',
});

/** Who asked first is not asked again; the second one, if it is one, settles it. */
export const agreed = async (
  { trx, writer, now }: Writing,
  action: 'closing' | 'retraction',
  target: string,
  body: object,
): Promise<Result<{ isSettled: boolean; deeds: Deed[] }, Refusal>> => {
  const { account, organisation } = writer.person;
  const asked = await lockRequest(trx, action, target);
  if (!asked) {
    await addRequest(trx, { action, target, account, organisation, body }, now);
    const deed = { action: `${action}-asked`, noun: 'request', id: target, before: null, after: body };
    return accept({ isSettled: false, deeds: [deed] });
  }
  if (asked.account === account) return accept({ isSettled: false, deeds: [] });
  const not = notSecondPerson(writer.person, asked, now);
  if (not) return refuse(notSecond(not));
  await finishRequest(trx, asked.id, now);
  return accept({ isSettled: true, deeds: [] });
};

/** One person settles it after all: what was asked before waits no more. */
export const settledAlone = async (
  { trx, now }: Writing,
  action: 'closing' | 'retraction',
  target: string,
): Promise<void> => {
  const asked = await lockRequest(trx, action, target);
  if (asked) await finishRequest(trx, asked.id, now);
};

export const unknownStatement = (id: string, pointer = '/param/id'): Refusal =>
  unknownId('statement', id, pointer);

export const unknownIncident = (id: string): Refusal => unknownId('incident', id, '/param/id');
