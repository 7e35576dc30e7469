import type { ReactNode } from 'react';

type IncidentMetaProps = {
  term: string;
  /** Kept where there is little room. */
  isAlert?: boolean;
  children: ReactNode;
};

/** One fact of an incident. */
export const IncidentMeta = ({ term, isAlert = false, children }: IncidentMetaProps) => (
  <div className={isAlert ? 'is-alert' : undefined}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);
