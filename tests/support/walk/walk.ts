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

/** What was answered; `wrong`: why it should not have been, null: nothing is wrong. */
export type Step = { asked: string; status: number; wrong: string | null };

const PATIENCE_MS = 20_000;
/** Of an address where professionals cannot sign in, or that no page of ours is at. */
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

const sending = ({ method, kind }: Route): { body?: string; headers: Record<string, string> } => {
  if (!WITH_BODY.includes(method)) return { headers: {} };
  return kind === 'page'
    ? { body: 'geste=rien', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
    : { body: '{}', headers: { 'Content-Type': 'application/json' } };
};

/** A page of which a part failed is a 200 all the same, when that part was not the answer. */
const wrongIn = (status: number, text: string): string | null => {
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  const [, parts] = /<html[^>]* data-failed-parts="([^"]*)"/.exec(text) ?? [];
  return parts === undefined ? null : `une partie ne s’affiche pas : ${parts}`;
};

const read = async (response: Response): Promise<string> => {
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response.text();
  // It has no end: its first words are enough.
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
};

/** Asks for every address of a world, one after the other. */
export async function* walkThrough({ origin, routes, things, instantOf, voice }: Walk): AsyncGenerator<Step> {
  for (const route of routes) {
    const address = addressOf(route, things, instantOf(route));
    const { body, headers } = sending(route);
    const asked = `${route.method} ${address}`;
    try {
      const response = await fetch(origin + address, {
        method: route.method,
        headers: { Origin: origin, ...headers, ...voice },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      yield { asked, status: response.status, wrong: wrongIn(response.status, await read(response)) };
    } catch (error) {
      yield { asked, status: 0, wrong: `personne ne répond : ${(error as Error).message}` };
    }
  }
}
