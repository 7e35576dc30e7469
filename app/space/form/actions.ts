import type { ActionFunctionArgs } from '@remix-run/node';
import type { Call } from '../publish';

/** A form of the space as it came: what it says, and on which page. */
export type Submission = Pick<ActionFunctionArgs, 'params'> & {
  form: FormData;
  /** A field as it was typed; empty when the form has none of that name. */
  field: (name: string) => string;
  /** What it asks for, among the forms of its page. */
  action: string;
  /** The address of its page, and what follows « ? ». */
  here: string;
  query: URLSearchParams;
  now: Date;
};

/** Asks our API for what a form says. */
export type Action = (sent: Submission & Call) => Promise<Response>;

/** A page of several forms: each says in `geste` what it asks for, and in `id` of what. */
export type Actions = Readonly<Record<string, Action>>;

export const submissionOf = async (args: ActionFunctionArgs): Promise<Submission> => {
  const { request, params, context } = args;
  const form = await request.formData();
  const field = (name: string) => String(form.get(name) ?? '');
  const { pathname: here, searchParams: query } = new URL(request.url);
  return { form, field, action: field('geste'), here, query, params, now: context.now };
};

/** What one does with what is asked of accounts, keys, probes and scopes. */
export const RESTRICTION_ACTIONS: Actions = {
  'annuler-demande': ({ client, field }) =>
    client.api.v1.restrictions[':id'].cancellation.$post({ param: { id: field('id') } }),
  'confirmer-demande': ({ client, field }) =>
    client.api.v1.restrictions[':id'].confirmation.$post({ param: { id: field('id') } }),
};
