import { type AuditEntry, entryOf } from '#db/audit';
import { personsOf } from '#db/persons';
import { addRequest, finishRequest, lockRequest } from '#db/requests';
import { factInYear, instantInYear } from '#server/contract/calendar';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import {
  type Asked,
  INDEPENDENCE_AGE,
  importedFrom,
  type NotIndependent,
  notIndependent,
  type Person,
} from '#server/domain/speakers/independence';
import type { Refusal } from '../kit/problems';
import { unknownId } from '../kit/suggestions';
import type { Writing } from './write';

const OTHERS =
  'Demandez à quelqu’un d’autre : de votre organisation ou d’une autre, que ni vous ni ceux qui vous ont fait entrer ' +
  'n’ont invité, et dont le compte a sept jours.';

/** When this account will be of age, to tell whoever is refused until when to wait. */
const ofAgeAt = ({ createdAt }: Person): string => instantInYear(new Date(+createdAt + INDEPENDENCE_AGE));

/** Each reason in words: which rule, and who may do it instead, and when. */
const SAYS: Record<NotIndependent, (person: Person, asked: Asked) => { detail: string; cure: string }> = {
  'same-account': () => ({
    detail: 'Vous ne pouvez pas être la deuxième personne de vos propres mots.',
    cure: OTHERS,
  }),
  'joined-by-invitation': () => ({
    detail:
      'Des invitations vous relient : l’un a fait entrer l’autre, ou la même personne vous a fait entrer tous deux. ' +
      'Vous ne pouvez pas être sa deuxième personne.',
    cure: OTHERS,
  }),
  'too-recent': (person, { now }) => ({
    detail:
      +now - +person.createdAt < INDEPENDENCE_AGE
        ? `Votre compte a moins de sept jours : il ne peut pas encore être une deuxième personne.`
        : 'Le compte de l’autre personne a moins de sept jours : vous ne pouvez pas être sa deuxième personne.',
    cure:
      (+now - +person.createdAt < INDEPENDENCE_AGE ? `Vous le pourrez le ${ofAgeAt(person)}. ` : '') +
      'D’ici là, demandez à quelqu’un dont le compte a sept jours ; pour les pannes à venir, qui tient la machine peut ' +
      'répondre de vous (npm run admin -- vouch).',
  }),
  'changed-since-outage': (person, { outageSince }) => ({
    detail:
      outageSince !== null && person.changedAt >= outageSince
        ? `Votre compte a été ouvert ou rendu, ou a un nouveau facteur, depuis le début de la panne (${factInYear(outageSince)}) : il ne compte pas pour celle-ci.`
        : 'Le compte de l’autre personne a été ouvert ou rendu, ou a un nouveau facteur, depuis le début de la panne.',
    cure: 'Demandez à quelqu’un dont le compte et les facteurs sont d’avant la panne. Vous compterez pour les suivantes.',
  }),
  'by-key': () => ({
    detail: 'Une clé d’API n’est la deuxième personne de personne.',
    cure: 'Connectez-vous à /espace, et faites-le depuis sa page.',
  }),
};

/** Why `person`, who asks, is not the second person of another. */
export const notSecond = (
  why: NotIndependent,
  person: Person,
  asked: Asked,
): Extract<Refusal, { kind: 'not-second-person' }> => ({
  kind: 'not-second-person',
  ...SAYS[why](person, asked),
});

/** Whoever could be nobody's second person, whoever the other is: what it would ask could never be settled. */
const unfit = (person: Person, asked: Asked): NotIndependent | null =>
  notIndependent(person, importedFrom(person.organisation), asked);

/** Who asked first is not asked again; the second one, if it is one, settles it. */
export const agreed = async (
  { trx, writer, now }: Writing,
  action: 'closing' | 'retraction',
  target: string,
  { body, outageSince }: { body: object; outageSince: Date | null },
): Promise<Result<{ isSettled: boolean; entries: AuditEntry[] }, Refusal>> => {
  const { person } = writer;
  const asked = { now, outageSince };
  const waiting = await lockRequest(trx, action, target);
  const first = waiting && (await personsOf(trx, [waiting.account])).get(waiting.account);
  const isHeard = first !== undefined && unfit(first, asked) === null;
  if (waiting && isHeard && first.account === person.account)
    return accept({ isSettled: false, entries: [] });
  const not = waiting && isHeard ? notIndependent(person, first, asked) : unfit(person, asked);
  if (not) return refuse(notSecond(not, person, asked));
  if (waiting) await finishRequest(trx, waiting.id, now);
  if (waiting && isHeard) return accept({ isSettled: true, entries: [] });
  const { account, organisation } = person;
  await addRequest(trx, { action, target, account, organisation, body }, now);
  const entry = entryOf(`${action}-asked`, 'request', target, body);
  return accept({ isSettled: false, entries: [entry] });
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
