import type { Problem } from '#server/contract/problem';
import { templateOf } from '../../words/space-writing';
import { fr } from '../../words/typography';
import { lastTyped, type Refusal, type Typed } from './typed';

/** What is typed and not sent, as it was kept. */
export type Draft = { typed: Typed | null; savedAt: string | null };

/** What a form shows after it was sent and nothing was published: what was typed, what it would say, since when kept. */
export type Kept<P> = { typed: Typed; preview: P | null; savedAt: string | null };

type Start<P> = {
  shown: Kept<P> | null;
  draft: Draft;
  ready: Ready;
  template?: string | null;
};

/** What a form holds when its page opens: what was just sent, else the draft, else a text chosen by the address. */
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

/** What a page was given to send a form once: its key, and whether a code is to be shown. */
export type Ready = { key: string; isCodeAsked: boolean };

/** How a form is sent once: under the key it was refused with, and with a code when that is why. */
export const onceFor = (own: Refusal | null, { key, isCodeAsked }: Ready) => ({
  idempotencyKey: lastTyped(own, 'cle') ?? key,
  isCodeAsked: isCodeAsked || own?.needs === 'step-up',
});

/**
 * The same of what has versions: again as it was when it was refused, with the version in force when that is why.
 * `etag`: of what it changes, as read; null when it adds.
 */
export const sendingFor = (own: Refusal | null, ready: Ready, etag: string | null) => ({
  ...onceFor(own, ready),
  version: own?.problem.etag ?? lastTyped(own, 'version') ?? etag,
  typed: own?.typed ?? {},
  problem: own && forPerson(own.problem),
});

/** A program is told to read again; a person has both texts before its eyes. */
const forPerson = (problem: Problem): Problem =>
  isStale(problem)
    ? { ...problem, cure: fr`Comparez avec ce qui est en vigueur, ci-dessous, puis renvoyez.` }
    : problem;

export const isStale = (problem: Problem | null): boolean => problem?.status === 412;
