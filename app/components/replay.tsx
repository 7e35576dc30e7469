import { Link } from '@remix-run/react';
import type { Profession } from '#server/domain/facts/vocabulary';
import { longInstant } from '../words/fr/instants';
import { Dated } from './moment';
import { pathsAt } from './paths';

/** `now`: the same page, of now. Going to another time is going to another document: nothing of this one follows. */
export const ReplayBanner = ({ at, now }: { at: string; now: string }) => (
  <section className="replay" aria-label="Rejeu">
    <p>
      <b>Rejeu&#8239;:</b> vous voyez la page du{' '}
      <time dateTime={at}>
        <Dated text={longInstant(at)} />
      </time>{' '}
      (Paris), avec ce qui était connu alors.{' '}
      <Link to={now} reloadDocument>
        Revenir à maintenant
      </Link>
    </p>
  </section>
);

/** The incident behind this product, at its worst for opticians. */
const FEBRUARY_2024 = '2024-02-02T12:00:00+01:00';

export const ReplayInvitation = ({ profession }: { profession: Profession }) => (
  <Link to={pathsAt(FEBRUARY_2024).board(profession)} reloadDocument data-needs-us>
    Rejouer février 2024
  </Link>
);
