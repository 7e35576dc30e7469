import { Form, Link, useLocation } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { useHydrated } from '../../ui/hydrated';
import { Moment } from '../../ui/moment';
import { longInstant } from '../../words/instants';
import { roleWords } from '../../words/space-keys';
import { fr, typeset } from '../../words/typography';
import { PasswordField, TextField } from '../form/fields';
import { ProblemNote } from '../form/refusals';

/** What a link of invitation carries after « # », which browsers keep to themselves; empty: nothing. */
export const tokenAfterHash = (hash: string): string => /^#jeton=([\w-]+)$/.exec(hash)?.[1] ?? '';

/** From a field where one pastes the link, or its token alone. */
export const pastedToken = (text: string): string =>
  text
    .trim()
    .replace(/^.*jeton=/, '')
    .slice(0, 200);

export type Invited = {
  email: string;
  organisation: string;
  role: keyof typeof roleWords;
  expiresAt: string;
};

type InvitationPageProps = {
  /** What the server knows of the link; empty when it stands after « # », or there is none. */
  token: string;
  /** Null until the link is read; reading spends nothing. */
  invited: Invited | null;
  /** The link serves no more. */
  isDead: boolean;
  name: string;
  problem: Problem | null;
};

export const InvitationPage = ({ token, invited, isDead, name, problem }: InvitationPageProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{isDead ? 'Ce lien ne sert plus' : 'Vous êtes invité à écrire ici'}</h1>
    </div>
    {isDead ? (
      <Dead />
    ) : (
      <>
        <ProblemNote problem={problem} />
        {invited ? (
          <Accept token={token} invited={invited} name={name} problem={problem} />
        ) : (
          <Open given={token} />
        )}
      </>
    )}
  </main>
);

const Dead = () => (
  <>
    <p className="lead">{fr`Une invitation sert une fois et vaut 72 heures. Celle-ci a déjà servi, a été reprise, ou a expiré.`}</p>
    <p>{fr`Demandez-en une autre à la personne qui vous l'a remise. Si vous l'avez déjà acceptée :`}</p>
    <p>
      <Link className="button" to="/espace/connexion">
        Se connecter
      </Link>
    </p>
  </>
);

const ADDRESS = '/espace/invitation';

/** The address that held the token gives way to one that does not, in the browser's history too. */
const Open = ({ given }: { given: string }) => {
  const { hash } = useLocation();
  const isRunning = useHydrated();
  const token = given || (isRunning ? tokenAfterHash(hash) : '');
  return (
    <Form method="post" action={ADDRESS} replace className="form narrow">
      <p className="lead">{fr`Comptoir dit à chaque professionnel s'il peut pratiquer le tiers payant maintenant. Quelqu'un vous invite à y publier pour votre organisation.`}</p>
      <input type="hidden" name="geste" value="lire" />
      {token === '' ? <Pasted /> : <input type="hidden" name="jeton" value={token} />}
      <div className="send">
        <button className="button button-main" type="submit">{fr`Lire l'invitation`}</button>
        <span className="small faint">{fr`Lire ne la consomme pas.`}</span>
      </div>
    </Form>
  );
};

/** Where no script reads what stands after « # ». */
const Pasted = () => (
  <TextField
    label="Le lien reçu"
    name="jeton"
    hint={fr`Collez-le en entier, ou ce qui suit « jeton= ».`}
    autoComplete="off"
    spellCheck={false}
    required
  />
);

type AcceptProps = Pick<InvitationPageProps, 'token' | 'name' | 'problem'> & { invited: Invited };

const Accept = ({ token, invited, name, problem }: AcceptProps) => (
  <>
    <p className="lead">
      {fr`Pour ${typeset(invited.organisation)}, comme ${roleWords[invited.role].word}. `}
      {fr`Ce lien vaut jusqu'au `}
      <Moment iso={invited.expiresAt} as={longInstant} />.
    </p>
    <Form method="post" action={ADDRESS} className="form narrow">
      <input type="hidden" name="geste" value="accepter" />
      <input type="hidden" name="jeton" value={token} />
      <TextField
        label="Votre adresse, pour vous connecter"
        name="adresse"
        type="email"
        autoComplete="username"
        value={invited.email}
        readOnly
      />
      <TextField
        label="Votre nom"
        name="nom"
        autoComplete="name"
        hint={fr`Vos collègues le verront à côté de ce que vous publiez.`}
        defaultValue={name}
        maxLength={100}
        required
      />
      <PasswordField
        label="Mot de passe"
        name="passe"
        autoComplete="new-password"
        minLength={15}
        hint={fr`Au moins 15 caractères : une phrase de quatre ou cinq mots sans rapport entre eux convient. Le coller est permis.`}
        fault={problem?.pointer === '/password' ? typeset(problem.detail) : null}
        required
      />
      <div className="send">
        <button className="button button-main" type="submit">
          Ouvrir mon compte
        </button>
        <span className="small faint">{fr`Ensuite : votre second facteur.`}</span>
      </div>
    </Form>
  </>
);
