import type { Problem } from '#server/contract/problem';

/** The values of a form by field, in the order they were sent. */
export type Typed = Record<string, string[]>;

/** Why a form was refused, what must be shown before it is sent again, and what was typed. */
export type Refusal = { problem: Problem; needs: 'sign-in' | 'step-up' | null; typed: Typed };

/** What a form was answered in place: why it was refused, or what its page shows once. */
export type Answer<Shown> = { refused: Refusal | null; shown: Shown | null };

/** Whether it is that action, on that thing, that was refused. */
export const isOf = (refused: Refusal | null, action: string, target?: string): boolean =>
  refused !== null &&
  refused.typed.geste?.[0] === action &&
  (target === undefined || refused.typed.id?.[0] === target);

/** A field as it was last typed. */
export const lastTyped = (refused: Refusal | null, name: string): string | undefined =>
  refused?.typed[name]?.[0];

/** The trimmed text of a field; null when it is empty. */
export const textIn = (form: FormData, name: string): string | null => {
  const typed = form.get(name);
  return typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : null;
};

/** One thing a line. */
export const linesIn = (form: FormData, name: string): string[] =>
  String(form.get(name) ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The boxes ticked. */
export const ticksIn = (form: FormData, name: string): string[] => form.getAll(name).map(String);
