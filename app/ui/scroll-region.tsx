import type { ReactNode } from 'react';

/** What is wider than the screen scrolls by itself, and is reached and named for who has no mouse. */
export const ScrollRegion = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll the region
  <section className="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
