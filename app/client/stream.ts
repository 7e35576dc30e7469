import type { BoardPlatform, BoardRow } from '#server/contract/answers';
import type { ListedIncident } from '#server/contract/incidents';
import type { Notice } from '#server/contract/notices';
import type { Profession } from '#server/domain/facts/vocabulary';

/** The stream of changes, one for all the tabs of a browser. */

/** What changed for a profession: its lines without their names, and what stands beside them when that changed. */
export type Told = {
  seq: number;
  /** Of which number one must know the lines already; null: of none. */
  since: number | null;
  at: string;
  profession: Profession;
  /** How many lines the board has. */
  of: { answers: number; platforms: number };
  answers: readonly Omit<BoardRow, 'name'>[];
  platforms: readonly Omit<BoardPlatform, 'name'>[];
  incidents?: readonly ListedIncident[];
  notices?: readonly Notice[];
};

/** `here`: the number in force as the stream opens. */
export type Word =
  | { kind: 'open' }
  | { kind: 'lost' }
  | { kind: 'here'; seq: number }
  | { kind: 'told'; told: Told };
type Hear = (word: Word) => void;
export type Listening = { restart: () => void; stop: () => void };

/** A server that refuses is asked again after this long at first, then half as often each time. */
const REFUSED_MS = 4_000;
const MOST_DOUBLINGS = 4;

/** Returns what closes it. */
const openSource = (professions: Iterable<Profession>, hear: Hear): (() => void) => {
  const query = new URLSearchParams({ names: 'false' });
  for (const each of professions) query.append('profession', each);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  let refusals = 0;
  const connect = () => {
    source = new EventSource(`/api/v1/stream?${query}`);
    // Only its first word proves that something comes through: a head alone may be followed by silence.
    let isHeard = false;
    const word = (said: Word) => {
      if (!isHeard) hear({ kind: 'open' });
      isHeard = true;
      refusals = 0;
      hear(said);
    };
    source.onerror = () => {
      isHeard = false;
      hear({ kind: 'lost' });
      // Refused, as by a server that starts: the browser itself would never come back.
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, REFUSED_MS * 2 ** refusals * (0.5 + Math.random()));
      refusals = Math.min(refusals + 1, MOST_DOUBLINGS);
    };
    source.addEventListener('here', ({ data }) => word({ kind: 'here', seq: JSON.parse(data).seq }));
    for (const event of ['changed', 'moved'])
      source.addEventListener(event, ({ data }) => word({ kind: 'told', told: JSON.parse(data) }));
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
};

/** Tabs that cannot agree on one stream: only the one that is looked at has its own, the others poll. */
const listenAlone = (profession: Profession, hear: Hear): Listening => {
  let close: (() => void) | null = null;
  const look = () => {
    if (document.hidden) {
      close?.();
      close = null;
      hear({ kind: 'lost' });
    } else close ??= openSource([profession], hear);
  };
  document.addEventListener('visibilitychange', look);
  look();
  return {
    restart: () => {
      close?.();
      close = null;
      look();
    },
    stop: () => {
      document.removeEventListener('visibilitychange', look);
      close?.();
    },
  };
};

const NAME = 'comptoir-stream';
/** Whoever leads answers within this, or is asleep. */
const ANSWER_MS = 4_000;
/** A tab that lost the lead queues for it again after this. */
const AGAIN_MS = 500;
/** Tabs that come together are waited for, so that the stream is opened once for all. */
const GATHER_MS = 50;

/** Between tabs. `wanted`: somebody listens; `who`: a tab that leads asks for whom; `word`: what it heard. */
type Call = { wanted: Profession } | { who: true } | { restart: true } | { word: Word; for: Profession[] };

const isFor = (word: Word, professions: readonly Profession[], own: Profession): boolean =>
  word.kind === 'told' ? word.told.profession === own : professions.includes(own);

/** The tab that holds the lock has the stream, and tells the others; when it goes, the next takes over. */
const listenTogether = (profession: Profession, hear: Hear): Listening => {
  const channel = new BroadcastChannel(NAME);
  const call = (said: Call) => channel.postMessage(said);
  const stopped = new AbortController();
  let lead: ReturnType<typeof leadOf> | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  channel.onmessage = ({ data }: MessageEvent<Call>) => {
    if ('word' in data) {
      clearTimeout(silence);
      if (!lead && isFor(data.word, data.for, profession)) hear(data.word);
    } else if ('who' in data) ask();
    else lead?.called(data);
  };
  const ask = () => {
    if (lead) return;
    call({ wanted: profession });
    clearTimeout(silence);
    silence = setTimeout(() => void queue({ steal: true }), ANSWER_MS);
  };
  const queue = (how: LockOptions): Promise<unknown> =>
    navigator.locks
      .request(NAME, how, () => {
        clearTimeout(silence);
        if (stopped.signal.aborted) return;
        lead = leadOf(profession, hear, call);
        return new Promise<void>((release) => stopped.signal.addEventListener('abort', () => release()));
      })
      .catch(() => {
        if (stopped.signal.aborted) return;
        // Another tab took the lead from this one, which slept.
        lead?.close();
        lead = null;
        // A page that one leaves is refused at once, as often as it asks: no timer of it runs any more.
        again = setTimeout(() => {
          ask();
          void queue({ signal: stopped.signal });
        }, AGAIN_MS);
      });
  const onSight = () => {
    if (!document.hidden) ask();
  };
  document.addEventListener('visibilitychange', onSight);
  void queue({ signal: stopped.signal });
  ask();
  return {
    restart: () => (lead ? lead.open() : call({ restart: true })),
    stop: () => {
      document.removeEventListener('visibilitychange', onSight);
      clearTimeout(silence);
      clearTimeout(again);
      lead?.close();
      stopped.abort();
      channel.close();
    },
  };
};

const leadOf = (own: Profession, hear: Hear, call: (said: Call) => void) => {
  const wanted = new Set([own]);
  let close = () => {};
  let opening: ReturnType<typeof setTimeout> | undefined;
  /** What whoever comes later must know. */
  let isOpen = false;
  let seq: number | null = null;
  const say = (word: Word) => {
    isOpen = word.kind === 'told' ? isOpen : word.kind !== 'lost';
    if (word.kind === 'here') seq = word.seq;
    if (word.kind === 'told') seq = word.told.seq;
    if (isFor(word, [...wanted], own)) hear(word);
    call({ word, for: [...wanted] });
  };
  const open = () => {
    clearTimeout(opening);
    opening = setTimeout(() => {
      close();
      isOpen = false;
      close = openSource(wanted, say);
    }, GATHER_MS);
  };
  call({ who: true });
  open();
  return {
    open,
    called: (said: Call) => {
      if ('restart' in said) open();
      if (!('wanted' in said)) return;
      if (!wanted.has(said.wanted)) {
        wanted.add(said.wanted);
        open();
      }
      // Also where nothing is heard yet: somebody leads.
      const words: Word[] = [{ kind: isOpen ? 'open' : 'lost' }];
      if (isOpen && seq !== null) words.push({ kind: 'here', seq });
      for (const word of words) call({ word, for: [said.wanted] });
    },
    close: () => {
      clearTimeout(opening);
      close();
    },
  };
};

/** Listens for a profession, until it is stopped. */
export const listen = (profession: Profession, hear: Hear): Listening =>
  'locks' in navigator && 'BroadcastChannel' in window
    ? listenTogether(profession, hear)
    : listenAlone(profession, hear);
