import type { ReactNode } from 'react';
import type { Line } from './board-lines';
import { FIRST_PAINT } from './mine-first-paint';

type MineProps = {
  lines: readonly Line[];
  /** Whether this browser has said which ones are starred: not on the server, nor before hydration. */
  isKnown: boolean;
  renderRow: (line: Line) => ReactNode;
};

/** One's own mutuelles, first. A script shows them with the first paint, so that nothing jumps when React wakes. */
export const Mine = ({ lines, isKnown, renderRow }: MineProps) => (
  <section
    className="group"
    id="mes-mutuelles"
    aria-labelledby="g-mine"
    hidden={lines.length === 0}
    suppressHydrationWarning
  >
    <div className="group-head">
      <h2 id="g-mine">
        <svg className="sign" aria-hidden="true">
          <use href="#i-star" />
        </svg>
        Mes mutuelles
      </h2>
      <p>gardées sur cet appareil</p>
    </div>
    {isKnown ? (
      <ul key="rows">{lines.map(renderRow)}</ul>
    ) : (
      // biome-ignore lint/security/noDangerouslySetInnerHtml: empty; what the script below adds is left alone
      <ul key="first-paint" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />
    )}
  </section>
);

/** Goes after the list: it copies the starred rows to the top before anything is painted. */
export const MineFirstPaint = ({ nonce }: { nonce: string | undefined }) => (
  <script
    nonce={nonce}
    suppressHydrationWarning
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, under the nonce
    dangerouslySetInnerHTML={{ __html: FIRST_PAINT }}
  />
);
