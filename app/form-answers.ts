import { type ActionFunctionArgs, data } from '@remix-run/node';
import type { ShouldRevalidateFunction } from '@remix-run/react';
import { LIVE } from './components/space/live';
import type { Refusal, Typed } from './components/space/typed';
import { putDraft } from './drafts';
import { type Answered, type Call, publish, type Refused, typedIn } from './space';

/**
 * What a form shows after it was sent and nothing was published: what was typed, why it was refused, what it would
 * say, and since when it is kept.
 */
export type Kept<P> = {
  refused: Refusal | null;
  typed: Typed;
  preview: P | null;
  savedAt: string | null;
};

const page = <P>(kept: Kept<P>, status: number, headers: Headers) => data(kept, { status, headers });

/** What was typed is kept on our side too, unless nobody is signed in: the page itself keeps it then. */
export const refusedAndKept = async <P>(
  { context }: ActionFunctionArgs,
  { problem, needs, typed, headers }: Refused,
  draft: string | null,
) => {
  const isKept = needs !== 'sign-in' && draft !== null && (await putDraft(context.client, draft, typed)).ok;
  const savedAt = isKept ? context.now.toISOString() : null;
  return page<P>(
    { refused: { problem, needs, typed }, typed, preview: null, savedAt },
    problem.status,
    headers,
  );
};

/** Another form of the page was refused: this one keeps nothing of it. */
export const refusedBeside = <P>({ problem, needs, typed, headers }: Refused) =>
  page<P>(
    { refused: { problem, needs, typed }, typed: {}, preview: null, savedAt: null },
    problem.status,
    headers,
  );

export const previewed = <P>(sent: Answered<P>, form: FormData) =>
  sent.ok
    ? page<P>({ refused: null, typed: typedIn(form), preview: sent.body, savedAt: null }, 200, sent.headers)
    : page<P>(
        { refused: sent, typed: sent.typed, preview: null, savedAt: null },
        sent.problem.status,
        sent.headers,
      );

/** Keeps what is typed. `changed`: what the gesture itself adds to it. */
export const keepDraft = async <P>(
  args: ActionFunctionArgs,
  form: FormData,
  draft: string,
  changed: Typed = {},
) => {
  const typed = { ...typedIn(form), ...changed };
  const call = ({ client }: Call) => putDraft(client, draft, typed);
  const sent = await publish<{ done: true }>(args, args.request, form, call);
  if (!sent.ok) return refusedAndKept<P>(args, sent, null);
  const savedAt = args.context.now.toISOString();
  return page<P>({ refused: null, typed, preview: null, savedAt }, 200, sent.headers);
};

/**
 * A page is read again after each form, refused or not: what it shows beside the form may have changed, the factor
 * shown too. Not when the session is over: reading it would lead away from what was typed.
 */
export const revalidateForm: ShouldRevalidateFunction = ({
  formData,
  actionStatus,
  defaultShouldRevalidate,
}) => {
  if (!formData) return defaultShouldRevalidate;
  return formData.get('geste') !== LIVE && actionStatus !== 401;
};
