import { boardWords } from '../words/board';
import type { DrawnRow } from './row';
import { RowList } from './row-list';

/** Where the starred ids live in the browser: a JSON list. */
export const STARS_KEY = 'comptoir.stars';

/** Runs in the page, before React: keep it small, and let nothing it meets break the page. */
export const FIRST_PAINT = `(()=>{try{
const stars=JSON.parse(localStorage.getItem('${STARS_KEY}')||'[]');
const section=document.getElementById('mes-mutuelles');
const list=section.querySelector('ul');
for(const row of document.querySelectorAll('li[data-mutuelle]')){
if(!stars.includes(row.dataset.mutuelle))continue;
const copy=row.cloneNode(true);
copy.querySelector('.star').setAttribute('aria-pressed','true');
list.append(copy);
section.hidden=false;
}}catch{}})()`;

type FollowStarProps = { isStarred: boolean; onToggle: () => void };

/** Keeps a mutuelle first on this device's board; needs a script, and is not shown without one. */
export const FollowStar = ({ isStarred, onToggle }: FollowStarProps) => (
  <div className="actions needs-script">
    <button className="button" type="button" aria-pressed={isStarred} onClick={onToggle}>
      <svg className="sign" aria-hidden="true">
        <use href="#i-star" />
      </svg>
      {isStarred ? boardWords.isMine : boardWords.addToMine}
    </button>
  </div>
);

type MineProps = {
  rows: readonly DrawnRow[];
  /** Whether this browser has said which ones are starred: not on the server, nor before hydration. */
  isKnown: boolean;
};

/** One's own mutuelles, first. A script shows them with the first paint, so that nothing jumps when React wakes. */
export const Mine = ({ rows, isKnown }: MineProps) => (
  <section
    className="group"
    id="mes-mutuelles"
    aria-labelledby="g-mine"
    hidden={rows.length === 0}
    suppressHydrationWarning
  >
    <div className="group-head">
      <h2 id="g-mine">
        <svg className="sign" aria-hidden="true">
          <use href="#i-star" />
        </svg>
        {boardWords.mine}
      </h2>
      <p>{boardWords.mineKept}</p>
    </div>
    {isKnown ? (
      <RowList rows={rows} />
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
