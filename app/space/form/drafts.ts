import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import type { Client } from '#server/client';
import { ask } from '../../client/ask';
import { type Answered, OWN_FIELDS, publish, type Refused, refusedPage, typedIn } from '../publish';
import type { Action, Submission } from './actions';
import type { Draft, Kept } from './sending';
import type { Answer, Typed } from './typed';

/** What is typed and not sent, kept for its author under the name of its form. */

const NOT_KEPT: readonly string[] = [...OWN_FIELDS, 'geste'];

export const readDraft = async (client: Client, form: string): Promise<Draft> => {
  const { body } = await ask(client.api.v1.drafts[':form'].$get({ param: { form } }));
  return { typed: body.content, savedAt: body.savedAt };
};

export const putDraft = (client: Client, form: string, typed: Typed): Promise<Response> => {
  const kept = Object.entries(typed).filter(([name]) => !NOT_KEPT.includes(name));
  const json = { content: Object.fromEntries(kept) };
  return client.api.v1.drafts[':form'].$put({ param: { form }, json });
};

export const dropDraft = (client: Client, form: string): Promise<Response> =>
  client.api.v1.drafts[':form'].$delete({ param: { form } });

/** How what is typed on a page is kept. */
export type Drafting = {
  /** The name it is kept under. */
  name: (submission: Submission) => string;
  /** What would be read if it were sent; left out where nothing is shown before. */
  preview?: Action;
  /** What the action itself adds to what is typed. */
  changed?: (form: FormData) => Typed;
  /** The draft that publishing deletes, when its name differs. */
  spent?: (submission: Submission) => string;
};

/** Saves what was typed as a draft, unless the session is over: then only the page keeps it. */
export const keepRefused = async <Shown>({ context }: ActionFunctionArgs, sent: Refused, draft: string) => {
  const { needs, typed } = sent;
  const isKept = needs !== 'sign-in' && (await putDraft(context.client, draft, typed)).ok;
  return keptPage<Shown>(sent, { typed, preview: null, savedAt: isKept ? context.now.toISOString() : null });
};

/** Handles previewing, saving and discarding a draft; null when the form is to be published. `Shown`: a `Kept`. */
export const withoutSending = async <Shown>(
  args: ActionFunctionArgs,
  submission: Submission,
  drafting: Drafting,
) => {
  const { form, action, here, now } = submission;
  const { preview, changed } = drafting;
  const draft = drafting.name(submission);
  if (action === 'jeter') {
    const sent = await publish(args, form, ({ client }) => dropDraft(client, draft));
    if (sent.ok) throw redirect(`${here}?fait=jeter`, { headers: sent.headers });
    return refusedPage<Shown>(sent, null);
  }
  if (action === 'apercu' && preview) {
    const sent = await publish(args, form, (call) => preview({ ...submission, ...call }));
    return keptPage<Shown>(sent, {
      typed: typedIn(form),
      preview: sent.ok ? sent.body : null,
      savedAt: null,
    });
  }
  if (!KEEPING.includes(action)) return null;
  const typed = { ...typedIn(form), ...changed?.(form) };
  const sent = await publish(args, form, ({ client }) => putDraft(client, draft, typed));
  return sent.ok
    ? keptPage<Shown>(sent, { typed, preview: null, savedAt: now.toISOString() })
    : keptPage<Shown>(sent, { typed: sent.typed, preview: null, savedAt: null });
};

const KEEPING: readonly string[] = ['apercu', 'modele', 'brouillon'];

const keptPage = <Shown>(sent: Answered<unknown>, kept: Kept<unknown>) =>
  sent.ok
    ? data<Answer<Shown>>({ refused: null, shown: kept as Shown }, { headers: sent.headers })
    : refusedPage<Shown>(sent, kept as Shown);
