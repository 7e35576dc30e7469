import type { ReactNode } from 'react';

/** What is wider than the screen scrolls by itself, and is reached and named for who has no mouse. */
export const ScrollRegion = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll the region
  <section className="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);

type TableHeadProps = {
  columns: readonly string[];
  /** The name of a last column of buttons, for who hears the table. */
  action?: string;
};

/** The head of a table: the name of each column. */
export const TableHead = ({ columns, action }: TableHeadProps) => (
  <thead>
    <tr>
      {columns.map((name) => (
        <th scope="col" key={name}>
          {name}
        </th>
      ))}
      {action !== undefined && (
        <th scope="col">
          <span className="visually-hidden">{action}</span>
        </th>
      )}
    </tr>
  </thead>
);
