import type { Client } from '#server/client';
import type { Answer, OperatorAnswer, Timeline } from '#server/contract/answers';
import type { PlatformLine } from '#server/contract/platforms';
import type { Profession } from '#server/domain/facts/vocabulary';
import { ask, askIfThere, type Heard } from '../client/ask';
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

export type AnswerNews<T> = {
  answer: Heard<T>;
  /** Null: the past cannot be read for now. */
  timeline: Timeline | null;
  /** Empty when the server cannot say them now: their ids stand for their names. */
  platforms: readonly PlatformLine[];
};

export const askMutuelle = (client: Client, profession: Profession, mutuelle: string, query: Asked) =>
  ask(client.api.v1.answers[':profession'][':mutuelle'].$get({ param: { profession, mutuelle }, query }));

export const askOperator = (client: Client, profession: Profession, platform: string, query: Asked) =>
  ask(
    client.api.v1.answers[':profession'].platforms[':platform'].$get({
      param: { profession, platform },
      query,
    }),
  );

/** Names and professions of the platforms. The directory has no past: asked of now, they are judged already. */
const askPlatforms = (client: Client) => askIfThere(client.api.v1.platforms.$get({ query: {} }));

/** The answer for a mutuelle, its last ninety days, and the names of the platforms. */
export const askMutuellePage = async (
  client: Client,
  profession: Profession,
  mutuelle: string,
  query: Asked,
): Promise<AnswerNews<Answer>> => {
  const door = client.api.v1.answers[':profession'][':mutuelle'].timeline;
  const [answer, timeline, list] = await Promise.all([
    askMutuelle(client, profession, mutuelle, query),
    askIfThere(door.$get({ param: { profession, mutuelle }, query })),
    askPlatforms(client),
  ]);
  return { answer, timeline, platforms: list?.platforms ?? [] };
};

/** The same for the operator printed on a card. */
export const askOperatorPage = async (
  client: Client,
  profession: Profession,
  platform: string,
  query: Asked,
): Promise<AnswerNews<OperatorAnswer>> => {
  const door = client.api.v1.answers[':profession'].platforms[':platform'].timeline;
  const [answer, timeline, list] = await Promise.all([
    askOperator(client, profession, platform, query),
    askIfThere(door.$get({ param: { profession, platform }, query })),
    askPlatforms(client),
  ]);
  return { answer, timeline, platforms: list?.platforms ?? [] };
};
