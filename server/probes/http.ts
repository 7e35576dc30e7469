import type { StepOf } from '#server/contract/probe-steps';
import { type Answered, callOutside } from '#server/outbound/outbound';
import { type Finding, failed, type Journey, notCalled, passed } from './check-result';

/** Asks for a page and compares it with what is expected of it. */
export const checkHttp = async (
  step: StepOf<'http'>,
  { outbound, signal, jar }: Journey,
): Promise<Finding> => {
  const startedAt = performance.now();
  const call = { url: step.url, signal, headersFor: jar.say, heard: jar.hear };
  const answered = await callOutside(outbound, call);
  if (!answered.ok) return notCalled(answered.refusal);
  const took = Math.round(performance.now() - startedAt);
  const { status } = answered.value;
  const wrong = disappointment(step, answered.value, took);
  return wrong === null ? passed(`réponse ${status} en ${took} ms`) : failed(wrong);
};

const disappointment = (
  { status, text, header, atMostMs }: StepOf<'http'>,
  answered: Answered,
  took: number,
): string | null => {
  if (!status.includes(answered.status))
    return `réponse ${answered.status}, attendu ${status.slice(0, 5).join(' ou ')}`;
  if (header && !holds(header, answered.headers[header.name.toLowerCase()]))
    return `réponse ${answered.status}, sans l’en-tête ${header.name} attendu`;
  if (text !== null && !answered.text.includes(text))
    return `réponse ${answered.status}, sans le texte attendu dans la page`;
  if (atMostMs !== null && took > atMostMs) return `réponse en ${took} ms, ${atMostMs} au plus attendues`;
  return null;
};

const holds = (
  { match, value }: NonNullable<StepOf<'http'>['header']>,
  given: string | string[] | undefined,
): boolean =>
  [given ?? []].flat().some((each) => (match === 'equals' ? each === value : each.includes(value)));
