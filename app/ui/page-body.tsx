import type { ReactNode } from 'react';

type PageBodyProps = {
  title: ReactNode;
  /** Beside the title: of whom, of when, or what one may do first. */
  beside?: ReactNode;
  /** A link to the page above this one. */
  above?: ReactNode;
  /** As wide as the tables of the desk need. */
  isWide?: boolean;
  children: ReactNode;
};

/** What a page is made of, under its title. */
export const PageBody = ({ title, beside, above, isWide = false, children }: PageBodyProps) => (
  <main className={isWide ? 'page desk' : 'page'} id="contenu">
    {above && <p className="small crumb-top">{above}</p>}
    <div className="title">
      <h1>{title}</h1>
      {beside && <p>{beside}</p>}
    </div>
    {children}
  </main>
);

type SectionProps = { id: string; title: ReactNode; children: ReactNode };

/** A part of a page, under a title that names it. */
export const Section = ({ id, title, children }: SectionProps) => (
  <section className="part" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);
