import { addressOf, type Route, type Things } from './addresses';

/** Who asks: the headers that say so; none: nobody. */
export type Voice = Record<string, string>;

type Walk = {
  origin: string;
  routes: readonly Route[];
  things: Things;
  /** Of a route: now, or an instant it is replayed at. */
  instantOf: (route: Route) => Date | null;
  voice: Voice;
};

/**
 * What was answered. `wrong`: why it should not have been, null: nothing is wrong; `reference`: what an accident gives
 * to quote.
 */
export type Step = { asked: string; status: number; wrong: string | null; reference: string | null };

const PATIENCE_MS = 20_000;
const WITH_BODY = ['POST', 'PUT', 'PATCH'];
export const AS_JSON = { 'Content-Type': 'application/json' };
export const AS_FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

const sending = ({ method, kind }: Route): { body?: string; headers: Record<string, string> } => {
  if (!WITH_BODY.includes(method)) return { headers: {} };
  return kind === 'page' ? { body: 'geste=rien', headers: AS_FORM } : { body: '{}', headers: AS_JSON };
};

/** A page of which a part failed is a 200 all the same, when that part was not the answer. */
const wrongIn = (status: number, text: string): string | null => {
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  const [, parts] = /<html[^>]* data-failed-parts="([^"]*)"/.exec(text) ?? [];
  return parts === undefined ? null : `une partie ne s’affiche pas : ${parts}`;
};

const REFERENCE = /(?:Référence[^<]*?|"reference":"|data-failed-parts="[^"]*?=)([2-9A-Z]{4}-[2-9A-Z]{4})/;

const read = async (response: Response): Promise<string> => {
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response.text();
  // It has no end: its first words are enough.
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
};

/** Asks one thing, and judges what came of it. */
export const ask = async (
  origin: string,
  address: string,
  { headers, ...init }: { method: string; headers: Record<string, string>; body?: string },
): Promise<Step> => {
  const asked = `${init.method} ${address}`;
  try {
    const response = await fetch(origin + address, {
      ...init,
      headers: { Origin: origin, ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { status } = response;
    const text = await read(response);
    return { asked, status, wrong: wrongIn(status, text), reference: REFERENCE.exec(text)?.[1] ?? null };
  } catch (error) {
    const wrong = `personne ne répond : ${(error as Error).message}`;
    return { asked, status: 0, wrong, reference: null };
  }
};

/** Asks for every address of a world, one after the other. */
export async function* walkThrough({ origin, routes, things, instantOf, voice }: Walk): AsyncGenerator<Step> {
  for (const route of routes) {
    const { headers, ...rest } = sending(route);
    const init = { method: route.method, headers: { ...headers, ...voice }, ...rest };
    yield await ask(origin, addressOf(route, things, instantOf(route)), init);
  }
}
