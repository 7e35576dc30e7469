import { newToken } from '#server/accounts/secrets';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { openPosts, type PostAnswer } from '#server/outbound/posts';
import { type OutboundRefusal, REFUSAL_SAYS } from '#server/outbound/targets';
import type { WebhookTarget } from '../channel';
import { outcomeOfFault } from '../http-outcome';
import { isHostOf } from './hosts';
import { SHAPES } from './shapes';
import { signatureHeaders } from './signature';
import { USER_AGENT, type WebhookGiven } from './webhook';

export type ChallengeRefusal =
  | { kind: 'not-called'; refusal: OutboundRefusal }
  | { kind: 'unreachable'; why: string }
  | { kind: 'redirects' | 'status'; status: number }
  | { kind: 'no-echo' | 'not-theirs' };

/**
 * Asks an address whether it wants what we bring: ours must answer the token it is given, as the whole of its text or
 * as `challenge` of its JSON; Slack, Teams and Discord are sent a first message, at their own addresses alone.
 */
export const challenge = async (
  given: WebhookGiven,
  target: Pick<WebhookTarget, 'url' | 'shape' | 'secrets'>,
  signal: AbortSignal,
): Promise<Result<null, ChallengeRefusal>> => {
  if (!given.outbound.isLoopbackAllowed && !isHostOf(target.shape, target.url))
    return refuse({ kind: 'not-theirs' });
  const token = newToken();
  const posts = openPosts(given.outbound);
  try {
    const answered = await posts.post({ url: target.url, ...question(given, target, token) }, signal, true);
    if (!answered.ok) return refuse({ kind: 'not-called', refusal: answered.refusal });
    return judged(answered.value, target.shape === 'comptoir' ? token : null);
  } catch (error) {
    return refuse({ kind: 'unreachable', why: outcomeOfFault(error).why });
  } finally {
    await posts.close();
  }
};

const question = (
  { words, source, now }: WebhookGiven,
  { shape, secrets }: Pick<WebhookTarget, 'shape' | 'secrets'>,
  token: string,
) => {
  const at = now();
  if (shape !== 'comptoir') {
    const message = { id: token, topic: token, subject: words.hello, at, sections: [], url: source };
    const target = { channel: 'webhook' as const, url: source, shape, secrets };
    const body = SHAPES[shape]({ subscriber: '', target, manageUrl: source, message }, words, source);
    return {
      headers: { 'user-agent': USER_AGENT, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
  }
  const body = JSON.stringify({
    specversion: '1.0',
    id: token,
    source,
    type: 'comptoir.challenge',
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data: { challenge: token },
  });
  const headers = {
    'user-agent': USER_AGENT,
    'content-type': 'application/cloudevents+json; charset=utf-8',
    ...signatureHeaders({ id: token, body, secrets }, at),
  };
  return { headers, body };
};

const judged = ({ status, text }: PostAnswer, token: string | null): Result<null, ChallengeRefusal> => {
  if (status >= 300 && status < 400) return refuse({ kind: 'redirects', status });
  if (status < 200 || status > 299) return refuse({ kind: 'status', status });
  return token === null || isEcho(text, token) ? accept(null) : refuse({ kind: 'no-echo' });
};

const isEcho = (text: string, token: string): boolean => {
  if (text.trim() === token) return true;
  try {
    return JSON.parse(text)?.challenge === token;
  } catch {
    return false;
  }
};

/** Said to whoever gave the address. */
export const challengeSays = (refusal: ChallengeRefusal): string => {
  switch (refusal.kind) {
    case 'not-called':
      return REFUSAL_SAYS[refusal.refusal];
    case 'unreachable':
      return `l’adresse ne répond pas (${refusal.why})`;
    case 'redirects':
      return `l’adresse renvoie ailleurs (${refusal.status}), et nous ne suivons pas : donnez celle où elle mène`;
    case 'status':
      return `l’adresse a répondu ${refusal.status} ; un statut de 200 à 299 est attendu`;
    case 'no-echo':
      return 'l’adresse n’a pas répondu le jeton que nous lui envoyons (data.challenge)';
    case 'not-theirs':
      return 'l’adresse n’est pas de ce service : donnez celle qu’il vous a faite, telle quelle';
  }
};
