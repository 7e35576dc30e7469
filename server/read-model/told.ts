import type { Profession } from '#server/domain/facts/vocabulary';
import type { Lines } from './boards';
import type { Missed } from './changes';
import type { LineList } from './line-list';
import { eventOf, type Message } from './messages';
import type { ReadState } from './read-model';

/** What stands beside the answers of a board: JSON text. */
export type News = { incidents: string; notices: string };
export type NewsOf = (read: ReadState, profession: Profession) => News;

/** Of those who come back together, many missed the same: so many of these messages are made once for all. */
const MOST_KEPT = 200;

/**
 * Writes what browsers are told: the lines that changed, and what stands beside them when it changed. `since`: the number
 * that whoever is told must know already; null: it is told all.
 */
export const createTold = (newsOf: NewsOf) => {
  /** What those who wait know already, by profession, and of which number. */
  const said = new Map<Profession, { seq: number; news: News }>();
  let kept = { seq: -1, messages: new Map<string, Message>() };

  const writing = (
    { seq, at }: ReadState,
    profession: Profession,
    lines: Lines | undefined,
    { answers, platforms }: Missed,
    news: Partial<News>,
    since: number | null,
  ) => {
    const of = { answers: lines?.answers.ids.length ?? 0, platforms: lines?.platforms.ids.length ?? 0 };
    const head = JSON.stringify({ seq, since, at, profession, of }).slice(0, -1);
    const beside = Object.entries(news).map(([name, json]) => `,"${name}":${json}`);
    return (isNameless: boolean): string => {
      const listOf = (held: LineList | undefined, ids: readonly string[] | null) => {
        const told = ids?.flatMap((id) => held?.get(id) ?? []) ?? held?.texts ?? [];
        return `[${(isNameless ? told.map(withoutName) : told).join(',')}]`;
      };
      return `${head},"answers":${listOf(lines?.answers, answers)},"platforms":${listOf(lines?.platforms, platforms)}${beside.join('')}}`;
    };
  };

  return {
    /** A change, to those who know all that came before; `change` null: no line changed. */
    change(read: ReadState, profession: Profession, lines: Lines, change: Missed | null): Message {
      const news = newsOf(read, profession);
      const before = said.get(profession);
      said.set(profession, { seq: read.seq, news });
      const isNew = (name: keyof News) => before?.news[name] !== news[name];
      const fresh = {
        ...(isNew('incidents') ? { incidents: news.incidents } : {}),
        ...(isNew('notices') ? { notices: news.notices } : {}),
      };
      return eventOf(
        change ? 'changed' : 'moved',
        read.seq,
        writing(read, profession, lines, change ?? NOTHING, fresh, before?.seq ?? null),
      );
    },
    /** Somebody waits for this profession, and has just read what stands beside it. */
    begin(read: ReadState, profession: Profession): void {
      if (!said.has(profession)) said.set(profession, { seq: read.seq, news: newsOf(read, profession) });
    },
    /** Nobody waits for this profession any more: whoever comes next knows nothing of it. */
    forget: (profession: Profession) => said.delete(profession),
    /** The lines named, which are those changed since a number, or all, and all that stands beside them. */
    state(
      read: ReadState,
      profession: Profession,
      lines: Lines | undefined,
      missed: Missed,
      since: number | null,
    ): Message {
      const isNothing = missed.answers?.length === 0 && missed.platforms?.length === 0;
      const data = writing(read, profession, lines, missed, newsOf(read, profession), since);
      return eventOf(isNothing ? 'moved' : 'changed', read.seq, data);
    },
    /** To whoever missed nothing: which number is current. */
    here({ seq, at }: ReadState): Message {
      return eventOf('here', seq, () => JSON.stringify({ seq, at }));
    },
    /** Makes a message once for all who come back to `read` having missed the same. */
    once(read: ReadState, key: string, make: () => Message): Message {
      if (kept.seq !== read.seq) kept = { seq: read.seq, messages: new Map() };
      const message = kept.messages.get(key) ?? make();
      if (kept.messages.size < MOST_KEPT) kept.messages.set(key, message);
      return message;
    },
  };
};

/** A line begins with its id and its name. */
const NAME = /^(\{"(?:mutuelle|platform)":"[^"]*"),"name":"(?:[^"\\]|\\.)*"/;
const withoutName = (line: string): string => line.replace(NAME, '$1');

const NOTHING: Missed = { answers: [], platforms: [] };
