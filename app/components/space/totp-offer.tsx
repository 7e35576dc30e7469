import { Form } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { fr, typeset } from '../../words/fr/typography';
import { TextField } from './fields';
import { StepUpField } from './form';
import { PasswordAgain } from './password-again';
import { ProblemNote } from './problem-note';

/** A secret for an application of codes; `picture`: the same, for a telephone's camera. */
export type Offer = { secret: string; address: string; picture: string };

type TotpOfferProps = {
  offer: Offer;
  problem: Problem | null;
  isCodeAsked: boolean;
  isPasswordAsked: boolean;
  passwordFault: string | null;
};

export const TotpOffer = ({ offer: { secret, address, picture }, problem, ...asked }: TotpOfferProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Votre application de codes</h1>
    </div>
    <ProblemNote problem={problem} />
    <div className="enrolment">
      <img
        className="qr"
        src={picture}
        width={216}
        height={216}
        alt="Code QR à lire avec votre application de codes ; le secret qu’il contient est écrit à côté."
      />
      <div>
        <p>{fr`Lisez ce code QR avec votre application de codes. Si vous ne pouvez pas :`}</p>
        <ul className="plain-steps">
          <li>
            {fr`donnez-lui ce secret : `}
            <code className="grouped">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </li>
          <li>
            {fr`sur le téléphone même, `}
            <a href={address}>ouvrez l’application</a>
          </li>
        </ul>
        <Form method="post" className="form narrow">
          <input type="hidden" name="geste" value="preuve" />
          <input type="hidden" name="secret" value={secret} />
          <input type="hidden" name="adresse" value={address} />
          <TextField
            label="Le code qu’elle affiche"
            name="preuve"
            inputMode="numeric"
            autoComplete="one-time-code"
            hint={fr`Six chiffres ; il change toutes les trente secondes.`}
            fault={problem?.pointer === '/code' ? typeset(problem.detail) : null}
            required
          />
          {asked.isPasswordAsked && <PasswordAgain fault={asked.passwordFault} />}
          {asked.isCodeAsked && <StepUpField />}
          <div className="send">
            <button className="button button-main" type="submit">
              Confirmer
            </button>
          </div>
        </Form>
      </div>
    </div>
  </main>
);
