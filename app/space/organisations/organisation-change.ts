import type { Client } from '#server/client';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import { fold, sameAmc } from '#server/contract/search';
import type { Profession } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { linesIn, textIn, ticksIn } from '../form/typed';
import { deskOnly, readyFor, type Writer } from '../writer';

/** Shared by the desk's pages of organisations. */
export const readOrganisations = async (writer: Writer, client: Client, now: Date) => {
  deskOnly(writer);
  const [{ body }, { body: listed }, { body: asked }] = await Promise.all([
    ask(client.api.v1.organisations.$get()),
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.restrictions.$get()),
  ]);
  const platforms = listed.platforms
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return {
    organisations: body.organisations,
    restrictions: asked.restrictions.filter(({ scope }) => scope !== null),
    platforms,
    ready: readyFor(writer, now),
  };
};

const ALL = '5000';

/** What a form says of an organisation's name and scope. */
export const scopeIn = async (client: Client, form: FormData) => {
  const professions = ticksIn(form, 'professions') as Profession[];
  return {
    name: textIn(form, 'nom') ?? '',
    professions: professions.length === 0 ? null : professions,
    platforms: ticksIn(form, 'plateformes'),
    mutuelles: await mutuellesNamed(client, linesIn(form, 'mutuelles')),
  };
};

export const kindIn = (form: FormData) => textIn(form, 'sorte') as OrganisationRecord['kind'];

type Named = { id: string; name: string; amcNumbers: readonly string[] };

/** Finds ids by id, exact name or number; an unknown one stays as typed, and our API refuses it. */
const mutuellesNamed = async (client: Client, lines: readonly string[]): Promise<string[]> => {
  if (lines.length === 0) return [];
  const { body } = await ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } }));
  return lines.map((line) => body.mutuelles.find((mutuelle) => isNamed(mutuelle, line))?.id ?? line);
};

const isNamed = ({ id, name, amcNumbers }: Named, line: string): boolean =>
  id === line || fold(name) === fold(line) || amcNumbers.some((number) => sameAmc(number, line));
