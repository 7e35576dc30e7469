import type { Client } from '#server/client';
import type { ProbeApproval } from '#server/contract/probes';
import { ask } from './ask';
import { deskOnly } from './out-of-scope';
import { isCodeAsked, newKey, type Writer } from './space';

/** What the desk's pages of probes have in common. */
export const readAims = async (writer: Writer, client: Client, now: Date) => {
  deskOnly(writer);
  const { told } = await ask(client.api.v1.platforms.$get({ query: {} }));
  const platforms = told.platforms
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { platforms, ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, now) } };
};

/** Who answers for each source, by its id. */
export const readApprovals = async (client: Client): Promise<Record<string, ProbeApproval>> => {
  const { told } = await ask(client.api.v1['probe-approvals'].$get());
  return Object.fromEntries(told.approvals.map((each) => [each.id, each]));
};
