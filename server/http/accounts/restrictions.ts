import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listAccounts, readAccount } from '#db/accounts';
import type { Db } from '#db/database';
import { readKey } from '#db/keys';
import { personsOf } from '#db/persons';
import { listRestrictions, lockRestrictions, type Restriction, readRestriction } from '#db/restrictions';
import { callOff, type Restricted, settle } from '#server/accounts/restrictions';
import type { Writer } from '#server/accounts/writer';
import { askedId } from '#server/contract/ids';
import { restrictionList, restrictionRecord } from '#server/contract/restrictions';
import { DAY, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { RestrictionAction } from '#server/domain/facts/vocabulary';
import { type NotIndependent, notIndependent, type Person } from '#server/domain/speakers/independence';
import { isReversible, restrictionState } from '#server/domain/speakers/restrictions';
import type { Action } from '#server/domain/speakers/scope';
import type { Deps } from '../deps';
import { personOf, writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { asksTwo, changes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { notSecond } from '../writing/second-person';
import { allowed } from '../writing/speaker';
import { answer, answered, runAudited } from './run-audited';

const params = z.object({ id: askedId });

const listRoute = createRoute({
  method: 'get',
  path: '/restrictions',
  summary:
    'Ce qui est demandé sur des comptes, clés, sondes et périmètres, et ce qu’il en est advenu en sept jours',
  responses: repliesToKnown(restrictionList, 'Les demandes, la plus récente d’abord'),
});
const confirmRoute = createRoute({
  method: 'post',
  path: '/restrictions/{id}/confirmation',
  summary: 'Confirmer une demande en deuxième personne : elle vaut aussitôt',
  request: { params },
  responses: asksTwo(restrictionRecord, 'Elle vaut'),
});
const cancelRoute = createRoute({
  method: 'post',
  path: '/restrictions/{id}/cancellation',
  summary: 'Annuler une demande avant qu’elle ne vaille, ou lever une suspension',
  request: { params },
  responses: changes(restrictionRecord, 'Annulée'),
});

/** How long what has become of them is told. */
const TOLD_FOR = 7 * DAY;

export const restrictions = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const writer = await personOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      return answer(c, { restrictions: await restrictionsFor(deps.db, writer.value, deps.now()) });
    })
    .openapi(confirmRoute, async (c) => {
      const writer = await writerFor(deps, c, 'restriction', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { person, actor } = writer.value;
      const confirmed = await runAudited(deps, async (trx, now) => {
        const found = await lockFor(trx, c.req.valid('param').id);
        if (!found.ok) return found;
        const restriction = found.value;
        const { action, organisation } = restriction;
        const scope = allowed(writer.value, RIGHTS[action], { of: organisation });
        if (!scope.ok) return scope;
        const state = restrictionState(restriction, now);
        if (state !== 'pending' && state !== 'awaiting-second') return refuse(OVER);
        const persons = await personsOf(trx, [person.account, restriction.account]);
        const not = whyNotSecond(persons, writer.value, restriction, now);
        if (not === 'same-account') return refuse(OWN_ASKING);
        if (not) return refuse(notSecond(not, person, { now, outageSince: null }));
        const { entries, restriction: settled } = await settle(trx, restriction, person.account, now);
        const security = [await noticeOf(trx, settled, 'restriction-confirmed')];
        return accept({ value: recordOf(settled, now), actor, entries, security });
      });
      return answered(c, confirmed);
    })
    .openapi(cancelRoute, async (c) => {
      const writer = await writerFor(deps, c, 'restriction', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { person, actor } = writer.value;
      const cancelled = await runAudited(deps, async (trx, now) => {
        const found = await lockFor(trx, c.req.valid('param').id);
        if (!found.ok) return found;
        const restriction = found.value;
        const concerned = await concernedBy(trx, restriction);
        if (!mayCancel(writer.value, restriction, concerned)) return refuse(notYours(writer.value));
        if (!isReversible(restriction, now)) return refuse(restriction.cancelledAt ? OVER : TOO_LATE);
        const { entries, restriction: off } = await callOff(trx, restriction, person.account, now);
        const security = [await noticeOf(trx, off, 'restriction-cancelled')];
        return accept({ value: recordOf(off, now), actor, entries, security });
      });
      return answered(c, cancelled);
    });

/** What one must be allowed to do to agree to it. */
const RIGHTS: Record<RestrictionAction, Action> = {
  'account-closing': 'invitation',
  'account-suspension': 'invitation',
  'scope-narrowing': 'organisation',
  'scope-widening': 'organisation',
  'probe-stopping': 'probe',
  'key-revocation': 'key',
};

/** As it is answered to who asked: 202 while it waits. */
export const restricted = (
  { restriction, entries }: Restricted,
  now: Date,
): { status: 200 | 202; body: object; entries: Restricted['entries'] } => {
  const body = recordOf(restriction, now);
  return { status: body.state === 'in-force' ? 200 : 202, body, entries };
};

const recordOf = (restriction: Restriction, now: Date) => {
  const { id, action, target, organisation, reason, askedAt, takesEffectAt, cancelledAt, scope } =
    restriction;
  const state = restrictionState(restriction, now);
  return { id, action, target, organisation, state, reason, askedAt, takesEffectAt, cancelledAt, scope };
};

/** What those whose account or key it is are told, beside what the page says. */
export const noticeOf = async (
  trx: Db,
  restriction: Restriction,
  event: 'restriction-asked' | 'restriction-confirmed' | 'restriction-cancelled',
) => {
  const { id, action, target, organisation } = restriction;
  const concerned = await concernedBy(trx, restriction);
  const account = concerned === null ? null : { id: concerned, organisation };
  return { event, account, about: { action, target, restriction: id } };
};

/** What is told to a writer: to the desk all, to managers what bears on their organisation, to others what is theirs. */
export const restrictionsFor = async (db: Db, writer: Writer, now: Date) => {
  const seen = (await listRestrictions(db, shift(now, -TOLD_FOR))).filter((each) => isKnown(writer, each));
  // Most pages of the space have none to tell: nobody's name is looked for.
  if (seen.length === 0) return [];
  const names = new Map((await listAccounts(db, null)).map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? id));
  const persons = await personsOf(db, [writer.person.account, ...seen.map(({ account }) => account)]);
  return seen.map((each) => {
    const record = recordOf(each, now);
    const isWaiting = record.state === 'pending' || record.state === 'awaiting-second';
    const isInScope = allowed(writer, RIGHTS[each.action], { of: each.organisation }).ok;
    return {
      ...record,
      name: each.name ?? each.target,
      by: nameOf(each.account) ?? each.account,
      settledBy: nameOf(each.settledBy),
      cancelledBy: nameOf(each.cancelledBy),
      whyNot: isWaiting ? (isInScope ? whyNotSecond(persons, writer, each, now) : OUT_OF_SCOPE) : null,
      mayCancel: isReversible(each, now) && mayCancel(writer, each, each.concerned),
    };
  });
};
const OUT_OF_SCOPE = 'out-of-scope' as const;

const whyNotSecond = (
  persons: ReadonlyMap<string, Person>,
  writer: Writer,
  { account }: Pick<Restriction, 'account'>,
  now: Date,
): NotIndependent | null => {
  const [self, asker] = [persons.get(writer.person.account), persons.get(account)];
  if (!self || !asker) return 'same-account';
  return notIndependent(self, asker, { now, outageSince: null, isByKey: writer.session === null });
};

type Concerned = Pick<Restriction, 'account' | 'organisation'>;

const isKnown = (
  writer: Writer,
  each: Concerned & { action: RestrictionAction; concerned: string | null },
): boolean =>
  mayCancel(writer, each, each.concerned) ||
  (RIGHTS[each.action] === 'organisation' && each.organisation === writer.organisation.id);

/** Those concerned, who asked, the managers of the organisation, and the desk. */
const mayCancel = (
  { person, organisation, role }: Writer,
  { account, organisation: whose }: Concerned,
  concerned: string | null,
): boolean =>
  organisation.kind === 'desk' ||
  person.account === concerned ||
  person.account === account ||
  (role === 'manager' && organisation.id === whose);

/** Whose account or key it is. */
const concernedBy = async (trx: Db, { action, target }: Restriction): Promise<string | null> => {
  if (action === 'key-revocation') return (await readKey(trx, target))?.account ?? null;
  return (await readAccount(trx, target))?.id ?? null;
};

const lockFor = async (trx: Db, id: string): Promise<Result<Restriction, Refusal>> => {
  await lockRestrictions(trx);
  const restriction = await readRestriction(trx, id);
  return restriction ? accept(restriction) : refuse(UNKNOWN);
};

const UNKNOWN = unknownPrivate('Demande inconnue.');
const OWN_ASKING: Refusal = {
  kind: 'not-second-person',
  detail: 'C’est vous qui l’avez demandé.',
  cure: 'Une autre personne confirme ; sans elle, la demande vaut à l’heure dite, ou s’annule.',
};
const OVER: Refusal = {
  kind: 'conflict',
  detail: 'Cette demande n’attend plus : elle vaut déjà, ou a été annulée.',
  cure: 'Relisez la page : elle dit ce qu’il en est.',
};
const TOO_LATE: Refusal = {
  kind: 'conflict',
  detail: 'Cette demande vaut déjà : elle ne s’annule plus d’ici.',
  cure:
    'Un périmètre s’élargit et une sonde se remet en marche depuis leurs pages ; un compte fermé se rouvre par ' +
    '« npm run admin -- reopen ADRESSE ».',
};
const notYours = ({ organisation }: Writer): Refusal => ({
  kind: 'out-of-scope',
  detail: `${organisation.name} écrit sur ses propres personnes ; pas sur : cette demande, qui ne vous concerne pas.`,
  cure: 'La personne concernée, un responsable de son organisation ou le bureau peut l’annuler.',
});
