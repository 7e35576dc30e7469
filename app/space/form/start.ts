import { templateOf } from '../../words/templates';
import type { Ready } from './sending';
import type { Typed } from './typed';

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
