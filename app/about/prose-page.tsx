import type { ReactNode } from 'react';
import { PageBody } from '../ui/page-body';

type ProsePageProps = { title: string; lead: string; children: ReactNode };

/** A page that is read from its beginning: about us, about what is kept, for software houses. */
export const ProsePage = ({ title, lead, children }: ProsePageProps) => (
  <PageBody title={title}>
    <div className="prose">
      <p>{lead}</p>
      {children}
    </div>
  </PageBody>
);

export const Rules = ({ title, rules }: { title: string; rules: readonly string[] }) => (
  <>
    <h2>{title}</h2>
    <ul>
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  </>
);
