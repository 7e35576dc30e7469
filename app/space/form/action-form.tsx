import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { StepUpField } from './form';

type GestureFormProps = {
  /** What this form asks for, among those of its page. */
  gesture: string;
  /** Of what. */
  target?: string;
  /** Where sending twice must do once. */
  idempotencyKey?: string;
  isCodeAsked: boolean;
  submit: ReactNode;
  isMain?: boolean;
  children?: ReactNode;
};

/** One of several forms of a page, for one gesture. */
export const GestureForm = (props: GestureFormProps) => {
  const { gesture, target, idempotencyKey, isCodeAsked, submit, isMain = false, children } = props;
  const isSending = useNavigation().state === 'submitting';
  return (
    <Form method="post" className="gesture">
      <input type="hidden" name="geste" value={gesture} />
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

type FoldedGestureProps = GestureFormProps & {
  summary: string;
  /** What it is about, for who hears the page. */
  about: string;
  isOpen: boolean;
};

/** A gesture one does not make by mistake: it is unfolded first. */
export const FoldedGesture = ({ summary, about, isOpen, ...form }: FoldedGestureProps) => (
  <details className="folded" open={isOpen}>
    <summary>
      {summary}
      <span className="visually-hidden">, {about}</span>
    </summary>
    <GestureForm {...form} />
  </details>
);
