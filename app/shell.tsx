import {
  Link,
  useLocation,
  useMatches,
  useNavigation,
  useParams,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Profession } from '#server/domain/facts/vocabulary';
import { useArrival } from './client/arrival';
import type { Connection as ServerLink } from './client/connection';
import { useIsOnline, useLinkState } from './client/connection';
import { useNonce, usePageKind, useReader } from './client/page';
import { useHeldClicks, useIsWaiting } from './client/patience';
import { useRememberedProfession } from './client/professions';
import { useReplayedInstant } from './client/replay';
import type { SpaceHandle, loader as spaceLoader } from './space/space.route';
import { AwayBanner, ClockBanner, DoubtBanner, Going, KeptNote, LinkMark } from './ui/connection-state';
import { Footer, Header, type Section } from './ui/frame';
import { FreshnessProvider } from './ui/freshness';
import { Part } from './ui/part';
import { type Paths, pathsAt } from './ui/paths';
import { ReplayBanner } from './ui/replay';
import { frameWords } from './words/frame';
import { professionOfSlug } from './words/professions';

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
  const { profession: slug, mutuelle, platform } = useParams();
  const reader = useReader();
  const space = useRouteLoaderData<typeof spaceLoader>('space/space.route');
  const handle = useMatches().find(({ id }) => id === 'space/space.route')?.handle as SpaceHandle | undefined;
  const at = useReplayedInstant();
  const paths = pathsAt(at);
  /** Another profession is asked the same question. */
  const pageFor = (profession: Profession) => {
    if (mutuelle !== undefined) return paths.answer(profession, mutuelle);
    return slug !== undefined && platform !== undefined
      ? paths.operator(profession, platform)
      : paths.board(profession);
  };
  const remembered = useRememberedProfession();
  const profession = (slug && professionOfSlug(slug)) || remembered;
  const state = useLinkState(link, reader);
  // A replay and an attestation are of their own instant; writers work on what they have just read.
  const isOfNow = at === null && !pathname.startsWith('/attestation/');
  const shown = isOfNow && !space ? state : null;
  const nonce = useNonce();
  const showsState = usePageKind() !== 'still';
  useArrival();
  useHeldClicks(!useIsOnline() || state?.kind === 'offline');
  const section = slug ? 'board' : (SECTIONS[pathname.split('/')[1] ?? ''] ?? null);
  return (
    <FreshnessProvider standing={shown}>
      {shown && reader && showsState && (
        <KeptNote knownAt={reader.lastKnown ?? reader.readAt} nonce={nonce} />
      )}
      <Part name="header">
        {space && handle ? (
          <handle.Header {...space} link={<Link to={paths.home}>{frameWords.back}</Link>} />
        ) : (
          <Header
            profession={profession}
            pageFor={pageFor}
            section={section}
            paths={paths}
            link={isProblem ? null : shown && <LinkMark link={shown} />}
          />
        )}
      </Part>
      <Part name="age" isAnswer>
        {shown && <AwayBanner link={shown} />}
        {shown && reader && <ClockBanner by={reader.clockBy} />}
        {shown && showsState && <DoubtBanner {...shown} />}
        {at === null ? null : <ReplayBanner at={at} now={withoutInstant(pathname, search)} />}
      </Part>
      <Going isAway={useIsWaiting()} isGoing={useNavigation().state !== 'idle'} />
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
