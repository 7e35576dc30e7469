import { type ReactNode, useSyncExternalStore } from 'react';
import { boardWords } from '../words/board';
import type { Line } from './lines';

const listeners = new Set<() => void>();
const NONE: readonly string[] = [];
/** Kept as text: what is compared must not change when nothing changed. */
let read: { text: string | null; stars: readonly string[] } = { text: null, stars: NONE };

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const starsNow = (): readonly string[] => {
  const text = storedText();
  if (text !== read.text) read = { text, stars: parse(text) };
  return read.stars;
};

const storedText = (): string | null => {
  try {
    return localStorage.getItem(STARS_KEY);
  } catch {
    return null;
  }
};

const parse = (text: string | null): readonly string[] => {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return isList(value) ? value : NONE;
  } catch {
    return NONE;
  }
};

const toggle = (mutuelle: string) => {
  const stars = starsNow();
  const next = stars.includes(mutuelle) ? stars.filter((each) => each !== mutuelle) : [...stars, mutuelle];
  try {
    localStorage.setItem(STARS_KEY, JSON.stringify(next));
  } catch {
    return;
  }
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
};

/** The mutuelles starred in this browser; null while rendering on the server and until hydrated. */
export const useStars = () => {
  const stars = useSyncExternalStore<readonly string[] | null>(subscribe, starsNow, () => null);
  return { stars, toggle };
};

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

type StarProps = { name: string; isStarred: boolean; onToggle: () => void };

/** Puts a mutuelle among one's own, or takes it out; stays on the device. */
export const Star = ({ name, isStarred, onToggle }: StarProps) => (
  <button
    className="star needs-script"
    type="button"
    aria-pressed={isStarred}
    aria-label={boardWords.star(name)}
    onClick={onToggle}
  >
    <svg aria-hidden="true">
      <use href="#i-star" />
    </svg>
  </button>
);

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
        {boardWords.mine}
      </h2>
      <p>{boardWords.mineKept}</p>
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
