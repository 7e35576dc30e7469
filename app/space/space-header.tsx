import { Form, Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Sign } from '../ui/signs';
import { frameWords, PRODUCT } from '../words/frame';

export type SpaceSection = { to: string; label: string; count?: number };

type SpaceHeaderProps = {
  /** Null before signing in. */
  who: { name: string; organisation: string } | null;
  sections: readonly SpaceSection[];
  link: ReactNode;
};

/** The head of the writers' space: what one may do, and in whose name. */
export const SpaceHeader = ({ who, sections, link }: SpaceHeaderProps) => (
  <header className="top space">
    <div className="top-in">
      <Link className="brand" to="/">
        <Sign id="mark" />
        {PRODUCT}
      </Link>
      {sections.length > 0 && (
        <nav className="nav" aria-label={frameWords.writers}>
          <ul>
            {sections.map(({ to, label, count = 0 }) => (
              <li key={to}>
                <NavLink to={to} end={to === '/espace'}>
                  {label}
                  {count > 0 && (
                    <>
                      {' '}
                      <b>{count}</b>
                    </>
                  )}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {who ? (
        <Form method="post" action="/espace/deconnexion" className="who-am-i">
          <span>
            {who.name} · {who.organisation}
          </span>
          <button className="button button-small" type="submit">
            {frameWords.signOut}
          </button>
        </Form>
      ) : (
        link
      )}
    </div>
  </header>
);
