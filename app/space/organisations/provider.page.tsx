import { Link } from '@remix-run/react';
import { fr, typeset } from '../../words/typography';
import { ActionForm, FoldedAction } from '../form/action-form';
import { TextField } from '../form/fields';
import { DoneNote } from '../form/notes';
import { faultAt, ProblemNote } from '../form/refusals';
import { isOf, lastTyped, type Refusal } from '../form/typed';

type ProviderPageProps = {
  organisation: { id: string; name: string };
  provider: { name: string; issuer: string; clientId: string } | null;
  /** To be registered at the provider. */
  redirectUri: string;
  isCodeAsked: boolean;
  said: string | null;
  trial: { ok: boolean; detail: string; cure: string | null } | null;
  refused: Refusal | null;
};

/** By which provider the people of an organisation may begin to sign in. */
export const ProviderPage = ({
  organisation,
  provider,
  redirectUri,
  said,
  trial,
  refused,
  ...page
}: ProviderPageProps) => {
  const isCodeAsked = page.isCodeAsked || refused?.needs === 'step-up';
  const last = isOf(refused, 'regler') ? refused : null;
  const fault = (field: string) => faultAt(last?.problem ?? null, field);
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to={`/espace/organisations/${organisation.id}`}>{typeset(organisation.name)}</Link>
      </p>
      <div className="title">
        <h1>{fr`Connexion par son fournisseur d'identité`}</h1>
      </div>
      <ProblemNote problem={refused?.problem ?? null} />
      <DoneNote said={said} />
      {trial && (
        <p className={trial.ok ? 'done' : 'problem'} role="status">
          {typeset(trial.detail)} {trial.cure && typeset(trial.cure)}
        </p>
      )}
      <p className="lead">{fr`OpenID Connect, à la place du mot de passe. Chacun relie ensuite son identité lui-même ; le second facteur reste demandé ici.`}</p>
      <p>
        {fr`Adresse de retour à enregistrer chez le fournisseur :`} <code>{redirectUri}</code>
      </p>
      <ActionForm action="regler" isCodeAsked={isCodeAsked} submit="Enregistrer" isMain>
        <TextField
          label="Son nom, sur le bouton"
          name="nom"
          defaultValue={lastTyped(last, 'nom') ?? provider?.name}
          fault={fault('name')}
          maxLength={100}
          required
        />
        <TextField
          label={fr`Adresse du fournisseur (« issuer »)`}
          name="emetteur"
          type="url"
          defaultValue={lastTyped(last, 'emetteur') ?? provider?.issuer}
          fault={fault('issuer')}
          required
        />
        <TextField
          label={fr`Identifiant de client (« client_id »)`}
          name="client"
          defaultValue={lastTyped(last, 'client') ?? provider?.clientId}
          fault={fault('clientId')}
          required
        />
        <TextField
          label={fr`Secret de client (« client_secret »)`}
          name="secret-client"
          type="password"
          autoComplete="off"
          hint={
            provider
              ? fr`Laissé vide : celui qui est gardé, pour la même adresse et le même identifiant.`
              : null
          }
          fault={fault('clientSecret')}
          required={provider === null}
        />
      </ActionForm>
      {provider && (
        <>
          <ActionForm action="essayer" isCodeAsked={false} submit="Essayer" />
          <p className="small">
            {fr`Lien de connexion de ses personnes :`}{' '}
            <a href={`/espace/connexion?organisation=${organisation.id}`}>
              <code>{`/espace/connexion?organisation=${organisation.id}`}</code>
            </a>
          </p>
          <FoldedAction
            action="enlever"
            summary="Ne plus passer par ce fournisseur"
            about={provider.name}
            isOpen={isOf(refused, 'enlever')}
            isCodeAsked={isCodeAsked}
            submit="Le retirer"
          />
        </>
      )}
    </main>
  );
};
