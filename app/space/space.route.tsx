import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useOutletContext } from '@remix-run/react';
import { ask, askIfThere } from '../client/ask';
import type { ReportConnection } from '../client/connection';
import { sectionWords } from '../words/space-home';
import { revalidateForm } from './form/space-page';
import type { SpaceSection } from './space-header';
import type { Writer } from './writer';

/** What each kind of organisation finds in its space. `counts`: how many of each wait; null: nobody can say now. */
export const sectionsFor = (
  { organisation, account }: Pick<Writer, 'organisation' | 'account'>,
  counts: { returns: number; proposals: number; remarks: number; sources: number; alarms: number } | null,
): SpaceSection[] => {
  const { kind } = organisation;
  const isDesk = kind === 'desk';
  const isManager = account.role !== 'author';
  return [
    { to: '/espace', label: sectionWords.home },
    { to: '/espace/incidents/nouveau', label: sectionWords.opening },
    { to: '/espace/confirmations', label: sectionWords.confirmations, count: counts?.returns ?? 0 },
    ...(kind === 'union' || isDesk ? [{ to: '/espace/avis', label: sectionWords.notices }] : []),
    ...(kind === 'operator' || isDesk
      ? [{ to: '/espace/maintenances', label: sectionWords.maintenances }]
      : []),
    ...(kind === 'mutuelle' ? [] : [{ to: '/espace/paiements', label: sectionWords.payments }]),
    { to: '/espace/declarations', label: sectionWords.declarations },
    ...(kind === 'mutuelle' || isDesk
      ? [
          { to: '/espace/annuaire', label: sectionWords.directory, count: counts?.sources ?? 0 },
          {
            to: '/espace/propositions',
            label: sectionWords.proposals,
            count: isDesk ? (counts?.proposals ?? 0) : 0,
          },
        ]
      : []),
    ...(isDesk
      ? [
          { to: '/espace/remarques', label: sectionWords.remarks, count: counts?.remarks ?? 0 },
          { to: '/espace/sondes', label: sectionWords.probes },
          { to: '/espace/organisations', label: sectionWords.organisations },
        ]
      : []),
    ...(isManager
      ? [
          { to: '/espace/personnes', label: sectionWords.people },
          { to: '/espace/cles', label: sectionWords.keys },
        ]
      : []),
    { to: '/espace/journal', label: sectionWords.audit },
    { to: '/espace/securite', label: sectionWords.security, count: counts?.alarms ?? 0 },
    { to: '/espace/compte', label: sectionWords.account },
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
    sources: due.sources,
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
