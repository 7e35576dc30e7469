import { Form, Link, useNavigation } from '@remix-run/react';
import { PageBody } from '../../ui/page-body';
import { passwordWords } from '../../words/space-account';
import { formWords } from '../../words/space-form';
import { PasswordField } from '../form/fields';
import { fieldFault, ProblemNote } from '../form/refusals';
import { StepUpField } from '../form/step-up';
import type { Refusal } from '../form/typed';

/** A session that was left open must not become somebody else's for good. */
export const PasswordAgain = ({ fault }: { fault: string | null }) => (
  <PasswordField
    label={passwordWords.again}
    name="passe-actuel"
    autoComplete="current-password"
    hint={passwordWords.againHint}
    fault={fault}
    required
  />
);

type PasswordPageProps = {
  /** It has to be changed before anything else. */
  isAsked: boolean;
  email: string | null;
  isCodeAsked: boolean;
  refused: Refusal | null;
};

export const PasswordPage = ({ isAsked, email, refused, ...page }: PasswordPageProps) => {
  const isSending = useNavigation().state === 'submitting';
  const problem = refused?.problem ?? null;
  const isCodeAsked = !isAsked && (page.isCodeAsked || refused?.needs === 'step-up');
  return (
    <PageBody title={isAsked ? passwordWords.askedTitle : passwordWords.title} beside={email}>
      <ProblemNote problem={problem} />
      {isAsked && <p className="lead">{passwordWords.whyAsked}</p>}
      <Form method="post" className="form narrow">
        <PasswordField
          label={passwordWords.current}
          name="passe-actuel"
          autoComplete="current-password"
          fault={fieldFault(problem, 'current')}
          required
        />
        <PasswordField
          label={passwordWords.new}
          name="passe-nouveau"
          autoComplete="new-password"
          minLength={15}
          hint={passwordWords.rule}
          fault={fieldFault(problem, 'password')}
          required
        />
        <div className="checks">
          <label>
            <input
              type="checkbox"
              name="cles"
              value="revoke"
              defaultChecked={refused?.typed.cles?.[0] === 'revoke'}
            />{' '}
            {passwordWords.revokeKeys}
          </label>
        </div>
        {isCodeAsked && <StepUpField purpose={formWords.publish} problem={null} />}
        <div className="send">
          <button className="button button-main" type="submit" disabled={isSending}>
            {passwordWords.title}
          </button>
          {!isAsked && (
            <Link className="small" to="/espace/compte">
              {passwordWords.renounce}
            </Link>
          )}
        </div>
      </Form>
      <p className="small">{passwordWords.otherSessionsClose}</p>
    </PageBody>
  );
};
