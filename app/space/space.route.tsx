import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useOutletContext } from '@remix-run/react';
import { ask, askIfThere } from '../client/ask';
import type { ReportConnection } from '../client/connection';
import { revalidateForm } from './form/revalidate-form';
import type { Writer } from './publish';
import type { SpaceSection } from './space-header';

/** What each kind of organisation finds in its space. `counts`: how many of each wait; null: nobody can say now. */
export const sectionsFor = (
  { organisation, account }: Pick<Writer, 'organisation' | 'account'>,
  counts: { returns: number; proposals: number; remarks: number; alarms: number } | null,
): SpaceSection[] => {
  const { kind } = organisation;
  const isDesk = kind === 'desk';
  const isManager = account.role !== 'author';
  return [
    { to: '/espace', label: 'Accueil' },
    { to: '/espace/incidents/nouveau', label: 'Nouvel incident' },
    { to: '/espace/confirmations', label: 'À confirmer', count: counts?.returns ?? 0 },
    ...(kind === 'union' || isDesk ? [{ to: '/espace/avis', label: 'Avis' }] : []),
    ...(kind === 'operator' || isDesk ? [{ to: '/espace/maintenances', label: 'Maintenances' }] : []),
    { to: '/espace/declarations', label: 'Nos déclarations' },
    ...(kind === 'mutuelle' || isDesk
      ? [
          { to: '/espace/annuaire', label: 'Annuaire' },
          { to: '/espace/propositions', label: 'Propositions', count: isDesk ? (counts?.proposals ?? 0) : 0 },
        ]
      : []),
    ...(isDesk
      ? [
          { to: '/espace/remarques', label: 'Remarques', count: counts?.remarks ?? 0 },
          { to: '/espace/sondes', label: 'Sondes' },
          { to: '/espace/organisations', label: 'Organisations' },
        ]
      : []),
    ...(isManager
      ? [
          { to: '/espace/personnes', label: 'Personnes' },
          { to: '/espace/cles', label: 'Clés' },
        ]
      : []),
    { to: '/espace/journal', label: 'Journal' },
    { to: '/espace/securite', label: 'Sécurité', count: counts?.alarms ?? 0 },
    { to: '/espace/compte', label: 'Mon compte' },
  ];
};

/** What the head of the space shows; pages guard themselves. */
export const loader = async ({ context: { client } }: LoaderFunctionArgs) => {
  const { body: session } = await ask(client.api.v1.session.$get());
  const { account, organisation } = session;
  if (!account || !organisation) return { who: null, sections: [] };
  const due = await askIfThere(client.api.v1.due.$get());
  const counts = due && {
    returns: due.returns.filter(({ whyNot }) => whyNot === null).length,
    proposals: due.proposals,
    remarks: due.remarks,
    alarms: due.alarms,
  };
  return {
    who: { name: account.name, organisation: organisation.name },
    sections: sectionsFor({ account, organisation }, counts),
  };
};

export const shouldRevalidate = revalidateForm;

const Space = () => <Outlet context={useOutletContext<ReportConnection>()} />;
export default Space;
