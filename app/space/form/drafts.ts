import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import type { Client } from '#server/client';
import { ask } from '../../client/ask';
import { templateOf } from '../../words/templates';
import { type Answered, type Call, OWN_FIELDS, publish, type Refused, typedIn } from '../publish';
import type { Refusal, Typed } from './typed';

/** What is typed and not sent, kept for its author under the name of its form. */

const NOT_KEPT: readonly string[] = [...OWN_FIELDS, 'geste'];

export type Draft = { typed: Typed | null; savedAt: string | null };

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

const NOTHING = { refused: null, typed: {}, preview: null, savedAt: null };

const page = <P>(kept: Kept<P>, status: number, headers: Headers) => data(kept, { status, headers });

const refusalOf = ({ problem, needs, typed }: Refused): Refusal => ({ problem, needs, typed });

/** What was typed is kept on our side too, unless nobody is signed in: the page itself keeps it then. */
export const refusedAndKept = async <P>(
  { context }: ActionFunctionArgs,
  sent: Refused,
  draft: string | null,
  preview: P | null = null,
) => {
  const { needs, typed, problem, headers } = sent;
  const isKept = needs !== 'sign-in' && draft !== null && (await putDraft(context.client, draft, typed)).ok;
  const savedAt = isKept ? context.now.toISOString() : null;
  return page<P>({ refused: refusalOf(sent), typed, preview, savedAt }, problem.status, headers);
};

/** Another form of the page was refused: this one keeps nothing of it. */
export const refusedBeside = <P>(sent: Refused) =>
  page<P>({ ...NOTHING, refused: refusalOf(sent) }, sent.problem.status, sent.headers);

/** What one does with a form before sending it. */
type Before = {
  /** The name its draft is kept under. */
  draft: string;
  /** Where it is. */
  here: string;
  /** What would be read if it were sent; left out where nothing is shown before. */
  preview?: (call: Call) => Promise<Response>;
  /** What the action itself adds to what is typed. */
  changed?: Typed;
};

/** Answers a preview, a draft kept or thrown away; null when the form is to be sent. */
export const beforeSending = async <P>(args: ActionFunctionArgs, form: FormData, before: Before) => {
  switch (form.get('geste')) {
    case 'apercu':
      return before.preview
        ? previewed(await publish<P>(args, args.request, form, before.preview), form)
        : keepDraft<P>(args, form, before);
    case 'modele':
    case 'brouillon':
      return keepDraft<P>(args, form, before);
    case 'jeter':
      return throwDraft<P>(args, form, before);
    default:
      return null;
  }
};

const previewed = <P>(sent: Answered<P>, form: FormData) =>
  sent.ok
    ? page<P>({ refused: null, typed: typedIn(form), preview: sent.body, savedAt: null }, 200, sent.headers)
    : page<P>({ ...NOTHING, refused: refusalOf(sent), typed: sent.typed }, sent.problem.status, sent.headers);

const keepDraft = async <P>(args: ActionFunctionArgs, form: FormData, { draft, changed }: Before) => {
  const typed = { ...typedIn(form), ...changed };
  const call = ({ client }: Call) => putDraft(client, draft, typed);
  const sent = await publish(args, args.request, form, call);
  if (!sent.ok) return refusedAndKept<P>(args, sent, null);
  const savedAt = args.context.now.toISOString();
  return page<P>({ refused: null, typed, preview: null, savedAt }, 200, sent.headers);
};

const throwDraft = async <P>(args: ActionFunctionArgs, form: FormData, { draft, here }: Before) => {
  const sent = await publish(args, args.request, form, ({ client }) => dropDraft(client, draft));
  if (!sent.ok) return refusedBeside<P>(sent);
  throw redirect(`${here}?fait=jeter`, { headers: sent.headers });
};

type Start<P> = { answered: Kept<P> | null; draft: Draft; key: string; template: string | null };

/** What a form holds when its page opens: what was just sent, else the draft, else a text chosen by the address. */
export const startOf = <P>({ answered, draft, key, template }: Start<P>) => {
  const sent = answered && Object.keys(answered.typed).length > 0 ? answered.typed : null;
  const chosen = templateOf(template);
  const started: Typed = chosen ? { texte: [chosen.text], etape: [chosen.stage], modele: [chosen.id] } : {};
  const typed: Typed = sent ?? { ...(draft.typed ?? {}), ...started };
  return {
    typed,
    previews: answered?.preview ?? null,
    savedAt: answered?.savedAt ?? draft.savedAt,
    idempotencyKey: typed.cle?.[0] ?? key,
  };
};
