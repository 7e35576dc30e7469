import { useRevalidator } from '@remix-run/react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Problem } from '#server/contract/problem';
import { formWords } from '../../words/space-form';
import { capital, typeset } from '../../words/typography';
import { TextField } from './fields';
import { PasskeyButton } from './passkeys';
import { isProofAsked } from './refusals';

type StepUpFieldProps = {
  /** What showing a factor lets one do; no two fields of a page say the same. */
  purpose: string;
  /** Why the form was refused: only a proof that is missing, or wrong, is said here. */
  problem: Problem | null;
};

const SIX_DIGITS = /^\d{6}$/;

/** Asks for a code beside the button it is for. Where the button was pressed already, the right code is all it needs. */
export const StepUpField = ({ purpose, problem }: StepUpFieldProps) => {
  const { revalidate } = useRevalidator();
  const box = useRef<HTMLDivElement>(null);
  const isPressed = isProofAsked(problem);
  const field = () => box.current?.querySelector('input');
  const asked = isPressed ? problem : null;
  const [answered, setAnswered] = useState({ asked, times: 0 });
  if (answered.asked !== asked) setAnswered({ asked, times: answered.times + 1 });
  const send = () => {
    const form = field()?.form;
    const button = field()?.closest('[data-sends]')?.querySelector<HTMLButtonElement>('button[data-main]');
    if (form && button) form.requestSubmit(button);
  };
  const onInput = ({ target }: FormEvent) => {
    if (isPressed && SIX_DIGITS.test((target as HTMLInputElement).value.trim())) send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    send();
  };
  return (
    <div className="step-up" ref={box}>
      <TextField
        // A code serves once: each answer brings an empty field.
        key={answered.times}
        label={formWords.stepUp(purpose)}
        name="code"
        autoComplete="one-time-code"
        hint={formWords.stepUpHint}
        fault={asked && saidOf(asked)}
        autoFocus={isPressed}
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <PasskeyButton purpose="step-up" label={formWords.orPasskey} onDone={isPressed ? send : revalidate} />
    </div>
  );
};

const saidOf = ({ type, detail, cure = '' }: Problem): string =>
  type.endsWith(':step-up-needed')
    ? formWords.stepUpNow
    : typeset([detail, cure].map((each) => capital(each)).join(' '));
