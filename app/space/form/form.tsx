import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Problem } from '#server/contract/problem';
import { formWords } from '../../words/space-form';
import { FormStateProvider } from './fields';
import { isProofAsked, ProblemNote } from './refusals';
import { FIRST_SENT } from './sending';
import { StepUpField } from './step-up';
import type { Typed } from './typed';

type SpaceFormProps = {
  /** Sent with the form: once, however often it is sent. */
  idempotencyKey: string;
  /** Where it goes, when that is not its own page. */
  action?: string | undefined;
  /** Of what it changes; null when it adds. */
  version?: string | null;
  /** What its fields hold, when that is not what is on record. */
  typed?: Typed;
  problem: Problem | null;
  /** Publishing asks for a factor shown within five minutes; this one was not. */
  isCodeAsked: boolean;
  submit: string;
  aside?: ReactNode;
  children: ReactNode;
  /** Other buttons, each with its own name and value. */
  buttons?: ReactNode;
};

/** A form of the writers' space: works without script, keeps what was typed, says what was refused. */
export const SpaceForm = (props: SpaceFormProps) => {
  const {
    idempotencyKey,
    action,
    version = null,
    typed = {},
    problem,
    isCodeAsked,
    submit,
    aside,
    children,
    buttons,
  } = props;
  const firstSent = typed[FIRST_SENT]?.[0];
  const isSending = useNavigation().state === 'submitting';
  return (
    <>
      <ProblemNote problem={isProofAsked(problem) ? null : problem} />
      <Form method="post" action={action} className="form">
        <input type="hidden" name="cle" value={idempotencyKey} />
        {version !== null && <input type="hidden" name="version" value={version} />}
        {firstSent && <input type="hidden" name={FIRST_SENT} value={firstSent} />}
        <FormStateProvider value={{ typed, problem }}>{children}</FormStateProvider>
        {aside && <p className="hint">{aside}</p>}
        <div className="send" data-sends>
          {isCodeAsked && <StepUpField purpose={formWords.publish} problem={problem} />}
          <button className="button button-main" type="submit" disabled={isSending} data-main>
            {isSending ? formWords.sending : submit}
          </button>
          {buttons}
        </div>
      </Form>
    </>
  );
};
