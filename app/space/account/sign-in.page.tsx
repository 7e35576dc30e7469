import { Form, Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { PageBody, Section } from '../../ui/page-body';
import { accountWords, signInWords } from '../../words/space-account';
import { fieldWords } from '../../words/space-form';
import { typeset } from '../../words/typography';
import { TextField } from '../form/fields';
import { PasskeyButton } from '../form/passkeys';
import { ProblemNote } from '../form/refusals';

/** What is shown is wrong; which part of it, nobody is told. */
const wrongIn = (problem: Problem | null): string | null =>
  problem?.status === 401 || problem?.status === 400 ? typeset(problem.detail) : null;

export const CodePage = ({ problem }: { problem: Problem | null }) => (
  <PageBody title={accountWords.secondFactor}>
    <ProblemNote problem={problem} />
    <Form method="post" className="form narrow">
      <TextField
        label={signInWords.code}
        name="facteur"
        autoComplete="one-time-code"
        autoFocus
        hint={signInWords.codeHint}
        fault={wrongIn(problem)}
        required
      />
      <div className="send">
        <button className="button button-main" type="submit">
          {signInWords.enter}
        </button>
        <Link className="small" to="/espace/connexion">
          {signInWords.startAgain}
        </Link>
      </div>
    </Form>
  </PageBody>
);

type SignInPageProps = {
  problem: Problem | null;
  email: string;
  back: string;
  /** Organisations whose people may begin at their own provider, and how that ended. */
  providers: readonly { organisation: string; name: string }[];
  outcome: string | null;
  /** Nobody has an account yet. */
  isUnclaimed: boolean;
};

export const SignInPage = ({ problem, email, back, providers, outcome, isUnclaimed }: SignInPageProps) => (
  <PageBody title={signInWords.title}>
    <p className="lead">{signInWords.lead}</p>
    {isUnclaimed && (
      <p>
        {signInWords.unclaimed}
        <Link to="/premiers-pas">{signInWords.firstSteps}</Link>.
      </p>
    )}
    <ProblemNote problem={problem} />
    {outcome && (
      <p className="problem" role="alert">
        {outcome}
      </p>
    )}
    <Form method="post" className="form narrow">
      <TextField
        label={fieldWords.email}
        name="adresse"
        type="email"
        autoComplete="username webauthn"
        defaultValue={email}
        autoFocus={problem === null}
        required
      />
      <TextField
        label={fieldWords.password}
        name="passe"
        type="password"
        autoComplete="current-password"
        fault={wrongIn(problem)}
        required
      />
      <div className="send">
        <button className="button button-main" type="submit">
          {signInWords.continue}
        </button>
        <PasskeyButton
          purpose="sign-in"
          label={signInWords.passkey}
          onDone={() => window.location.assign(back)}
        />
      </div>
    </Form>
    {providers.length > 0 && (
      <Section id="fournisseurs" title={signInWords.providers}>
        <p className="small">{signInWords.factorFollows}</p>
        {providers.map(({ organisation, name }) => (
          <p key={organisation}>
            <a
              className="button"
              href={`/api/v1/sign-in/start?${new URLSearchParams({ organisation, return: back })}`}
            >
              {signInWords.withProvider(name)}
            </a>
          </p>
        ))}
      </Section>
    )}
    <p className="small">{signInWords.noAccount}</p>
  </PageBody>
);
