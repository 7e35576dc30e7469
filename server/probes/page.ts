import type { StepOf } from '#server/contract/probe-steps';
import { callOutside, type Heard } from '#server/outbound/outbound';
import { type Fields, textOf } from '#server/outbound/response-head';
import { type Finding, failed, type Journey, notCalled, passed } from './journey';

type HttpStep = StepOf<'http'>;

/** Asks for a page and compares it with what is expected of it. */
export const checkHttp = async (step: HttpStep, { outbound, signal, jar }: Journey): Promise<Finding> => {
  const { url, status: expected, atMostMs } = step;
  // Past the time it may take, whatever it answers is too late.
  const late = atMostMs === null ? null : AbortSignal.timeout(atMostMs + 1);
  const startedAt = performance.now();
  try {
    const answered = await callOutside(outbound, {
      url,
      expected,
      signal: late ? AbortSignal.any([signal, late]) : signal,
      headersFor: jar.say,
      heard: jar.hear,
      isEnough: (heard) => disappointment(step, heard) !== MISSING_TEXT,
    });
    if (!answered.ok) return notCalled(answered.refusal);
    const took = Math.round(performance.now() - startedAt);
    const { status } = answered.value;
    const wrong = disappointment(step, answered.value);
    if (wrong !== null) return failed(`réponse ${status}, ${wrong}`);
    if (atMostMs !== null && took > atMostMs)
      return failed(`réponse en ${took} ms, ${atMostMs} au plus attendues`);
    return passed(`réponse ${status} en ${took} ms`);
  } catch (error) {
    if (!late?.aborted || signal.aborted) throw error;
    return failed(`pas de réponse en ${atMostMs} ms, durée au plus attendue`);
  }
};

const MISSING_TEXT = 'sans le texte attendu dans la page';

/** What is not as expected, the head first; null: all is. */
const disappointment = ({ status, text, header }: HttpStep, heard: Heard): string | null => {
  if (!status.includes(heard.status)) return `attendu ${status.slice(0, 5).join(' ou ')}`;
  if (header && !holds(header, heard.fields)) return `sans l’en-tête ${header.name} attendu`;
  if (text === null || heard.readings.some((reading) => reading.includes(text))) return null;
  return MISSING_TEXT;
};

/** Fields whose values read the same in capitals and in small letters, each by the document that defines it. */
const CASELESS: ReadonlySet<string> = new Set([
  'accept-ranges',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'cache-control',
  'connection',
  'content-encoding',
  'content-language',
  'content-type',
  'keep-alive',
  'pragma',
  'referrer-policy',
  'strict-transport-security',
  'transfer-encoding',
  'upgrade',
  'vary',
  'x-content-type-options',
  'x-frame-options',
]);

/** A line of the field, or all of them as one list (RFC 9110 §5.3). */
const holds = ({ name, match, value }: NonNullable<HttpStep['header']>, fields: Fields): boolean => {
  const field = name.toLowerCase();
  const plain = (text: string) => (CASELESS.has(field) ? text.toLowerCase() : text);
  const lines = (fields.get(field) ?? []).map(textOf);
  const sought = plain(value);
  return [...lines, ...(lines.length > 1 ? [lines.join(', ')] : [])]
    .map(plain)
    .some((given) => (match === 'equals' ? given === sought : given.includes(sought)));
};
