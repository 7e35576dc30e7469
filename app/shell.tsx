import { Link, useLocation, useParams, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Footer } from './components/footer';
import { FreshnessProvider } from './components/freshness';
import { Header, type Section } from './components/header';
import { KeptNote } from './components/kept-note';
import { AwayBanner, DoubtBanner, LinkMark } from './components/link-state';
import { Part } from './components/part';
import { type Paths, pathsAt } from './components/paths';
import { ReplayBanner } from './components/replay';
import { SpaceHeader } from './components/space/space-header';
import { useLinkState } from './freshness';
import type { Link as ServerLink } from './link';
import { useNonce } from './nonce';
import { usePageKind } from './page-kind';
import { useRememberedProfession } from './professions';
import { useReader } from './reader';
import { useReplayedInstant } from './replay';
import type { loader as spaceLoader } from './routes/espace';
import { professionOfSlug } from './words/fr/professions';

const SECTIONS: Record<string, Section> = {
  plateformes: 'platforms',
  avis: 'notices',
  historique: 'history',
  incidents: 'history',
};

type ShellProps = {
  /** What the page says of its link with the server; null when it does not follow. */
  link: ServerLink | null;
  /** A page that says what went wrong is not « à jour ». */
  isProblem?: boolean;
  children: (paths: Paths) => ReactNode;
};

/** Around every page: header, banner of a replay, footer. The page brings its own `<main id="contenu">`. */
export const Shell = ({ link, isProblem = false, children }: ShellProps) => {
  const { pathname, search } = useLocation();
  const slug = useParams().profession;
  const reader = useReader();
  const space = useRouteLoaderData<typeof spaceLoader>('routes/espace');
  const at = useReplayedInstant();
  const paths = pathsAt(at);
  const remembered = useRememberedProfession();
  const profession = (slug && professionOfSlug(slug)) || remembered;
  const state = useLinkState(link, reader);
  // A replay is of its own instant; writers work on what they have just read.
  const shown = at === null && !space ? state : null;
  const nonce = useNonce();
  const showsState = usePageKind() !== 'still';
  const section = slug ? 'board' : (SECTIONS[pathname.split('/')[1] ?? ''] ?? null);
  return (
    <FreshnessProvider standing={shown}>
      {shown && reader && showsState && (
        <KeptNote knownAt={reader.lastKnown ?? reader.readAt} nonce={nonce} />
      )}
      <Part name="header">
        {space ? (
          <SpaceHeader {...space} link={<Link to={paths.home}>Retour au tableau</Link>} />
        ) : (
          <Header
            profession={profession}
            section={section}
            paths={paths}
            link={isProblem ? null : shown && <LinkMark link={shown} />}
          />
        )}
      </Part>
      <Part name="age" isAnswer>
        {shown && <AwayBanner link={shown} />}
        {shown && showsState && <DoubtBanner kind={shown.kind} />}
        {at === null ? null : <ReplayBanner at={at} now={withoutInstant(pathname, search)} />}
      </Part>
      {children(paths)}
      <Footer paths={paths} />
    </FreshnessProvider>
  );
};

const withoutInstant = (pathname: string, search: string): string => {
  const query = new URLSearchParams(search);
  query.delete('at');
  return query.size === 0 ? pathname : `${pathname}?${query}`;
};
