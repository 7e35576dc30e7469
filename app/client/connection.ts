import { useOutletContext } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { Reading } from '../ui/freshness';
import type { LinkKind } from '../words/connection';

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

/** What a page that follows the server knows of the link. `reading`: null until it has heard more than it came with. */
export type Connection = { kind: Exclude<LinkKind, 'read'>; reading: Reading | null };
export type ReportConnection = (link: Connection | null) => void;

/** A page that follows the server tells the shell what it knows of the link, and takes it back when it leaves. */
export const useReportedConnection = (link: Connection | null): void => {
  const report = useOutletContext<ReportConnection>();
  const written = JSON.stringify(link);
  useEffect(() => {
    report(JSON.parse(written) as Connection | null);
    return () => report(null);
  }, [report, written]);
};
