import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { copyShown } from './connection';
import { usePageKind } from './page';
import { useReplayedInstant } from './replay';

type Keeping = typeof import('../offline/keeping');
let loading: Promise<Keeping> | undefined;

/** What is done with what this device keeps: none of it is of a first visit. */
export const keeping = (): Promise<Keeping> => {
  loading ??= import('../offline/keeping');
  return loading;
};

/** Once the page itself is there, read, and no longer new, milliseconds. */
const AT_REST_MS = 6_000;

/** Has the page kept on this device, for when there is no network. */
export const useKeptHere = (): void => {
  const { pathname } = useLocation();
  const isStill = usePageKind() === 'still';
  // An attestation shows no state of now, and proves itself wherever it is opened.
  const isToBeKept = !isStill || pathname.startsWith('/attestation/');
  const isAsked = [useReplayedInstant() === null, isToBeKept].every(Boolean);
  useEffect(() => {
    if (!isAsked) return;
    const keep = () =>
      void keeping().then(
        (it) => it.keep(pathname),
        () => undefined,
      );
    const timer = setTimeout(keep, copyShown() ? 0 : AT_REST_MS);
    return () => clearTimeout(timer);
  }, [pathname, isAsked]);
};
