import type { Client } from '#server/client';
import type { PlatformRecord } from '#server/contract/platforms';
import type { OrganisationKind, Profession } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import type { Writer } from '../writer';

export type Named = { id: string; name: string };

/** What the form of a step is about, and how far its writer may go. */
export type StepScope = {
  kind: OrganisationKind;
  platforms: readonly Pick<PlatformRecord, 'id' | 'name' | 'matrix'>[];
  /** The only professions one writes for; null: all. */
  own: readonly Profession[] | null;
  /** One's own, for a mutuelle; else those that the platforms serve. */
  mutuelles: readonly Named[];
  /** In whose name the desk may write, beside its own. */
  speakers: readonly Named[];
};

const ALL = '5000';

/** The platforms of an incident that one may write on. */
export const writableOf = ({ organisation }: Writer, platforms: readonly string[]): string[] =>
  platforms.filter((id) => organisation.kind !== 'operator' || organisation.platforms.includes(id));

/** What a writer may say of some platforms: their state now, its professions, mutuelles, in whose name. */
export const readScope = async (
  { organisation }: Writer,
  client: Client,
  platforms: readonly string[],
): Promise<StepScope> => {
  const { kind, professions } = organisation;
  const [records, { body }, speakers] = await Promise.all([
    Promise.all(
      platforms.map((id) => ask(client.api.v1.platforms[':id'].$get({ param: { id }, query: {} }))),
    ),
    ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } })),
    kind === 'desk' ? readSpeakers(client) : [],
  ]);
  const concerned = body.mutuelles.filter((mutuelle) =>
    kind === 'mutuelle'
      ? organisation.mutuelles.includes(mutuelle.id)
      : mutuelle.platforms.some((id) => platforms.includes(id)),
  );
  return {
    kind,
    speakers,
    own: kind === 'union' ? (professions ?? []) : null,
    platforms: records.map(({ body: { id, name, matrix } }) => ({ id, name, matrix })),
    mutuelles: concerned.map(({ id, name }) => ({ id, name })),
  };
};

/** Press and authorities, in whose name the desk writes. */
export const readSpeakers = async (client: Client) => {
  const { body } = await ask(client.api.v1.organisations.$get());
  return body.organisations
    .filter(({ kind }) => kind === 'press' || kind === 'authority')
    .map(({ id, name }) => ({ id, name }));
};
