import { Link } from '@remix-run/react';
import { counted, fr } from '../../words/fr/typography';

/** For the desk: what professionals say of the directory. */
export const DueRemarks = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <section className="part" aria-labelledby="remarques">
      <h2 id="remarques">{fr`Remarques sur l'annuaire`}</h2>
      <p>
        <Link className="button" to="/espace/remarques">
          {counted(count, 'remarque')} à décider
        </Link>
      </p>
    </section>
  );
