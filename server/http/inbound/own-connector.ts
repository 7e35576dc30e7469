import { lockConnector } from '#db/connectors';
import type { Db } from '#db/database';
import type { Writer } from '#server/accounts/writer';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Refusal } from '../kit/problems';
import { unknownPrivate } from '../kit/suggestions';

/** Whose a connector is, and who may touch it. */

export type Connector = NonNullable<Awaited<ReturnType<typeof lockConnector>>>;

export const UNKNOWN = unknownPrivate('Branchement inconnu, ou d’une autre organisation.');
const REVOKED: Refusal = {
  kind: 'conflict',
  detail: 'Ce branchement est révoqué.',
  cure: 'Faites-en un autre : son adresse sera neuve.',
};

type Owned = Pick<Connector, 'organisation'>;
export const isOwn = ({ organisation }: Writer, { organisation: of }: Owned): boolean =>
  organisation.id === of;
/** The desk keeps the service: it sees the address of anybody, and revokes it; what its words stand for is its owner's. */
export const isKept = (writer: Writer, connector: Owned): boolean =>
  writer.organisation.kind === 'desk' || isOwn(writer, connector);

/** In force, and one's own, or kept by who asks; another's is not even told. */
export const lockInForce = async (
  trx: Db,
  writer: Writer,
  id: string,
  isTheirs = isOwn,
): Promise<Result<Connector, Refusal>> => {
  const found = await lockConnector(trx, id);
  if (!found || !isTheirs(writer, found)) return refuse(UNKNOWN);
  return found.revokedAt === null ? accept(found) : refuse(REVOKED);
};
