import { createRoute } from '@hono/zod-openapi';
import { listAccounts, listRenewals } from '#db/accounts';
import { listDrafts } from '#db/drafts';
import { listProbes } from '#db/newest-results';
import { personsOf, personsWhoSaid } from '#db/persons';
import { listProposals } from '#db/proposals';
import { countRemarks } from '#db/remarks';
import { listRequests } from '#db/requests';
import { countWaiting } from '#db/sources';
import { readStatements } from '#db/statements';
import type { Writer } from '#server/accounts/writer';
import { due } from '#server/contract/space';
import { earliest, latest } from '#server/domain/facts/intervals';
import { ofIncident } from '#server/domain/facts/recorded';
import { type Statement, saidAt } from '#server/domain/facts/statements';
import { openAmong, viewIncident } from '#server/domain/incidents/views';
import { outageStart } from '#server/domain/judgement/outage-start';
import { awaitingConfirmation, isWithoutNews, lapsedFlows } from '#server/domain/rules/due';
import { importedFrom, notIndependent } from '#server/domain/speakers/independence';
import { mayWrite } from '#server/domain/speakers/scope';
import { restrictionsFor } from '../accounts/restrictions';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { waitingAlertsFor } from '../inbound/alerts';
import { readerOf } from '../kit/guard';
import { refusal } from '../kit/problems';
import { repliesToKnown } from '../kit/replies';
import { askRecord, type ReadContext } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { firstWeekOf } from './first-week';
import { measuresFor, UNTOLD } from './measures';
import { type Seconds, secondsFor } from './seconds';

const dueRoute = createRoute({
  method: 'get',
  path: '/due',
  summary: 'Ce qui vous attend : incidents, retours à confirmer, demandes à deux, sans nouvelle',
  responses: repliesToKnown(due, 'Ce qui attend'),
});

export const dueRoutes = (deps: Deps) =>
  createRouter().openapi(dueRoute, async (c) => {
    const writer = await readerOf(deps, c);
    if (!writer.ok) return refusal(c, writer.refusal);
    const reading = await askRecord(deps, {});
    if (!reading.ok) return refusal(c, reading.refusal);
    const { organisation, person } = writer.value;
    const isDesk = organisation.kind === 'desk';
    const names = new Map((await listAccounts(deps.db, organisation.id)).map(({ id, name }) => [id, name]));
    const proposals = isDesk ? await listProposals(deps.db, null) : [];
    return answer(c, {
      at: reading.value.read.at,
      incidents: incidentsFor(reading.value, writer.value),
      returns: await returnsFor(deps, reading.value, writer.value, names),
      requests: await requestsFor(deps, reading.value, writer.value, names),
      lapsed: lapsedFlows(reading.value.known).filter(
        ({ platform }) => isDesk || organisation.platforms.includes(platform),
      ),
      firstWeek: await firstWeekOf(deps, reading.value.read.directory, writer.value),
      ...(isDesk ? measuresFor(await listProbes(deps.db, reading.value.read.at), reading.value) : UNTOLD),
      proposals: proposals.filter(({ decidedAt }) => decidedAt === null).length,
      alarms: await alarmsFor(deps, writer.value),
      sources: isDesk ? await countWaiting(deps.db) : 0,
      remarks: isDesk ? await countRemarks(deps.db) : 0,
      restrictions: writer.value.session ? await restrictionsFor(deps.db, writer.value, deps.now()) : [],
      drafts: await listDrafts(deps.db, person.account),
      alerts: await waitingAlertsFor(deps.db, organisation.id),
    });
  });

const alarmsFor = async ({ db }: Deps, { organisation, role, person, session }: Writer): Promise<number> => {
  const renewals = await listRenewals(db, organisation.kind === 'desk' ? null : organisation.id);
  const isKnown = ({ account }: { account: string }) =>
    account === person.account || (role !== 'author' && session !== null);
  return renewals.filter((each) => each.reason === 'wrong-codes' && isKnown(each)).length;
};

const incidentsFor = ({ read, known }: ReadContext, { organisation }: Writer) =>
  openAmong(read.evidence.incidents, read.evidence, known)
    .map((incident) => {
      const view = viewIncident(known, read.evidence, incident, null);
      const words = [
        ...ofIncident(read.evidence.statements, incident.id),
        ...ofIncident(read.evidence.updates, incident.id),
      ];
      const lastWordAt = latest(words.map(saidAt));
      const { id, title, platforms } = incident;
      const { stage, startedAt, nextUpdateDue } = view;
      return {
        id,
        title,
        platforms,
        stage,
        startedAt,
        nextUpdateDue,
        lastWordAt,
        isOpen: view.closedAt === null,
        isMine:
          words.some(({ by }) => by === organisation.id) ||
          platforms.some((each) => organisation.platforms.includes(each)),
        isWithoutNews: isWithoutNews(view, lastWordAt, read.at),
      };
    })
    .filter(({ isOpen, isMine }) => isOpen && (isMine || organisation.kind !== 'operator'))
    .map(({ isOpen: _, ...rest }) => rest);

/** `names`: of one's own colleagues; of another organisation its name is told, not who wrote for it. */
const returnsFor = async (
  { db, now }: Deps,
  { read, known }: ReadContext,
  writer: Writer,
  names: ReadonlyMap<string, string>,
) => {
  const awaiting = awaitingConfirmation(known);
  const authors = await personsWhoSaid(
    db,
    awaiting.map(({ id }) => id),
  );
  const waiting = awaiting
    .filter((statement) => isInScope(writer, statement))
    .map((statement) => ({
      statement,
      author: authors.get(statement.id) ?? importedFrom(statement.by),
      asked: { now: now(), outageSince: outageStart(known, statement) },
    }));
  const seconds = await secondsFor(db, writer.organisation.id, waiting, now());
  return waiting.map(({ statement, author, asked }, index) => ({
    ...factOf(statement),
    name: read.directory.organisations.get(statement.by)?.name ?? statement.by,
    author: names.get(author.account) ?? null,
    whyNot: notIndependent(writer.person, author, { ...asked, isByKey: writer.session === null }),
    mayConfirm: seconds[index] ?? NOBODY,
  }));
};

const NOBODY: Seconds = { colleagues: [], organisations: [] };

const requestsFor = async (
  { db, now }: Deps,
  { read: { evidence, directory }, known }: ReadContext,
  { organisation, person, session }: Writer,
  names: ReadonlyMap<string, string>,
) => {
  const requests = (await listRequests(db)).filter(
    (each) => organisation.kind === 'desk' || each.organisation === organisation.id,
  );
  const persons = await personsOf(
    db,
    requests.map(({ account }) => account),
  );
  // What is to be taken back may have been said in an incident that is over, of which nothing is held.
  const words = await readStatements(
    db,
    requests.filter(({ action }) => action === 'retraction').map(({ target }) => target),
  );
  return requests.map(({ id, action, target, account, organisation: by, askedAt, body }) => {
    const statement = words.find((each) => each.id === target);
    const incident = action === 'closing' ? target : statement?.incident;
    const { reason, note } = body as { reason?: string | null; note?: string | null };
    const about =
      action === 'closing'
        ? ofIncident(evidence.statements, target)
        : words.filter((each) => each.id === target);
    const outageSince = earliest(about.map((each) => outageStart(known, each)));
    const asked = { now: now(), outageSince, isByKey: session === null };
    return {
      id,
      action,
      target,
      askedAt,
      by: names.get(account) ?? directory.organisations.get(by)?.name ?? by,
      statement: action === 'retraction' && statement ? factOf(statement) : null,
      title: evidence.incidents.find((each) => each.id === incident)?.title ?? null,
      reason: reason ?? note ?? null,
      whyNot: notIndependent(person, persons.get(account) ?? importedFrom(by), asked),
    };
  });
};

const factOf = ({ storedAt: _, imported: __, ...fact }: Statement) => fact;

const isInScope = (writer: Writer, { platform, professions, mutuelles }: Statement): boolean =>
  mayWrite(writer.organisation, writer.role, 'confirmation', {
    platforms: [platform],
    professions,
    mutuelles,
  }).ok;
