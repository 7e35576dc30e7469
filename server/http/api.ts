import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { isUnwritable } from '#db/unwritable';
import { securityEvent } from '#server/accounts/security-events';
import { audit, securityEvents } from './accounts/audit';
import { factors } from './accounts/factors';
import { firstStepsRoutes } from './accounts/first-steps';
import { invitations } from './accounts/invitations';
import { keys } from './accounts/keys';
import { passkeys } from './accounts/passkeys';
import { passwords } from './accounts/password';
import { people } from './accounts/people';
import { providerLinks, providerSignIn } from './accounts/provider-sign-in';
import { createProviderClients, providers } from './accounts/providers';
import { restrictions } from './accounts/restrictions';
import { session } from './accounts/session';
import { signIn } from './accounts/sign-in';
import type { Deps } from './deps';
import { createPublicFormats } from './feeds/public-formats';
import { alertRoutes } from './inbound/alerts';
import { connectorRoutes } from './inbound/connectors';
import { inboundRoutes } from './inbound/intake';
import { linkRoutes } from './inbound/links';
import { closings } from './incidents/closings';
import { incidents } from './incidents/reading';
import { incidentWriting } from './incidents/writing';
import { type Report, refuseAccident } from './kit/accidents';
import { BATCH_LIMIT, BODY_LIMIT, FILE_LIMIT, limitBody } from './kit/body';
import { openToAll } from './kit/cross-origin';
import { notModified } from './kit/etag';
import { askerOf, refusalOfStranger } from './kit/guard';
import { askingNetwork, cameFromOf } from './kit/network';
import { type Refusal, refusal, refusedAs } from './kit/problems';
import {
  checkStrangersBy,
  knownParametersOnly,
  type OperationAt,
  operationsOf,
  refuseUnrouted,
  strangerRefusal,
} from './kit/router';
import { maintenancePreviews } from './maintenances/preview';
import { maintenances } from './maintenances/reading';
import { maintenanceWriting } from './maintenances/writing';
import { notices } from './notices/reading';
import { noticeWriting } from './notices/writing';
import { payments } from './payments/reading';
import { paymentWriting } from './payments/writing';
import { probeApprovalRoutes } from './probes/approvals';
import { probes } from './probes/reading';
import { probeSwitches, probeTrials } from './probes/runs';
import { probeWriting } from './probes/writing';
import { answers } from './reading/answers';
import { attestations } from './reading/attestations';
import { availability, availabilityCalendars } from './reading/availability';
import { boards } from './reading/boards';
import { mutuelles } from './reading/mutuelles';
import { overviews } from './reading/overview';
import { platforms } from './reading/platforms';
import { search } from './reading/search';
import { signedHeads, signingKeys } from './reading/signatures';
import { snapshots } from './reading/snapshot';
import { stream } from './reading/stream';
import { openapiDocument } from './reference/document';
import type { Document } from './reference/openapi-types';
import { reference } from './reference/page';
import { heartbeats } from './reporting/heartbeats';
import { observationWriting } from './reporting/observations';
import { professionals } from './reporting/professionals';
import { remarks } from './reporting/remarks';
import { reports } from './reporting/reports';
import { drafts } from './space/drafts';
import { dueRoutes } from './space/due';
import { previews } from './space/preview';
import { ownStatements } from './space/statements';
import { statuspage } from './statuspage/statuspage';
import { subscriptionAsking } from './subscriptions/asking';
import { deliveries } from './subscriptions/deliveries';
import { ownSubscriptions } from './subscriptions/own';
import { directoryWriting } from './writing/directory';
import { imports } from './writing/imports';
import { organisationWriting } from './writing/organisations';
import { remarkWriting } from './writing/remarks';
import { retractions } from './writing/retractions';
import { sources } from './writing/sources';
import { statements } from './writing/statements';
import { writes } from './writing/writes';

const IMPORTS = '/api/v1/imports';
const OBSERVATIONS = '/api/v1/observations';
/** Who one is, and what nobody has said yet: only writers read it, and that from the database. */
const OWN =
  /^\/api\/v1\/(?:session|sessions|account|professionals|drafts|preview|inbound|connectors|subscriptions|deliveries)(?:\/|$)/;

/** Of the routes that take many things at once. */
const LARGER_LIMITS: ReadonlyMap<string, number> = new Map([
  [IMPORTS, FILE_LIMIT],
  [OBSERVATIONS, BATCH_LIMIT],
]);

/** Refusals that somebody has to be told of. */
const SECURITY_REFUSALS = ['too-many', 'out-of-scope', 'not-second-person', 'cross-site'] as const;

/** A body whose Content-Type is not the one its route reads is refused, never guessed at. */
const announced = (): MiddlewareHandler => async (c, next) => {
  const type = c.req.header('Content-Type');
  const [media] = (type ?? '').split(';');
  const isKnown = media?.trim().toLowerCase() === (c.req.path === IMPORTS ? 'text/csv' : 'application/json');
  const hasBody = type !== undefined || Number(c.req.header('Content-Length') ?? 0) > 0;
  if (!hasBody || isKnown || !WITH_BODY.includes(c.req.method)) return next();
  return refusal(c, (await strangerRefusal(c)) ?? { kind: 'unsupported-media' });
};
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** What a write is answered is short: to compress it costs more than to send it. */
const compressReads = (): MiddlewareHandler => {
  const compressed = compress();
  return (c, next) => (UNSAFE.includes(c.req.method) ? next() : compressed(c, next));
};
const UNSAFE = [...WITH_BODY, 'DELETE'];

const NOT_JSON: Refusal = {
  kind: 'malformed',
  pointer: '',
  detail: 'Le corps n’est pas du JSON.',
  cure: 'Vérifiez les guillemets et les virgules.',
  see: 'GET /api/v1/openapi.json',
};

/** A stranger is told so before what is wrong with a body: by the routes that document 401 and are not open to all. */
const strangersFirst =
  (deps: Deps, operationAt: OperationAt): MiddlewareHandler =>
  (c, next) => {
    const isAsked = () => {
      const operation = operationAt(c.req.method, c.req.path);
      return operation !== undefined && 401 in operation.responses && operation.security?.length !== 0;
    };
    checkStrangersBy(c, async () => (isAsked() ? refusalOfStranger(deps, c) : null));
    return next();
  };

/** Every route under /api. Accidents go to `report` and are never shown. */
export const createApi = (deps: Deps, report: Report) => {
  const base = new OpenAPIHono();
  base.use(
    '/api/*',
    openToAll(base, ['ETag', 'Age', 'Snapshot-Signature', 'Retry-After', 'Location']),
    compressReads(),
    notModified(),
    strangersFirst(deps, operationsOf(base)),
    limitBody((path) => LARGER_LIMITS.get(path) ?? BODY_LIMIT, refusal),
    knownParametersOnly(base),
    announced(),
    // Whoever wrote sees it at its next question: the answer waits for that. A result says so itself when it changes
    // anything. What was refused changed nothing, and what was given up for want of a database is told by it if
    // it is done after all: neither strangers, nor writers who try again, nor those who sign in have everything made
    // again for all readers.
    async (c, next) => {
      await next();
      const isWritten = UNSAFE.includes(c.req.method) && c.res.status < 400;
      if (isWritten) deps.writable.taken();
      if (isWritten && c.req.path !== OBSERVATIONS && !OWN.test(c.req.path)) await deps.committed();
    },
  );
  base.use('/api/*', async (c, next) => {
    await next();
    deps.refusals.count(refusedAs(c));
    const event = SECURITY_REFUSALS.find((each) => each === refusedAs(c));
    // Nobody waits for it: how long a refusal takes must not tell whether an account exists.
    if (event)
      void securityEvent(deps, {
        event,
        account: askerOf(c),
        cameFrom: cameFromOf(askingNetwork(deps, c)),
        about: { route: routePath(c, -1) },
      });
  });
  base.onError(async (error, c) => {
    if (isUnwritable(error)) deps.writable.refused();
    if (!(error instanceof HTTPException)) return refuseAccident(c, error, report);
    const refused: Refusal = error.status === 415 ? { kind: 'unsupported-media' } : NOT_JSON;
    return refusal(c, (await strangerRefusal(c)) ?? refused);
  });
  base.notFound(refuseUnrouted(base));
  let document: Document | null = null;
  const documented = (): Document => {
    document ??= openapiDocument(base, createPublicFormats(deps, report), deps.publicUrl);
    return document;
  };
  base.route('/api', reference(deps.words, documented));
  const clients = createProviderClients(deps);
  return base
    .route('/api/v1', boards(deps))
    .route('/api/v1', answers(deps))
    .route('/api/v1', attestations(deps))
    .route('/api/v1', search(deps))
    .route('/api/v1', overviews(deps))
    .route('/api/v1', mutuelles(deps))
    .route('/api/v1', platforms(deps))
    .route('/api/v1', payments(deps))
    .route('/api/v1', availability(deps))
    .route('/api/v1', availabilityCalendars(deps))
    .route('/api/v1', incidents(deps))
    .route('/api/v1', maintenances(deps))
    .route('/api/v1', notices(deps))
    .route('/api/v1', snapshots(deps))
    .route('/api/v1', signingKeys(deps))
    .route('/api/v1', signedHeads(deps))
    .route('/api/v1', stream(deps))
    .route('/api/v1', statements(deps))
    .route('/api/v1', writes(deps))
    .route('/api/v1', retractions(deps))
    .route('/api/v1', incidentWriting(deps))
    .route('/api/v1', closings(deps))
    .route('/api/v1', maintenanceWriting(deps))
    .route('/api/v1', noticeWriting(deps))
    .route('/api/v1', paymentWriting(deps))
    .route('/api/v1', directoryWriting(deps))
    .route('/api/v1', organisationWriting(deps))
    .route('/api/v1', imports(deps))
    .route('/api/v1', sources(deps))
    .route('/api/v1', observationWriting(deps))
    .route('/api/v1', heartbeats(deps))
    .route('/api/v1', probes(deps))
    .route('/api/v1', probeWriting(deps))
    .route('/api/v1', probeApprovalRoutes(deps))
    .route('/api/v1', probeSwitches(deps))
    .route('/api/v1', probeTrials(deps))
    .route('/api/v1', reports(deps))
    .route('/api/v1', remarks(deps))
    .route('/api/v1', remarkWriting(deps))
    .route('/api/v1', subscriptionAsking(deps))
    .route('/api/v1', ownSubscriptions(deps))
    .route('/api/v1', deliveries(deps))
    .route('/api/v1', dueRoutes(deps))
    .route('/api/v1', ownStatements(deps))
    .route('/api/v1', previews(deps))
    .route('/api/v1', maintenancePreviews(deps))
    .route('/api/v1', drafts(deps))
    .route('/api/v1', inboundRoutes(deps))
    .route('/api/v1', connectorRoutes(deps))
    .route('/api/v1', linkRoutes(deps))
    .route('/api/v1', alertRoutes(deps))
    .route('/api/v1', signIn(deps))
    .route('/api/v1', session(deps))
    .route('/api/v1', factors(deps))
    .route('/api/v1', passkeys(deps))
    .route('/api/v1', passwords(deps))
    .route('/api/v1', securityEvents(deps))
    .route('/api/v1', invitations(deps))
    .route('/api/v1', firstStepsRoutes(deps))
    .route('/api/v1', keys(deps))
    .route('/api/v1', people(deps))
    .route('/api/v1', restrictions(deps))
    .route('/api/v1', providerSignIn(deps, clients))
    .route('/api/v1', providers(deps, clients))
    .route('/api/v1', providerLinks(deps))
    .route('/api/v1', audit(deps))
    .route('/api/v1', professionals(deps))
    .route('/api/v2', statuspage(deps));
};
export type Api = ReturnType<typeof createApi>;
