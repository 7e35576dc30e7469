import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { formWords } from '../../words/space-form';
import { lowered } from '../../words/typography';
import { FormStateProvider } from './fields';
import { StepUpField } from './step-up';
import type { Refusal } from './typed';

type ActionFormProps = {
  /** What this form asks for, among those of its page. */
  action: string;
  /** Of what. */
  target?: string;
  /** Where sending twice must do once. */
  idempotencyKey?: string;
  /** Why this very form was refused, with what was typed in it. */
  own?: Refusal | null;
  isCodeAsked: boolean;
  submit: ReactNode;
  /** Follows the words of the button for who hears them: which one of many it is about. */
  which?: string;
  /** What its code lets one do, where the words of the button do not say it. */
  codeFor?: string;
  isMain?: boolean;
  children?: ReactNode;
};

/** One of several forms of a page, for one action. */
export const ActionForm = (props: ActionFormProps) => {
  const { action, target, idempotencyKey, own = null, submit, which, isMain = false, children } = props;
  const { codeFor = typeof submit === 'string' ? lowered(submit) : formWords.publish } = props;
  const isCodeAsked = props.isCodeAsked || own?.needs === 'step-up';
  const isSending = useNavigation().state === 'submitting';
  return (
    <Form method="post" className="action-form" data-sends>
      <input type="hidden" name="geste" value={action} />
      {target !== undefined && <input type="hidden" name="id" value={target} />}
      {idempotencyKey !== undefined && <input type="hidden" name="cle" value={idempotencyKey} />}
      <FormStateProvider value={{ typed: own?.typed ?? {}, problem: own?.problem ?? null }}>
        {children}
      </FormStateProvider>
      {isCodeAsked && (
        <StepUpField
          purpose={`${codeFor}${which ?? ''}`}
          problem={own?.needs === 'step-up' ? own.problem : null}
        />
      )}
      <button
        className={isMain ? 'button button-main' : 'button'}
        type="submit"
        disabled={isSending}
        data-main
      >
        {submit}
        {which !== undefined && <span className="visually-hidden">{which}</span>}
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
