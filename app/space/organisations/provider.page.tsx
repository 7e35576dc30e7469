import { Link } from '@remix-run/react';
import { PageBody } from '../../ui/page-body';
import { formWords } from '../../words/space-form';
import { providerWords } from '../../words/space-organisations';
import { typeset } from '../../words/typography';
import { ActionForm, FoldedAction } from '../form/action-form';
import { TextField } from '../form/fields';
import { DoneNote } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';

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
  return (
    <PageBody
      isWide
      title={providerWords.title}
      above={<Link to={`/espace/organisations/${organisation.id}`}>{typeset(organisation.name)}</Link>}
    >
      <ProblemNote problem={refused?.problem ?? null} />
      <DoneNote said={said} />
      {trial && (
        <p className={trial.ok ? 'done' : 'problem'} role="status">
          {typeset(trial.detail)} {trial.cure && typeset(trial.cure)}
        </p>
      )}
      <p className="lead">{providerWords.lead}</p>
      <p>
        {providerWords.returnAddress} <code>{redirectUri}</code>
      </p>
      <ActionForm action="regler" own={last} isCodeAsked={isCodeAsked} submit={formWords.save} isMain>
        <TextField
          label={providerWords.name}
          name="nom"
          defaultValue={provider?.name}
          of="name"
          maxLength={100}
          required
        />
        <TextField
          label={providerWords.issuer}
          name="emetteur"
          type="url"
          defaultValue={provider?.issuer}
          of="issuer"
          required
        />
        <TextField
          label={providerWords.clientId}
          name="client"
          defaultValue={provider?.clientId}
          of="clientId"
          required
        />
        <TextField
          label={providerWords.clientSecret}
          name="secret-client"
          type="password"
          autoComplete="off"
          hint={provider ? providerWords.secretHint : null}
          of="clientSecret"
          required={provider === null}
        />
      </ActionForm>
      {provider && (
        <>
          <ActionForm action="essayer" isCodeAsked={false} submit={providerWords.try} />
          <p className="small">
            {providerWords.signInLink}{' '}
            <a href={`/espace/connexion?organisation=${organisation.id}`}>
              <code>{`/espace/connexion?organisation=${organisation.id}`}</code>
            </a>
          </p>
          <FoldedAction
            action="enlever"
            summary={providerWords.removeTitle}
            about={provider.name}
            isOpen={isOf(refused, 'enlever')}
            isCodeAsked={isCodeAsked}
            submit={providerWords.remove}
          />
        </>
      )}
    </PageBody>
  );
};
