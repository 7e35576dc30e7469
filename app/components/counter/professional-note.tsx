import { Form } from '@remix-run/react';
import { longInstant } from '../../words/fr/instants';
import { fr } from '../../words/fr/typography';
import { Moment } from '../moment';

export type Me = { signedIn: boolean; until: string | null; isOffered: boolean };

const SIGN_IN = '/api/v1/professionals/sign-in?return=%2Fsignaler';

/** Whether what one says counts as a practice's. */
export const ProfessionalNote = ({ me: { signedIn, until, isOffered } }: { me: Me }) => {
  if (!isOffered && !signedIn) return null;
  return (
    <section className="part" aria-labelledby="connexion">
      <h2 id="connexion">Être compté comme un cabinet</h2>
      {signedIn && until ? (
        <Form method="post" className="gesture">
          <input type="hidden" name="geste" value="deconnexion" />
          <p>
            {fr`Vous êtes connecté par Pro Santé Connect jusqu'au `}
            <Moment iso={until} as={longInstant} />
            {fr` : vos signalements comptent comme ceux d'un cabinet vérifié.`}
          </p>
          <button className="button" type="submit">
            Se déconnecter
          </button>
        </Form>
      ) : (
        <>
          <p>{fr`Connecté, votre signalement compte comme celui d'un cabinet vérifié. Rien n'oblige à l'être.`}</p>
          <p>
            <a className="button" href={SIGN_IN}>
              Se connecter avec Pro Santé Connect
            </a>
          </p>
        </>
      )}
    </section>
  );
};
