import { Link } from '@remix-run/react';
import type { OrganisationKind, Role } from '#server/domain/facts/vocabulary';
import { firstSteps, inviteStep } from '../../words/fr/space-first-steps';

/** Where to begin, when nothing waits. */
export const FirstSteps = ({ kind, role }: { kind: OrganisationKind; role: Role }) => (
  <section className="part" aria-labelledby="commencer">
    <h2 id="commencer">Pour commencer</h2>
    <ul className="notices">
      {[...firstSteps[kind], ...(role === 'author' ? [] : [inviteStep])].map(({ to, title, why }) => (
        <li key={to}>
          <h3>
            <Link to={to}>{title}</Link>
          </h3>
          <p>{why}</p>
        </li>
      ))}
    </ul>
  </section>
);
