import { type ReactNode, useEffect, useRef } from 'react';
import type { ProbeTrial } from '#server/contract/probes';

/** What a trial saw; it takes the focus, as what was just done does. */
export const TrialNote = ({ trial, children }: { trial: ProbeTrial; children: ReactNode }) => {
  const note = useRef<HTMLParagraphElement>(null);
  const { observedAt, outcome } = trial;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each trial is news
  useEffect(() => note.current?.focus(), [observedAt]);
  return (
    <p className={outcome === 'ok' ? 'done' : 'warn'} role="status" tabIndex={-1} ref={note}>
      {children}
    </p>
  );
};
