import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Opened from a link, a page is read from its title: the focus was on what is no longer there, or on a link of the head or
 * the foot, which stay. A page that puts the focus itself, or of which only the query changes, keeps it.
 */
export const useArrival = (): void => {
  const { pathname } = useLocation();
  const isIdle = useNavigation().state === 'idle';
  const before = useRef(pathname);
  const left = useRef<Element | null>(null);
  useEffect(() => {
    if (!isIdle) left.current = document.activeElement;
    if (!isIdle || before.current === pathname) return;
    before.current = pathname;
    const { activeElement, body } = document;
    if (activeElement !== body && activeElement !== left.current) return;
    const title = document.querySelector('main h1');
    if (!(title instanceof HTMLElement)) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }, [pathname, isIdle]);
};
