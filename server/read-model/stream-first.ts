import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isIgnoredParameter } from '#server/contract/ignored-parameters';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import type { BoardFeed } from './board-feed';

const PATH = '/api/v1/stream';

/**
 * Holds the browsers that wait, before any router: a held response is no answer of one. The refused go on to the doors,
 * which say why. `networkOf`: whose share of the streams a request takes, null: nobody's.
 */
export const streamFirst = (
  boardFeed: BoardFeed,
  networkOf: (request: IncomingMessage) => string | null,
  otherwise: RequestListener,
  failed: (error: unknown) => void,
): RequestListener => {
  const hold = async (
    request: IncomingMessage,
    response: ServerResponse,
    profession: Profession,
  ): Promise<void> => {
    const network = networkOf(request);
    if (boardFeed.vacancy(network) !== 'free') return otherwise(request, response);
    const lastSeq = lastHeard(request.headers['last-event-id']);
    const listening = { profession, network, lastSeq };
    const isHeld = await boardFeed.open(response, listening).catch((error: unknown) => {
      failed(error);
      // Half a stream cannot become an answer: the browser comes back.
      if (response.headersSent) response.destroy();
      return response.headersSent;
    });
    if (!isHeld) return otherwise(request, response);
  };
  return (request, response) => {
    const profession = professionOf(request);
    return profession ? hold(request, response, profession) : otherwise(request, response);
  };
};

const professionOf = ({ method, url = '' }: IncomingMessage) => {
  if (method !== 'GET' || !url.startsWith(PATH)) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const asked = [...searchParams].filter(([name]) => !isIgnoredParameter(name));
  const isPlain = pathname === PATH && asked.length === 1 && asked[0]?.[0] === 'profession';
  return isPlain ? PROFESSIONS.find((each) => each === asked[0]?.[1]) : undefined;
};

/** An id that is no number of ours counts as ahead of all, and is answered with everything. */
const lastHeard = (id: string | string[] | undefined): number | null => {
  if (id === undefined) return null;
  return /^\d{1,15}$/.test(String(id).trim()) ? Number(id) : Number.POSITIVE_INFINITY;
};
