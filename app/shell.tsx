import { Link, useLocation, useParams, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Footer } from './components/footer';
import { Header, type Section } from './components/header';
import { AwayBanner, LinkMark, type LinkState } from './components/link-state';
import { Part } from './components/part';
import { type Paths, pathsAt } from './components/paths';
import { ReplayBanner } from './components/replay';
import { SpaceHeader } from './components/space/space-header';
import { useNow } from './link';
import { useRememberedProfession } from './professions';
import { type Reader, useReader } from './reader';
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
  link: LinkState | null;
  children: (paths: Paths) => ReactNode;
};

/** Around every page: header, banner of a replay, footer. The page brings its own `<main id="contenu">`. */
export const Shell = ({ link, children }: ShellProps) => {
  const { pathname, search } = useLocation();
  const slug = useParams().profession;
  const reader = useReader();
  const space = useRouteLoaderData<typeof spaceLoader>('routes/espace');
  const at = useReplayedInstant();
  const now = useNow();
  const paths = pathsAt(at);
  const remembered = useRememberedProfession();
  const profession = (slug && professionOfSlug(slug)) || remembered;
  const shown = link ?? (reader ? linkOfPage(reader) : null);
  const section = slug ? 'board' : (SECTIONS[pathname.split('/')[1] ?? ''] ?? null);
  return (
    <>
      <Part name="header">
        {space ? (
          <SpaceHeader {...space} link={<Link to={paths.home}>Retour au tableau</Link>} />
        ) : (
          <Header
            profession={profession}
            section={section}
            paths={paths}
            link={shown && at === null ? <LinkMark link={shown} now={now} /> : null}
          />
        )}
      </Part>
      <Part name="age" isAnswer>
        {at === null && shown?.kind === 'remembered' ? <AwayBanner link={shown} now={now} /> : null}
        {at === null ? null : <ReplayBanner at={at} now={withoutInstant(pathname, search)} />}
      </Part>
      {children(paths)}
      <Footer paths={paths} />
    </>
  );
};

const linkOfPage = ({ readAt, lastKnown }: Reader): LinkState =>
  lastKnown === null ? { kind: 'read', at: readAt } : { kind: 'remembered', knownAt: lastKnown, readAt };

const withoutInstant = (pathname: string, search: string): string => {
  const query = new URLSearchParams(search);
  query.delete('at');
  return query.size === 0 ? pathname : `${pathname}?${query}`;
};
