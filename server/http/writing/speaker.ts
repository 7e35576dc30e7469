import type { Db } from '#db/database';
import { readOrganisation } from '#db/organisations';
import type { Writer } from '#server/accounts/writer';
import type { Organisation } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type Action, mayWrite, type Touched } from '#server/domain/speakers/scope';
import { outOfScope } from '../kit/guard';
import type { Refusal } from '../kit/problems';
import { unknownId } from '../kit/suggestions';

const REFUSALS = {
  inOwnName: ({ name }: Organisation) => ({
    kind: 'out-of-scope',
    detail: `${name} ne parle qu’en son nom.`,
    cure: 'Retirez « by » : le serveur y met votre organisation.',
  }),
  hasAccounts: ({ name }: Organisation) => ({
    kind: 'out-of-scope',
    detail: `${name} écrit par ses propres comptes.`,
    cure: 'Le bureau n’écrit que pour la presse et les autorités, et en son nom.',
  }),
  noSource: {
    kind: 'not-acceptable',
    pointer: '/sourceUrl',
    detail: 'Ce que dit la presse ou une autorité est repris d’une source.',
    cure: 'Donnez l’adresse où on le lit.',
  },
} as const satisfies Record<string, Refusal | ((speaker: Organisation) => Refusal)>;

/** In whose name: one's own organisation; for the desk also press or an authority, with the source it was read in. */
export const speakerOf = async (
  trx: Db,
  writer: Writer,
  { by, sourceUrl }: { by?: string | undefined; sourceUrl?: string | null },
): Promise<Result<Organisation, Refusal>> => {
  if (by === undefined || by === writer.organisation.id) return accept(writer.organisation);
  if (writer.organisation.kind !== 'desk') return refuse(REFUSALS.inOwnName(writer.organisation));
  const speaker = await readOrganisation(trx, by);
  if (!speaker) return refuse(unknownId('organisation', by, '/by'));
  if (speaker.kind !== 'press' && speaker.kind !== 'authority') return refuse(REFUSALS.hasAccounts(speaker));
  return sourceUrl ? accept(speaker) : refuse(REFUSALS.noSource);
};

/** Whether a writer may do this, in the name of that speaker, to that. */
export const allowed = (writer: Writer, action: Action, touched: Touched): Result<null, Refusal> => {
  const scope = mayWrite(writer.organisation, writer.role, action, touched, writer.key);
  return scope.ok ? accept(null) : refuse(outOfScope(writer, scope.refusal));
};
