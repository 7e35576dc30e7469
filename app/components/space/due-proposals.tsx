import { Link } from '@remix-run/react';
import { counted, fr } from '../../words/fr/typography';

/** For the desk: what mutuelles propose of themselves. */
export const DueProposals = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <section className="part" aria-labelledby="propositions">
      <h2 id="propositions">{fr`Propositions pour l'annuaire`}</h2>
      <p>
        <Link className="button" to="/espace/propositions">
          {counted(count, 'proposition')} à décider
        </Link>
      </p>
    </section>
  );
