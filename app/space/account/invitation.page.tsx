import { Form, Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { Moment } from '../../ui/moment';
import { PageBody } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { invitationWords, passwordWords } from '../../words/space-account';
import { fieldWords } from '../../words/space-form';
import type { roleWords } from '../../words/space-keys';
import { typeset } from '../../words/typography';
import { PasswordField, TextField } from '../form/fields';
import { useLinkToken } from '../form/link-token';
import { ProblemNote } from '../form/refusals';

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
  <PageBody title={isDead ? invitationWords.deadTitle : invitationWords.title}>
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
  </PageBody>
);

const Dead = () => (
  <>
    <p className="lead">{invitationWords.whyDead}</p>
    <p>{invitationWords.askAnother}</p>
    <p>
      <Link className="button" to="/espace/connexion">
        {invitationWords.signIn}
      </Link>
    </p>
  </>
);

const ADDRESS = '/espace/invitation';

/** The address that held the token gives way to one that does not, in the browser's history too. */
const Open = ({ given }: { given: string }) => {
  const token = useLinkToken(given);
  return (
    <Form method="post" action={ADDRESS} replace className="form narrow">
      <p className="lead">{invitationWords.lead}</p>
      <input type="hidden" name="geste" value="lire" />
      {token === '' ? <Pasted /> : <input type="hidden" name="jeton" value={token} />}
      <div className="send">
        <button className="button button-main" type="submit">
          {invitationWords.read}
        </button>
        <span className="small faint">{invitationWords.readingSpendsNothing}</span>
      </div>
    </Form>
  );
};

/** Where no script reads what stands after « # ». */
const Pasted = () => (
  <TextField
    label={invitationWords.link}
    name="jeton"
    hint={invitationWords.linkHint}
    autoComplete="off"
    spellCheck={false}
    required
  />
);

type AcceptProps = Pick<InvitationPageProps, 'token' | 'name' | 'problem'> & { invited: Invited };

const Accept = ({ token, invited, name, problem }: AcceptProps) => (
  <>
    <p className="lead">
      {invitationWords.forWhom(invited.organisation, invited.role)}
      {invitationWords.until}
      <Moment iso={invited.expiresAt} as={longInstant} />.
    </p>
    <Form method="post" action={ADDRESS} className="form narrow">
      <input type="hidden" name="geste" value="accepter" />
      <input type="hidden" name="jeton" value={token} />
      <TextField
        label={invitationWords.email}
        name="adresse"
        type="email"
        autoComplete="username"
        value={invited.email}
        readOnly
      />
      <TextField
        label={invitationWords.name}
        name="nom"
        autoComplete="name"
        hint={invitationWords.nameHint}
        defaultValue={name}
        maxLength={100}
        required
      />
      <PasswordField
        label={fieldWords.password}
        name="passe"
        autoComplete="new-password"
        minLength={15}
        hint={passwordWords.rule}
        fault={problem?.pointer === '/password' ? typeset(problem.detail) : null}
        required
      />
      <div className="send">
        <button className="button button-main" type="submit">
          {invitationWords.openAccount}
        </button>
        <span className="small faint">{invitationWords.next}</span>
      </div>
    </Form>
  </>
);
