import type { Client } from '#server/client';
import type { Answer, BoardPlatform, Timeline } from '#server/contract/answers';
import type { PlatformLine } from '#server/contract/platforms';
import type { Profession } from '#server/domain/facts/vocabulary';
import { ask, askBeside, askIfThere, type Heard, oldest } from '../client/ask';
import { instantsOf } from '../client/replay';

/** What a page asks an answer with: the instant replayed, what it is known at, and what the card says. */
export type Asked = {
  at?: string;
  knownAt?: string;
  code?: string;
  csr?: string;
  concentrator?: string;
};

export const askedOf = (address: string): Asked => {
  const query = new URL(address).searchParams;
  const card = (['code', 'csr', 'concentrator'] as const).flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { ...instantsOf(address), ...Object.fromEntries(card) };
};

/** What is not found is told with the operators that a card may carry: one of them answers. */
export const tellingOperators = async <T>(
  client: Client,
  profession: Profession,
  { code: _, csr: __, ...instants }: Asked,
  asking: Promise<T>,
): Promise<T> => {
  try {
    return await asking;
  } catch (problem) {
    if (!(problem instanceof Response) || problem.status !== 404) throw problem;
    const board = await askIfThere(client.api.v1.answers.$get({ query: { profession, ...instants } }));
    const told: unknown = await problem.json();
    throw Response.json({ ...Object(told), operators: board?.platforms ?? [] }, { status: 404 });
  }
};

export type AnswerNews<T> = {
  answer: Heard<T>;
  /** Null: the past cannot be read for now. */
  timeline: Timeline | null;
  /** Empty when the server cannot say them now: their ids stand for their names. */
  platforms: readonly PlatformLine[];
};

/** `operators`: where none is known, what each that a card may carry answers. */
export type MutuelleAnswer = Answer & { operators: readonly BoardPlatform[] };

export const askMutuelle = async (
  client: Client,
  profession: Profession,
  mutuelle: string,
  query: Asked,
): Promise<Heard<MutuelleAnswer>> => {
  const { answers } = client.api.v1;
  const answer = await ask(
    answers[':profession'][':mutuelle'].$get({ param: { profession, mutuelle }, query }),
  );
  if (answer.body.reason !== 'no-convention') return { ...answer, body: { ...answer.body, operators: [] } };
  const { code: _, csr: __, ...instants } = query;
  const board = await askBeside(answers.$get({ query: { profession, mutuelle, ...instants } }));
  const operators = board?.body.platforms ?? [];
  return { ...answer, age: oldest(answer.age, board?.age ?? null), body: { ...answer.body, operators } };
};

export const askOperator = (client: Client, profession: Profession, platform: string, query: Asked) =>
  ask(
    client.api.v1.answers[':profession'].platforms[':platform'].$get({
      param: { profession, platform },
      query,
    }),
  );

/** An answer, its last ninety days, and the names of the platforms. */
const pageOf = async <T>(
  client: Client,
  answering: Promise<Heard<T>>,
  past: Promise<Timeline | null>,
): Promise<AnswerNews<T>> => {
  // The directory has no past: asked of now, the platforms are those judged already.
  const naming = askIfThere(client.api.v1.platforms.$get({ query: {} }));
  const [answer, timeline, list] = await Promise.all([answering, past, naming]);
  return { answer, timeline, platforms: list?.platforms ?? [] };
};

export const askMutuellePage = (client: Client, profession: Profession, mutuelle: string, query: Asked) => {
  const { timeline } = client.api.v1.answers[':profession'].mutuelles[':mutuelle'];
  const past = askIfThere(timeline.$get({ param: { profession, mutuelle }, query }));
  return pageOf(client, askMutuelle(client, profession, mutuelle, query), past);
};

/** The same for the operator printed on a card. */
export const askOperatorPage = (client: Client, profession: Profession, platform: string, query: Asked) => {
  const { timeline } = client.api.v1.answers[':profession'].platforms[':platform'];
  const past = askIfThere(timeline.$get({ param: { profession, platform }, query }));
  return pageOf(client, askOperator(client, profession, platform, query), past);
};
