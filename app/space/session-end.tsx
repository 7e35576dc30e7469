import { type FocusEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { SessionRecord } from '#server/contract/accounts';
import { sessionEndWords as words } from '../words/space-home';

/** Long enough to be heard, found and answered. */
const WARNED_MS = 2 * 60_000;
const LOOK_MS = 5_000;
/** Whoever types is not idle: it is told at most this often. */
const TOLD_MS = 5 * 60_000;
/** A question that nobody answers leaves its place to the next key. */
const ANSWER_MS = 10_000;

/** `soon`: it ends by itself, and a key keeps it; `last`: nothing keeps it; `over`: it ended; `kept`: just answered. */
type Standing = 'far' | 'soon' | 'last' | 'over' | 'kept';

/** `endsIn`: milliseconds from when the page was read. Another object each time it is read. */
type SessionEndProps = { session: { endsIn: number } };

/** Says, before it happens, that the session is about to end; a key, a touch or its button keeps it. */
export const SessionEnd = ({ session }: SessionEndProps) => {
  const { standing, keep } = useStanding(session);
  const before = useRef<EventTarget | null>(null);
  const stay = async () => {
    await keep();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const noteBefore = ({ relatedTarget }: FocusEvent) => {
    before.current = relatedTarget;
  };
  if (standing === 'far') return null;
  if (standing === 'kept')
    return (
      <p role="status" className="visually-hidden">
        {words.kept}
      </p>
    );
  return (
    <div role="alert" className="session-end">
      <p>{words[standing]}</p>
      {standing === 'soon' && (
        <button type="button" className="button button-main" onFocus={noteBefore} onClick={() => void stay()}>
          {words.stay}
        </button>
      )}
    </div>
  );
};

const useStanding = (session: SessionEndProps['session']) => {
  const [standing, setStanding] = useState<Standing>('far');
  const end = useRef(Number.POSITIVE_INFINITY);
  const toldAt = useRef(0);
  const heard = useCallback((endsIn: number, quiet: Standing) => {
    end.current = Date.now() + endsIn;
    toldAt.current = Date.now();
    setStanding(endsIn > WARNED_MS ? quiet : 'last');
  }, []);
  useEffect(() => heard(session.endsIn, 'far'), [session, heard]);
  const asked = useRef<Promise<void> | null>(null);
  // Enter on the button is a key and a click: one question.
  const keep = useCallback(() => {
    const askOnce = async () => {
      toldAt.current = Date.now();
      const endsIn = await seen();
      if (endsIn === 'over') setStanding('over');
      else if (endsIn !== null) heard(endsIn, 'kept');
      asked.current = null;
    };
    asked.current ??= askOnce();
    return asked.current;
  }, [heard]);
  useEffect(() => {
    const look = () => {
      const left = end.current - Date.now();
      if (left <= 0) setStanding('over');
      else if (left <= WARNED_MS) setStanding((now) => (now === 'last' ? now : 'soon'));
    };
    const active = () => {
      const left = end.current - Date.now();
      const isTold = Date.now() - toldAt.current < TOLD_MS;
      if (left > 0 && (left <= WARNED_MS ? Date.now() - toldAt.current > LOOK_MS : !isTold)) void keep();
    };
    const timer = setInterval(look, LOOK_MS);
    for (const kind of ACTIVE) document.addEventListener(kind, active);
    return () => {
      clearInterval(timer);
      for (const kind of ACTIVE) document.removeEventListener(kind, active);
    };
  }, [keep]);
  return { standing, keep };
};

const ACTIVE = ['keydown', 'pointerdown'] as const;

/** Asks who one is, which is to be seen: milliseconds until the end, by the clock of the server; null: no answer. */
const seen = async (): Promise<number | 'over' | null> => {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch('/api/v1/session', { cache: 'no-store', signal });
    if (!response.ok) return null;
    const { endsAt }: SessionRecord = await response.json();
    if (endsAt === null) return 'over';
    return Date.parse(endsAt) - Date.parse(response.headers.get('Date') ?? new Date().toISOString());
  } catch {
    return null;
  }
};
