import { Form, Link, NavLink, useLocation } from '@remix-run/react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { Sign } from '../ui/signs';
import { frameWords, PRODUCT } from '../words/frame';

type SpaceSection = { to: string; label: string; count: number };
/** `label` null: always in sight. */
export type SpaceGroup = { label: string | null; sections: readonly SpaceSection[] };

type SpaceHeaderProps = {
  /** Null before signing in. */
  who: { name: string; organisation: string } | null;
  groups: readonly SpaceGroup[];
  link: ReactNode;
};

/** The head of the writers' space: what one may do, and in whose name. */
export const SpaceHeader = ({ who, groups, link }: SpaceHeaderProps) => {
  const { pathname } = useLocation();
  return (
    <header className="top space">
      <div className="top-in">
        <Link className="brand" to="/">
          <Sign id="mark" />
          {PRODUCT}
        </Link>
        {groups.length > 0 && (
          <nav className="nav" aria-label={frameWords.writers}>
            {/* Another page begins with its groups closed. */}
            <ul key={pathname}>
              {groups.flatMap((group) =>
                group.label === null || group.sections.length === 1 ? (
                  group.sections.map((section) => <Item key={section.to} section={section} />)
                ) : (
                  <li key={group.label}>
                    <Group label={group.label} sections={group.sections} pathname={pathname} />
                  </li>
                ),
              )}
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
};

const Item = ({ section: { to, label, count } }: { section: SpaceSection }) => (
  <li>
    <NavLink to={to} end={to === '/espace'}>
      {label}
      <Count count={count} />
    </NavLink>
  </li>
);

const Count = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <>
      {' '}
      <b>
        {count}
        <span className="visually-hidden">{frameWords.isWaiting}</span>
      </b>
    </>
  );

type GroupProps = { label: string; sections: readonly SpaceSection[]; pathname: string };

/** Links in a disclosure, which needs no script; with one, it closes when one leaves it. */
const Group = ({ label, sections, pathname }: GroupProps) => {
  const isHere = sections.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <details className="room" onBlur={closeOnLeaving} onKeyDown={closeOnEscape}>
      <summary aria-current={isHere ? 'true' : undefined}>
        {label}
        <Count count={sections.reduce((sum, { count }) => sum + count, 0)} />
      </summary>
      <ul>
        {sections.map((section) => (
          <Item key={section.to} section={section} />
        ))}
      </ul>
    </details>
  );
};

const closeOnLeaving = ({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>): void => {
  if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
};

const closeOnEscape = ({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>): void => {
  if (key !== 'Escape' || !currentTarget.open) return;
  currentTarget.open = false;
  currentTarget.querySelector('summary')?.focus();
};
