import type { AlertState, DeclaredHealth, Stage } from '../facts/vocabulary';

/** What a tool says of one outage. */
export type Heard = {
  key: string;
  /** Whether the key names one outage, never another of the same thing. */
  isOnce: boolean;
  labels: readonly string[];
  title: string;
  text: string | null;
  health: Exclude<DeclaredHealth, 'operational'>;
  stage: Stage | null;
  /** The name of this word, where the tool names them. */
  word: string | null;
  isFiring: boolean;
  startedAt: Date | null;
  endedAt: Date | null;
  /** When the tool said so, by its own clock; null: it does not tell. */
  toldAt: Date | null;
};

/** The same as it is known, with what became of it. */
export type Alert = Pick<
  Heard,
  'key' | 'isOnce' | 'labels' | 'title' | 'text' | 'health' | 'stage' | 'word'
> & {
  startedAt: Date;
  endedAt: Date | null;
  toldAt: Date | null;
  state: AlertState;
  /** Where somebody said it; null: nobody did. */
  incident: string | null;
};

/** `kind`: whether another draft begins, or the one that is known changes. */
type Told = { kind: 'new' | 'changed'; alert: Alert };

/**
 * What is known once a tool was heard; null: nothing new. The same again changes nothing. Bad news is believed whenever
 * it comes: what fires after its end fires again, be it only a word that comes late. Good news never ends a draft: it
 * makes the draft of a return, or says that what nobody published is over.
 */
export const hear = (known: Alert | null, heard: Heard, now: Date): Told | null => {
  if (known && heard.toldAt && known.toldAt && heard.toldAt < known.toldAt) return null;
  if (known === null) return begin(heard, now);
  return heard.isFiring ? fire(known, heard, now) : resolve(known, heard, now);
};

const begin = (heard: Heard, now: Date): Told | null => {
  const { isFiring, startedAt, endedAt, ...said } = heard;
  if (!isFiring && startedAt === null) return null;
  const alert = { ...said, startedAt: startedAt ?? now, incident: null };
  return isFiring
    ? { kind: 'new', alert: { ...alert, endedAt: null, state: 'waiting' } }
    : { kind: 'new', alert: { ...alert, endedAt: endedAt ?? now, state: 'over' } };
};

const fire = (known: Alert, heard: Heard, now: Date): Told | null => {
  if (known.endedAt === null) return sayAgain(known, heard);
  const words = { ...wordsOf(heard), endedAt: null };
  switch (known.state) {
    case 'over':
    case 'waiting':
      return { kind: 'changed', alert: { ...known, ...words, state: 'waiting' } };
    case 'returning':
    case 'published':
      return { kind: 'changed', alert: { ...known, ...words, state: 'published' } };
    case 'returned':
    case 'dropped':
      return known.isOnce ? null : begin(heard, now);
  }
};

/** It fires still: a word that has a name, and is another, is news, and so is another health. */
const sayAgain = (known: Alert, heard: Heard): Told | null => {
  const isNews = (heard.word !== null && heard.word !== known.word) || heard.health !== known.health;
  if (!isNews || known.state === 'dropped') return null;
  return { kind: 'changed', alert: { ...known, ...wordsOf(heard), state: 'waiting' } };
};

const resolve = (known: Alert, heard: Heard, now: Date): Told | null => {
  if (known.endedAt !== null) return null;
  const { word, stage } = heard;
  const endedAt = later(heard.endedAt ?? now, known.startedAt);
  const ended = { ...known, word, stage, endedAt, toldAt: heard.toldAt ?? known.toldAt };
  if (known.state === 'dropped') return { kind: 'changed', alert: ended };
  const state = known.incident === null ? 'over' : 'returning';
  return { kind: 'changed', alert: { ...ended, state, text: heard.text ?? known.text } };
};

const later = (one: Date, other: Date): Date => (one < other ? other : one);

const wordsOf = ({ labels, title, text, health, stage, word, toldAt }: Heard) => ({
  labels,
  title,
  text,
  health,
  stage,
  word,
  toldAt,
});
