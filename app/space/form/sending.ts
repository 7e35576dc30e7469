import type { Problem } from '#server/contract/problem';
import { templateOf } from '../../words/space-writing';
import { fr } from '../../words/typography';
import { lastTyped, type Refusal, type Typed } from './typed';

/** What is typed and not sent, as it was kept. */
export type Draft = { typed: Typed | null; savedAt: string | null };

/** What a form shows after a preview, a saved draft or a refusal: nothing was published. */
export type Kept<P> = { typed: Typed; preview: P | null; savedAt: string | null };

type Start<P> = {
  shown: Kept<P> | null;
  draft: Draft;
  ready: Ready;
  template?: string | null;
};

/** The fields when the page opens: what was just sent, else the draft with the template of the address. */
export const startOf = <P>({ shown, draft, ready, template = null }: Start<P>) => {
  const sent = shown && Object.keys(shown.typed).length > 0 ? shown.typed : null;
  const chosen = templateOf(template);
  const started: Typed = chosen ? { texte: [chosen.text], etape: [chosen.stage], modele: [chosen.id] } : {};
  const typed: Typed = sent ?? { ...(draft.typed ?? {}), ...started };
  return {
    typed,
    previews: shown?.preview ?? null,
    savedAt: shown?.savedAt ?? draft.savedAt,
    idempotencyKey: typed.cle?.[0] ?? ready.key,
  };
};

/** The idempotency key of a form, and whether it must ask for a second-factor code. */
export type Ready = { key: string; isCodeAsked: boolean };

/** A refused form keeps its key, and asks for a code when that is why it was refused. */
export const onceFor = (own: Refusal | null, { key, isCodeAsked }: Ready) => ({
  idempotencyKey: lastTyped(own, 'cle') ?? key,
  isCodeAsked: isCodeAsked || own?.needs === 'step-up',
});

/**
 * The same for a versioned thing: keeps the version it was sent with, or takes the one in force after a 412. `etag`: the
 * version read by the page; null when the form adds.
 */
export const sendingFor = (own: Refusal | null, ready: Ready, etag: string | null) => ({
  ...onceFor(own, ready),
  version: own?.problem.etag ?? lastTyped(own, 'version') ?? etag,
  typed: own?.typed ?? {},
  problem: own && forPerson(own.problem),
});

/** When a form was first sent under its key: « dans 1 h » is counted from then, so that it is the same sent again. */
export const FIRST_SENT = 'envoye';

export const firstSentAt = (form: FormData, now: Date): Date => {
  const first = Date.parse(String(form.get(FIRST_SENT) ?? ''));
  return first < +now ? new Date(first) : now;
};

/** The API tells a program to read again; a person has both texts on the page. */
const forPerson = (problem: Problem): Problem =>
  isStale(problem)
    ? { ...problem, cure: fr`Comparez avec ce qui est en vigueur, ci-dessous, puis renvoyez.` }
    : problem;

export const isStale = (problem: Problem | null): boolean => problem?.status === 412;
