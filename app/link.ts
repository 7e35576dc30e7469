import { useOutletContext } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { LinkState } from './components/link-state';

const TICK_MS = 10_000;

/** The browser's clock, ten seconds coarse; null while rendering on the server and until hydrated. */
export const useNow = (): number | null => {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const tick = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(tick);
  }, []);
  return now;
};

export type ReportLink = (link: LinkState | null) => void;

/** A page that follows the server tells the header what it knows of the link, and takes it back when it leaves. */
export const useReportedLink = (link: LinkState | null): void => {
  const report = useOutletContext<ReportLink>();
  const told = JSON.stringify(link);
  useEffect(() => {
    report(JSON.parse(told) as LinkState | null);
    return () => report(null);
  }, [report, told]);
};
