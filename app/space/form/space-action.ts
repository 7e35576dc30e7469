import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { refusedFormWords } from '../../words/space-form';
import { publish, refusedPage } from '../publish';
import { type Action, type Actions, type Submission, submissionOf } from './actions';
import { type Drafting, dropDraft, keepRefused, withoutSending } from './drafts';
import type { Answer } from './typed';

type SpaceAction<Body, Shown> = {
  /** The forms that say in `geste` what they ask for. */
  actions?: Actions;
  /** The form of the page that asks for none of these. */
  main?: Action;
  /** How what is typed in `main` is kept until it is published. */
  draft?: Drafting;
  /** The address to go to, or what the page shows once; null or absent: back to the page, which says what was done. */
  done?: (sent: Submission & { body: Body; isMain: boolean }) => string | Shown | null;
};

/**
 * The action of a page of the space: chooses what the form asks for, publishes it, and leads on. A refusal is a page
 * that keeps what was typed. `Body`: what our API answers; `Shown`: what the page is given to show once.
 */
export const spaceAction =
  <Body = unknown, Shown = never>({ actions = {}, main, draft, done }: SpaceAction<Body, Shown>) =>
  async (args: ActionFunctionArgs) => {
    const submission = await submissionOf(args);
    const { form, action, here } = submission;
    const named = Object.hasOwn(actions, action) ? actions[action] : undefined;
    const ask = named ?? main;
    const drafting = named ? undefined : draft;
    const kept = drafting && (await withoutSending<Shown>(args, submission, drafting));
    if (kept) return kept;
    if (!ask) throw Response.json(UNKNOWN, { status: UNKNOWN.status });
    const sent = await publish<Body>(args, form, (call) => ask({ ...submission, ...call }));
    if (!sent.ok)
      return drafting
        ? keepRefused<Shown>(args, sent, drafting.name(submission))
        : refusedPage<Shown>(sent, null);
    const { body, headers } = sent;
    if (drafting) await dropDraft(args.context.client, (drafting.spent ?? drafting.name)(submission));
    const next =
      done?.({ ...submission, body, isMain: !named }) ?? `${here}?fait=${encodeURIComponent(action)}`;
    if (typeof next === 'string') throw redirect(next, { headers });
    return data<Answer<Shown>>({ refused: null, shown: next }, { headers });
  };

const UNKNOWN = { ...refusedFormWords.unknown, type: 'about:blank', status: 400 };
