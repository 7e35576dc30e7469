import type { Client } from '#server/client';
import type { AuditRow } from '#server/contract/accounts';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { ask } from './ask';
import { conventionKey } from './components/space/desk/convention-key';
import { isDesk, keepersOnly, outOfScope } from './out-of-scope';
import { localOf } from './paris-input';
import { isCodeAsked, newKey, type Writer } from './space';

/** All that the page of a mutuelle in the directory shows to who may change it. */
export const readMutuelle = async (writer: Writer, client: Client, id: string, now: Date) => {
  keepersOnly(writer);
  const isOurs = isDesk(writer);
  if (!isOurs && !writer.organisation.mutuelles.includes(id))
    throw outOfScope(writer, 'à cette mutuelle et au bureau');
  const [{ told: mutuelle, etag }, { told: listed }, { told: proposed }] = await Promise.all([
    ask(client.api.v1.mutuelles[':id'].$get({ param: { id } })),
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.proposals.$get()),
  ]);
  const own = proposed.proposals.filter((proposal) => proposal.mutuelle === id);
  return {
    mutuelle,
    etag,
    platforms: listed.platforms
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    proposals: isOurs ? own.filter(({ decidedAt }) => decidedAt === null) : own,
    history: isOurs ? await readHistory(client, mutuelle) : null,
    isDesk: isOurs,
    today: localOf(now.toISOString()).slice(0, 10),
    ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, now) },
  };
};

const SHOWN = '20';

/** The journal knows a mutuelle and each of its conventions by their own keys. */
const readHistory = async (client: Client, { id, conventions }: MutuelleRecord): Promise<AuditRow[]> => {
  const asked = [
    { noun: 'mutuelle', id },
    ...conventions.map((each) => ({ noun: 'convention', id: conventionKey({ ...each, mutuelle: id }) })),
  ];
  const pages = await Promise.all(
    asked.map((query) => ask(client.api.v1.audit.$get({ query: { ...query, limit: SHOWN } }))),
  );
  return pages
    .flatMap(({ told }) => told.rows)
    .sort((a, b) => b.number - a.number)
    .slice(0, Number(SHOWN));
};
