import type { Client } from '#server/client';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import type { Profession } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { mutuellesIn } from '../form/mutuelles-named';
import { textIn, ticksIn } from '../form/typed';
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

/** What a form says of an organisation's name and scope. */
export const scopeIn = async (client: Client, form: FormData) => {
  const professions = ticksIn(form, 'professions') as Profession[];
  return {
    name: textIn(form, 'nom') ?? '',
    professions: professions.length === 0 ? null : professions,
    platforms: ticksIn(form, 'plateformes'),
    mutuelles: await mutuellesIn(client, form, 'mutuelles'),
  };
};

export const kindIn = (form: FormData) => textIn(form, 'sorte') as OrganisationRecord['kind'];
