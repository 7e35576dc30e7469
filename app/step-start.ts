import type { Typed } from './components/space/typed';
import type { Draft } from './drafts';
import type { Kept } from './form-answers';
import { templateOf } from './words/fr/templates';

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
