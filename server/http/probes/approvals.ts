import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import type { Db } from '#db/database';
import { readPlatforms } from '#db/directory';
import { personsOf } from '#db/persons';
import { type AnsweredFor, approveVersion, listAnsweredFor } from '#db/probe-approvals';
import { lockProbe } from '#db/probes';
import type { Writer } from '#server/accounts/writer';
import { strongTag } from '#server/contract/entity-tag';
import { askedId } from '#server/contract/ids';
import { type ProbeApproval, probeApproval, probeApprovals } from '#server/contract/probes';
import type { Platform } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { NotIndependent, Person } from '#server/domain/speakers/independence';
import { isKnownHost, knownHostsOf, neverWitness, notApprover } from '#server/domain/speakers/measures';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { checkVersion, versionOf } from '../kit/etag';
import { writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { changesRecord, ofVersion, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { notSecond } from '../writing/second-person';
import { measureOf } from '../writing/witnesses';
import { write } from '../writing/write';
import { definitionOf } from './probe-json';
import { unknownProbe } from './rules';

const listRoute = createRoute({
  method: 'get',
  path: '/probe-approvals',
  summary: 'Ce qui mesure, qui en répond, et ce qui attend une deuxième personne pour témoigner d’un retour',
  responses: repliesToKnown(probeApprovals, 'Les sondes, battements et clés de mesure, par identifiant'),
});

const approveRoute = createRoute({
  method: 'post',
  path: '/probes/{id}/approval',
  summary: 'Approuver, en deuxième personne, ce que fait une sonde : elle peut témoigner des retours à venir',
  request: { params: z.object({ id: askedId }) },
  responses: ofVersion(changesRecord(probeApproval, 'La sonde, approuvée')),
});

export const probeApprovalRoutes = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const writer = await writerFor(deps, c, 'probe-approval', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const approvals = await readApprovals(deps.db, null, writer.value, deps.now());
      return answer(c, { approvals: approvals.map(({ body }) => body) });
    })
    .openapi(approveRoute, (c) =>
      write(c, deps, 'probe-approval', async ({ trx, writer, now }) => {
        const { id } = c.req.valid('param');
        if (!(await lockProbe(trx, id))) return refuse(await unknownProbe(trx, id, now));
        const [read] = await readApprovals(trx, id, writer, now);
        if (!read) return refuse(await unknownProbe(trx, id, now));
        const version = checkVersion(c, definitionOf(read.source));
        if (!version.ok) return version;
        const open = toApprove(read);
        if (!open.ok) return open;
        const { number } = read.source;
        await approveVersion(trx, { probe: id, number, approvedAt: now, approvedBy: writer.person.account });
        const after = { version: number, definition: definitionOf(read.source) };
        const entries = [entryOf('probe-approved', 'probe', id, after)];
        const [approved = read] = await readApprovals(trx, id, writer, now);
        return accept({ status: 200, body: approved.body, etag: approved.body.etag, entries });
      }),
    );

type ApprovalBody = Omit<ProbeApproval, 'definedAt' | 'approved'> & {
  definedAt: Date;
  approved: { at: Date; by: string | null } | null;
};
/** `refused`: why whoever reads this may not approve it; null: it may, or there is nothing to approve. */
type Read = { source: AnsweredFor; body: ApprovalBody; refused: NotSecond | null };
type NotSecond = Extract<Refusal, { kind: 'not-second-person' }>;

/** Every source, or one, as whoever asks may approve it. */
const readApprovals = async (db: Db, id: string | null, writer: Writer, now: Date): Promise<Read[]> => {
  const sources = await listAnsweredFor(db, id === null ? null : { probe: id });
  const platforms = new Map((await readPlatforms(db)).map((each) => [each.id, each]));
  const { account } = writer.person;
  const persons = await personsOf(db, [account, ...sources.flatMap(({ definers }) => definers)]);
  return sources.map((source) => {
    const isAwaiting = source.approvedAt === null && source.kind !== 'heartbeat';
    const refused = isAwaiting ? refusedTo(source, account, persons, now) : null;
    return { source, refused, body: tell(source, platforms.get(source.platform), refused) };
  });
};

const tell = (
  source: AnsweredFor,
  platform: Platform | undefined,
  refused: NotSecond | null,
): ApprovalBody => {
  const { id, definedAt, definedBy, approvedAt, approvedBy } = source;
  const known = platform ? knownHostsOf(platform) : [];
  const measure = measureOf(source, new Map());
  const never = neverWitness(measure, known);
  return {
    id,
    etag: strongTag(versionOf(definitionOf(source))),
    definedAt,
    definedBy,
    standing: never === null ? 'approved' : never === 'not-approved' ? 'awaiting' : never,
    approved: approvedAt && { at: approvedAt, by: approvedBy },
    hosts: measure.hosts,
    unknownHosts: measure.hosts.filter((host) => !isKnownHost(host, known)),
    refused: refused && { detail: refused.detail, cure: refused.cure },
  };
};

const refusedTo = (
  { definers }: AnsweredFor,
  account: string,
  persons: ReadonlyMap<string, Person>,
  now: Date,
): NotSecond | null => {
  const person = persons.get(account);
  const others = definers.flatMap((definer) => persons.get(definer) ?? []);
  if (!person || others.length === 0) return NOBODY_KNOWN;
  const why = notApprover(person, others, now);
  const asked = { now, outageSince: null };
  return why && { ...notSecond(why, person, asked), ...NOT_APPROVER[why] };
};

const ANOTHER =
  'Demandez à une autre personne du bureau, que vous n’avez pas invitée et qui ne vous a pas invité, de près ou de loin.';

/** Refusals that read otherwise for a probe than for a statement. */
const NOT_APPROVER: { [K in NotIndependent]?: { detail: string; cure: string } } = {
  'same-account': {
    detail: 'Vous avez vous-même défini ou changé ce qui mesure ici : une autre personne l’approuve.',
    cure: ANOTHER,
  },
  'joined-by-invitation': {
    detail: 'Une chaîne d’invitations vous relie à qui a défini ou changé ce qui mesure ici.',
    cure: ANOTHER,
  },
};

const NOBODY_KNOWN: NotSecond = {
  kind: 'not-second-person',
  detail: 'Personne ne répond de cette définition : elle est d’avant que le journal n’en garde l’auteur.',
  cure: 'Enregistrez-la à nouveau depuis sa page, puis demandez à une autre personne de l’approuver.',
};

const toApprove = ({ source, refused }: Read): Result<null, Refusal> => {
  if (source.kind === 'heartbeat') return refuse(NO_WITNESS);
  if (source.approvedAt) return refuse(ALREADY);
  return refused ? refuse(refused) : accept(null);
};

const NO_WITNESS: Refusal = {
  kind: 'conflict',
  detail: 'Un battement dit seulement qu’une machine est en vie : il ne témoigne d’aucun retour.',
  cure: 'Rien à approuver ; ajoutez une sonde qui regarde l’échange lui-même.',
};

const ALREADY: Refusal = {
  kind: 'conflict',
  detail: 'Cette définition est déjà approuvée.',
  cure: 'Rien à faire : elle peut témoigner des retours qui suivent une coupure à venir.',
};
