import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { ago } from '../../words/fr/instants';
import { draftPlace } from '../../words/fr/space-drafts';
import { Moment } from '../moment';

/** What was typed and not sent. */
export const Drafts = ({ drafts, at }: { drafts: Due['drafts']; at: string }) =>
  drafts.length === 0 ? null : (
    <section className="part" aria-labelledby="brouillons">
      <h2 id="brouillons">Brouillons gardés</h2>
      <ul className="notices">
        {drafts.map(({ form, savedAt }) => {
          const { title, to } = draftPlace(form);
          return (
            <li key={form}>
              <h3>
                <Link to={to}>{title}</Link>
              </h3>
              <p>
                Gardé <Moment iso={savedAt} as={() => ago(savedAt, at)} />
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
