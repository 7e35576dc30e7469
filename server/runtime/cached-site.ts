import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { openWords } from '#app/words/public-formats';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { problemOf, type Refusal } from '#server/http/kit/problems';
import { kindOf } from '#server/site/well-addressed';
import type { Env } from '../env';
import type { ParametersAt } from '../http/kit/query-parameters';
import { refusalPage } from '../http/kit/refusal-page';
import type { ParametersOf } from '../read-model/response-cache/address';
import { createResponseCache, type ResponseCacheOptions } from '../read-model/response-cache/response-cache';
import { createWorkShare } from '../read-model/work-share';
import type { Dashboard } from '../site/site';
import { isForPrograms } from '../site/well-addressed';

type Given = Pick<ResponseCacheOptions, 'site' | 'otherwise' | 'versions' | 'count' | 'failed'> & {
  parametersAt: ParametersAt;
  networkOf: (request: IncomingMessage) => string | null;
};

/** The site behind the cache of what is the same for everyone, and the share of each network in what is not there yet. */
export const cachedSite = (
  { PUBLIC_URL }: Env,
  { stylesheet }: Dashboard,
  { parametersAt, networkOf, ...given }: Given,
) => {
  const share = createWorkShare(() => performance.now());
  return createResponseCache({
    ...given,
    boards: BOARDS,
    parametersOf: remembered((path) => parametersAt('GET', path)),
    publicHost: PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL).host,
    admit: (request) => share.enter(networkOf(request)),
    refuse: (request, response, retryAfter) =>
      refuse(request, response, { kind: 'too-many-questions', retryAfter }, stylesheet),
    kindOf,
  });
};

/** Every shared link asks for it, and there are few paths. */
const remembered = (parametersOf: ParametersOf): ParametersOf => {
  const known = new LRUCache<string, { parameters: ReturnType<ParametersOf> }>({ max: MAX_KNOWN_PATHS });
  return (path) => {
    const kept = known.get(path);
    if (kept) return kept.parameters;
    const parameters = parametersOf(path);
    known.set(path, { parameters });
    return parameters;
  };
};

const MAX_KNOWN_PATHS = 1_000;

const refuse = (
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
  refused: Refusal,
  stylesheet: string | null,
): void => {
  const asProblem = () => {
    const { problem, headers } = problemOf(refused);
    const open = { 'Content-Type': 'application/problem+json', 'Access-Control-Allow-Origin': '*' };
    return { status: problem.status, headers: { ...headers, ...open }, body: JSON.stringify(problem) };
  };
  const { status, headers, body } = isForPrograms(url)
    ? asProblem()
    : refusalPage(openWords, stylesheet, refused);
  response.writeHead(status, { ...headers, 'X-Content-Type-Options': 'nosniff' });
  response.end(body);
};

/** What everyone reads in a crisis: the board of each profession, as a page, as data and in others' pages. */
const BOARDS: ReadonlySet<string> = new Set([
  '/',
  '/plateformes',
  '/api/v1/snapshot',
  '/api/v1/snapshot.sig',
  '/api/v2/summary.json',
  ...PROFESSIONS.flatMap((profession) => {
    const { slug } = openWords.professions[profession];
    return [`/${slug}`, `/embed/${slug}`, `/api/v1/answers?profession=${profession}`];
  }),
]);
