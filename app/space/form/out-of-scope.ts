import type { Problem } from '#server/contract/problem';
import { notForYou } from '../../words/space-scope';
import { fr } from '../../words/typography';
import type { Writer } from '../publish';

/** A page that is not for whoever reads it: thrown, and explained as any problem is. `whose`: whom it is for. */
export const outOfScope = ({ organisation }: Writer, whose = 'au bureau'): Response => {
  const problem: Problem = {
    type: 'urn:comptoir:problem:out-of-scope',
    title: 'Hors de votre périmètre',
    status: 403,
    detail: notForYou(organisation),
    cure: fr`Elle est réservée ${whose}. Revenez à l'accueil de votre espace, ou demandez au bureau.`,
  };
  return Response.json(problem, { status: 403 });
};

export const isDesk = ({ organisation }: Writer): boolean => organisation.kind === 'desk';

/** The desk's own pages. */
export const deskOnly = (writer: Writer): void => {
  if (!isDesk(writer)) throw outOfScope(writer);
};

/** The desk, and mutuelles that speak of themselves. */
export const keepersOnly = (writer: Writer): void => {
  const { kind } = writer.organisation;
  if (kind !== 'desk' && kind !== 'mutuelle') throw outOfScope(writer, 'au bureau et aux mutuelles');
};
