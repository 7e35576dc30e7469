import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { StepUpField } from './form';

type ActionFormProps = {
  /** What this form asks for, among those of its page. */
  action: string;
  /** Of what. */
  target?: string;
  /** Where sending twice must do once. */
  idempotencyKey?: string;
  isCodeAsked: boolean;
  submit: ReactNode;
  isMain?: boolean;
  children?: ReactNode;
};

/** One of several forms of a page, for one action. */
export const ActionForm = (props: ActionFormProps) => {
  const { action, target, idempotencyKey, isCodeAsked, submit, isMain = false, children } = props;
  const isSending = useNavigation().state === 'submitting';
  return (
    <Form method="post" className="action-form">
      <input type="hidden" name="geste" value={action} />
      {target !== undefined && <input type="hidden" name="id" value={target} />}
      {idempotencyKey !== undefined && <input type="hidden" name="cle" value={idempotencyKey} />}
      {children}
      {isCodeAsked && <StepUpField />}
      <button className={isMain ? 'button button-main' : 'button'} type="submit" disabled={isSending}>
        {submit}
      </button>
    </Form>
  );
};

type FoldedActionProps = ActionFormProps & {
  summary: string;
  /** What it is about, for who hears the page. */
  about: string;
  isOpen: boolean;
};

/** An action one does not make by mistake: it is unfolded first. */
export const FoldedAction = ({ summary, about, isOpen, ...form }: FoldedActionProps) => (
  <details className="folded" open={isOpen}>
    <summary>
      {summary}
      <span className="visually-hidden">, {about}</span>
    </summary>
    <ActionForm {...form} />
  </details>
);
