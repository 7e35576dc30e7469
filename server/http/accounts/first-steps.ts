import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { BY_COMMAND, entryOf } from '#db/audit';
import type { Db } from '#db/database';
import { hasAccounts } from '#db/first-steps';
import { listOrganisations, readOrganisation } from '#db/organisations';
import { countUnusedProbes } from '#db/probes';
import { readFirstSteps, spendFirstSteps, type TokenReading } from '#server/accounts/first-steps';
import { invitationAddress, invite } from '#server/accounts/invitations';
import { invitationMade, tokenBody } from '#server/contract/accounts';
import { firstInvitationBody, firstSteps, firstStepsOpen } from '#server/contract/first-steps';
import { accept, refuse } from '#server/domain/facts/result';
import type { OrganisationKind, Role } from '#server/domain/facts/vocabulary';
import type { Deps } from '../deps';
import { isOwnPage, originOf } from '../kit/guard';
import { askingNetwork, cameFromOf, isTrusted } from '../kit/network';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, creates, replies } from '../kit/replies';
import { createRouter, nothingAt } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { answer, answered, runAudited } from './run-audited';

const openRoute = createRoute({
  method: 'get',
  path: '/first-steps',
  security: [],
  summary: 'S’il reste à inviter la première personne, par le jeton que chaque démarrage imprime alors',
  responses: replies(firstStepsOpen, 'Vrai tant que personne n’a de compte'),
});
const readingRoute = createRoute({
  method: 'post',
  path: '/first-steps/reading',
  security: [],
  summary: 'Ce qu’il reste à faire d’un service neuf ; lire ne consomme pas le jeton',
  request: { body: bodyOf(tokenBody) },
  responses: changes(firstSteps, 'Ce qui est en place'),
});
const inviteRoute = createRoute({
  method: 'post',
  path: '/first-steps/invitation',
  security: [],
  summary: 'Inviter la première personne ; le jeton a servi',
  request: { body: bodyOf(firstInvitationBody) },
  responses: creates(invitationMade, 'Le lien, montré une fois'),
});

const CURE =
  'Relancez le service : tant que personne n’a de compte, il en imprime un autre. Ou, sur la machine : npm run admin -- invite ADRESSE --organisation desk.';
const WORTHLESS: Record<Exclude<TokenReading['state'], 'good' | 'closed'>, string> = {
  used: 'Ce jeton a déjà servi : une première personne est invitée.',
  over: 'Ce jeton a plus de 24 heures.',
  unknown: 'Ce jeton n’est pas de ceux que ce service a imprimés à ses derniers démarrages.',
};
/** Once somebody has an account nothing is here. */
const worthless = (c: Context, { state }: Exclude<TokenReading, { state: 'good' }>): Refusal =>
  state === 'closed' ? nothingAt(c.req.path) : { kind: 'conflict', detail: WORTHLESS[state], cure: CURE };

const SPOKEN_FOR: Refusal = {
  kind: 'not-acceptable',
  pointer: '/organisation',
  detail: 'La presse et les autorités n’ont pas de compte : le bureau écrit ce qu’elles disent.',
  cure: 'Choisissez le bureau, ou une organisation qui parle pour elle-même.',
};

/** The desk invites everybody else; in another organisation one is an author, as the command has it. */
const roleIn = (kind: OrganisationKind): Role => (kind === 'desk' ? 'desk' : 'author');

export const firstStepsRoutes = (deps: Deps) =>
  createRouter()
    .openapi(openRoute, async (c) => answer(c, { isOpen: !(await hasAccounts(deps.db)) }))
    .openapi(readingRoute, async (c) => {
      const refused = await refusedAsker(deps, c);
      if (refused) return refusal(c, refused);
      const read = await readFirstSteps(deps.db, c.req.valid('json').token, deps.now());
      if (read.state !== 'good') return refusal(c, worthless(c, read));
      return answer(c, {
        expiresAt: read.expiresAt,
        organisations: await organisationsToInvite(deps.db),
        unusedProbes: await countUnusedProbes(deps.db),
        publicUrl: deps.publicUrl,
        seen: seenOf(deps, c),
      });
    })
    .openapi(inviteRoute, async (c) => {
      const refused = await refusedAsker(deps, c);
      if (refused) return refusal(c, refused);
      const { token, email, organisation } = c.req.valid('json');
      const made = await runAudited(deps, async (trx, now) => {
        const target = await readOrganisation(trx, organisation);
        if (!target) return refuse(unknownId('organisation', organisation, '/organisation'));
        if (!mayBeInvited(target)) return refuse(SPOKEN_FOR);
        const spent = await spendFirstSteps(trx, token, now);
        if (spent.state !== 'good') return refuse(worthless(c, spent));
        // As the command invites: whoever reads what the start printed keeps the machine.
        const given = { organisation, email, role: roleIn(target.kind), invitedBy: null };
        const invited = await invite(trx, given, now);
        const address = invitationAddress(originOf(deps, c), invited.token);
        return accept({
          value: { id: invited.id, address, expiresAt: invited.expiresAt },
          actor: { ...BY_COMMAND, cameFrom: cameFromOf(askingNetwork(deps, c)) },
          entries: [entryOf('invitation', 'invitation', invited.id, given)],
        });
      });
      return answered(c, made, 201);
    });

/** Tokens are tried as links are, sixty times a quarter of an hour from one network. */
const refusedAsker = async (deps: Deps, c: Context): Promise<Refusal | null> => {
  if (!isOwnPage(deps, c)) return { kind: 'cross-site' };
  const retryAfter = await deps.attempts.link(askingNetwork(deps, c));
  return retryAfter > 0 ? { kind: 'too-many', retryAfter } : null;
};

const mayBeInvited = ({ kind }: { kind: OrganisationKind }): boolean =>
  kind !== 'press' && kind !== 'authority';

/** The desk first: who begins elsewhere invites nobody from outside. */
const organisationsToInvite = async (db: Db) => {
  const all = (await listOrganisations(db)).filter(mayBeInvited);
  return [...all.filter(({ kind }) => kind === 'desk'), ...all.filter(({ kind }) => kind !== 'desk')].map(
    ({ id, name, kind }) => ({ id, name, kind }),
  );
};

type Incoming = {
  incoming?: {
    socket?: { remoteAddress?: string };
    headers?: Record<string, string | string[] | undefined>;
  };
};

/** How this very question came: what a proxy before us says, and whether it is believed. */
const seenOf = ({ trustedProxies }: Deps, c: Context) => {
  const { incoming } = (c.env ?? {}) as Incoming;
  const header = (name: string): string | null => {
    const value = incoming?.headers ? incoming.headers[name] : c.req.header(name);
    return value === undefined ? null : String(value).slice(0, MAX_HEADER);
  };
  return {
    host: header('host') ?? new URL(c.req.url).host,
    isForwarded: header('x-forwarded-for') !== null,
    forwardedProto: header('x-forwarded-proto'),
    isProxyTrusted: isTrusted(incoming?.socket?.remoteAddress, trustedProxies),
  };
};
const MAX_HEADER = 300;
