import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isIgnoredParameter } from '#server/contract/ignored-parameters';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import type { BoardFeed } from './board-feed';
import type { Place } from './streams';

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
  const hold = async (request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> => {
    const network = networkOf(request);
    if (boardFeed.vacancy(network) !== 'free') return otherwise(request, response);
    const lastSeq = lastHeard(request.headers['last-event-id']);
    const listening = { ...asked, network, lastSeq };
    const isHeld = await boardFeed.open(response, listening).catch((error: unknown) => {
      failed(error);
      // Half a stream cannot become an answer: the browser comes back.
      if (response.headersSent) response.destroy();
      return response.headersSent;
    });
    if (!isHeld) return otherwise(request, response);
  };
  return (request, response) => {
    const asked = askedOf(request);
    return asked ? hold(request, response, asked) : otherwise(request, response);
  };
};

type Asked = Pick<Place, 'professions' | 'isNameless'>;

/** Undefined: it asks for something else, or for what only the doors can refuse. */
const askedOf = ({ method, url = '' }: IncomingMessage): Asked | undefined => {
  if (method !== 'GET' || !url.startsWith(PATH)) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const asked = [...searchParams].filter(([name]) => !isIgnoredParameter(name));
  const professions = PROFESSIONS.filter((each) => searchParams.getAll('profession').includes(each));
  const isNameless = searchParams.get('names') === 'false';
  // Asked twice for one, or for another beside it, the doors say what is wrong.
  const isPlain = asked.length === professions.length + Number(isNameless);
  return pathname === PATH && professions.length > 0 && isPlain ? { professions, isNameless } : undefined;
};

/** An id that is no number of ours counts as ahead of all, and is answered with everything. */
const lastHeard = (id: string | string[] | undefined): number | null => {
  if (id === undefined) return null;
  return /^\d{1,15}$/.test(String(id).trim()) ? Number(id) : Number.POSITIVE_INFINITY;
};
