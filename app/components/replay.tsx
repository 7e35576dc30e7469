import { Link } from '@remix-run/react';
import { longInstant } from '../words/fr/instants';

/** `now`: the same page, of now. */
export const ReplayBanner = ({ at, now }: { at: string; now: string }) => (
  <section className="replay" aria-label="Rejeu">
    <p>
      <b>Rejeu&#8239;:</b> vous voyez la page du <time dateTime={at}>{longInstant(at)}</time> (Paris), avec ce
      qui était connu alors.{' '}
      <Link to={now} discover="none">
        Revenir à maintenant
      </Link>
    </p>
  </section>
);

/** The incident behind this product, at its worst for opticians. */
const FEBRUARY_2024 = '2024-02-02T12:00:00+01:00';

export const ReplayInvitation = ({ slug }: { slug: string }) => (
  <Link to={`/${slug}?${new URLSearchParams({ at: FEBRUARY_2024 })}`} discover="none">
    Rejouer février 2024
  </Link>
);
