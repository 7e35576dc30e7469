import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useOutletContext } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { ask, askIfThere } from '../client/ask';
import type { ReportConnection } from '../client/connection';
import { sectionWords } from '../words/space-home';
import { revalidateForm } from './form/space-page';
import { SessionEnd } from './session-end';
import { type SpaceGroup, SpaceHeader } from './space-header';
import type { Writer } from './writer';

/** How many of each wait. */
type Counts = {
  confirmable: number;
  proposals: number;
  remarks: number;
  sources: number;
  alarms: number;
  alerts: readonly unknown[];
};

/** What each kind of organisation finds in its space, by what one comes for. `counts` null: nobody can say now. */
const groupsFor = (
  { organisation, account }: Pick<Writer, 'organisation' | 'account'>,
  counts: Counts | null,
): SpaceGroup[] => {
  const { kind } = organisation;
  const isDesk = kind === 'desk';
  const isKeeper = kind === 'mutuelle' || isDesk;
  const isManager = account.role !== 'author';
  const groups: readonly [string | null, readonly Section[]][] = [
    [
      null,
      [
        ['/espace', 'home', true, counts?.alerts.length],
        ['/espace/incidents/nouveau', 'opening'],
        ['/espace/confirmations', 'confirmations', true, counts?.confirmable],
      ],
    ],
    [
      sectionWords.saying,
      [
        ['/espace/avis', 'notices', kind === 'union' || isDesk],
        ['/espace/maintenances', 'maintenances', kind === 'operator' || isDesk],
        ['/espace/paiements', 'payments', kind !== 'mutuelle'],
        ['/espace/declarations', 'declarations'],
      ],
    ],
    [
      sectionWords.directory,
      [
        ['/espace/annuaire', 'directoryItself', isKeeper, counts?.sources],
        ['/espace/propositions', 'proposals', isKeeper, isDesk ? counts?.proposals : 0],
        ['/espace/remarques', 'remarks', isDesk, counts?.remarks],
        ['/espace/organisations', 'organisations', isDesk],
      ],
    ],
    [
      sectionWords.watching,
      [
        ['/espace/sondes', 'probes', isDesk],
        ['/espace/branchements', 'connectors', isManager && (kind === 'operator' || isDesk)],
        ['/espace/envois', 'deliveries', isDesk],
        ['/espace/journal', 'audit'],
      ],
    ],
    [
      sectionWords.team,
      [
        ['/espace/personnes', 'people', isManager],
        ['/espace/cles', 'keys', isManager],
        ['/espace/securite', 'security', true, counts?.alarms],
        ['/espace/compte', 'account'],
      ],
    ],
  ];
  return groups
    .map(([label, sections]) => ({ label, sections: sections.filter(isThere).map(sectionOf) }))
    .filter(({ sections }) => sections.length > 0);
};

/** Its address, its word, for whom it is there, how many wait there. */
type Section = readonly [
  to: string,
  word: keyof typeof sectionWords,
  isThere?: boolean,
  count?: number | undefined,
];

const isThere = ([, , isForThem = true]: Section): boolean => isForThem;

const sectionOf = ([to, word, , count = 0]: Section) => ({ to, label: sectionWords[word], count });

/** What this very reader may settle as a second person: nobody else is told that it waits. */
const confirmableIn = ({ returns, requests, restrictions }: Due): number =>
  [...returns, ...requests, ...restrictions.filter(isWaiting)].filter(({ whyNot }) => whyNot === null).length;

const isWaiting = ({ state }: Due['restrictions'][number]): boolean =>
  state === 'pending' || state === 'awaiting-second';

/** What the head of the space shows; pages guard themselves. `waiting`: for their titles. */
export const loader = async ({ context: { client, now } }: LoaderFunctionArgs) => {
  const { body: session } = await ask(client.api.v1.session.$get());
  const { account, organisation } = session;
  if (!account || !organisation) return { who: null, session: null, groups: [], waiting: 0 };
  const due = await askIfThere(client.api.v1.due.$get());
  const counts = due && { ...due, confirmable: confirmableIn(due) };
  return {
    who: { name: account.name, organisation: organisation.name },
    session: session.endsAt === null ? null : { endsIn: Date.parse(session.endsAt) - +now },
    groups: groupsFor({ account, organisation }, counts),
    waiting: counts ? counts.confirmable + counts.alerts.length : 0,
  };
};

export const shouldRevalidate = revalidateForm;

/** The shell draws it around the pages of the space: no public page brings it. */
export const handle = { Header: SpaceHeader };
export type SpaceHandle = typeof handle;

const Space = () => {
  const { session } = useLoaderData<typeof loader>();
  return (
    <>
      <Outlet context={useOutletContext<ReportConnection>()} />
      {session && <SessionEnd session={session} />}
    </>
  );
};
export default Space;
