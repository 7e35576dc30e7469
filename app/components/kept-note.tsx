import { longInstant } from '../words/fr/instants';
import { fr } from '../words/fr/typography';
import { VALID_MS } from './freshness';
import { Dated } from './moment';

/** What the page wears from its first paint until it counts by itself, when the browser had kept it past its time. */
export const KEPT = 'is-kept';

type KeptNoteProps = { knownAt: number; nonce: string | undefined };

/**
 * A tab restored or a step back shows the bytes of another day before any script of ours runs: this one, which runs as
 * they are read, takes their colours away and says when they were so.
 */
export const KeptNote = ({ knownAt, nonce }: KeptNoteProps) => (
  <>
    <p className="kept-note" data-needs-us>
      <Dated text={fr`À vérifier : cette page a été lue le ${longInstant(new Date(knownAt))}.`} />
    </p>
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, under the nonce
      dangerouslySetInnerHTML={{
        __html: `if(Date.now()-${knownAt}>${VALID_MS})document.documentElement.classList.add('${KEPT}')`,
      }}
    />
  </>
);
