import { PAGE_PARAMETERS } from '#app/page-parameters';
import { createApi } from '#server/http/api';
import { type Deps, isHttps } from '#server/http/deps';
import { createPublicFormats, OUTSIDE_PATHS } from '#server/http/feeds/public-formats';
import type { Report } from '#server/http/kit/accidents';
import { pageEdge, pageParameters } from '#server/http/kit/page-edge';
import { problemOf, type Refusal } from '#server/http/kit/problems';
import { inTurn } from '#server/http/kit/query-parameters';
import { refusalPage, refusalPages } from '#server/http/kit/refusal-page';
import { parametersOf } from '#server/http/kit/router';
import { forCrawlers } from '#server/http/operations/crawlers';
import { metrics } from '#server/http/operations/metrics';
import { health, securityTxt } from '#server/http/operations/well-known';
import { methodsOfPages } from '#server/site/dashboard';
import { createSite, type Dashboard, type Fail, type LastKnown } from '#server/site/site';

type Given = {
  watched: Parameters<typeof metrics>[0];
  leaving: AbortSignal;
  /** When what readers of now are shown was so, while the database does not answer; null: it is of now. */
  lastKnown: () => Promise<LastKnown | null>;
  /** Where a fault of security is told; null: nowhere that we know of. */
  securityContact: string | null;
  /** Who answers for what is kept of people, and where to ask; null: nobody said. */
  privacy: { controller: string | null; contact: string | null };
  /** Who publishes, who hosts, and where to say that something cannot be read; null: nobody said. */
  legal: { publisher: string | null; host: string | null; accessibility: string | null };
  mail: { hasServer: boolean; hasSender: boolean };
  isUnclaimed: () => boolean;
  report: Report;
  fail: Fail;
};

const NO_ADDRESS: Refusal = {
  kind: 'malformed',
  pointer: '/header/Host',
  detail: 'L’adresse demandée est illisible.',
  cure: 'Vérifiez l’hôte et le chemin.',
};

const problemAt = (refused: Refusal) => {
  const { problem, headers } = problemOf(refused);
  const typed = { ...headers, 'Content-Type': 'application/problem+json' };
  return { status: problem.status, headers: typed, body: JSON.stringify(problem) };
};

/**
 * All that is served, as one function of a request. `unread`: what is answered where no address can be read;
 * `parametersAt`: what of a query each address reads.
 */
export const openSite = (
  deps: Deps,
  dashboard: Dashboard,
  { watched, leaving, lastKnown, securityContact, report, fail, ...told }: Given,
) => {
  const api = createApi(deps, report);
  const outside = createPublicFormats(deps, report);
  outside
    .route('/', health(deps, leaving))
    .route('/', metrics(watched))
    .route('/', securityTxt({ ...deps, securityContact }))
    .route('/', forCrawlers(deps));
  const pages = pageParameters(PAGE_PARAMETERS);
  const { publicUrl, now, readModel } = deps;
  const edge = pageEdge({
    methods: async () => methodsOfPages(await dashboard.build()),
    parametersAt: pages,
    publicUrl,
    refuse: refusalPages(deps.words, dashboard.stylesheet),
  });
  const site = createSite(api, { fetch: outside.fetch, paths: OUTSIDE_PATHS }, dashboard, {
    pageEdge: edge,
    now,
    version: readModel.version,
    lastKnown,
    clockDoubt: deps.clockDoubt,
    isHttps: isHttps(deps),
    publicUrl,
    ...told,
    fail,
  });
  const unread = {
    problem: problemAt(NO_ADDRESS),
    page: refusalPage(deps.words, dashboard.stylesheet, NO_ADDRESS),
  };
  return { site, unread, parametersAt: inTurn(parametersOf(api), parametersOf(outside), pages) };
};
