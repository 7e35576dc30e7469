import { SECOND } from '#server/domain/facts/intervals';
import { type Result, refuse } from '#server/domain/facts/result';
import { type Answered, callOutside } from './outbound';
import { ResponseFault } from './response-fault';
import { type Outbound, REFUSAL_SAYS } from './targets';

const PATIENCE = 30 * SECOND;
const MAX_BYTES = 1024 * 1024;

class NotSecured extends Error {}

type Asked = { url: string; headers: Record<string, string>; signal: AbortSignal };

/**
 * The whole of what an address answers with one of these statuses, in https all along, 1 MB at most; the refusal says in
 * French why there is none.
 */
export const readSecured = async (
  outbound: Outbound,
  { url, headers, signal }: Asked,
  statuses: readonly number[] = [200],
): Promise<Result<Answered, string>> => {
  const headersFor = (hop: URL) => {
    if (hop.protocol !== 'https:') throw new NotSecured();
    return headers;
  };
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const call = { url, signal: within, headersFor, maxBytes: MAX_BYTES + 1 };
    const answered = await callOutside(outbound, call);
    if (!answered.ok) return refuse(REFUSAL_SAYS[answered.refusal]);
    const { status, bytes } = answered.value;
    if (!statuses.includes(status)) return refuse(`l’adresse répond ${status}`);
    return bytes.length > MAX_BYTES ? refuse('le fichier dépasse 1 Mo') : answered;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ResponseFault) return refuse(`l’adresse répond mal : ${error.message}`);
    return refuse(
      error instanceof NotSecured ? 'l’adresse mène ailleurs, sans https' : 'l’adresse ne répond pas',
    );
  }
};
