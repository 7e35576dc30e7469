import type { Client } from '#server/client';
import type { ClockDoubt } from '#server/contract/clock';
import type { Problem } from '#server/contract/problem';
import type { BoardData } from './board/board-news';

/** What the server hands to every loader. */
declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Our own HTTP, asked in process. */
    client: Client;
    /** The same, for what the typed client cannot say; in the name of who reads. */
    fetch: typeof globalThis.fetch;
    /** Where we are reached from outside. */
    origin: string;
    /** Who answers for what is kept of people, and where to ask; null: nobody said. */
    privacy: { controller: string | null; contact: string | null };
    /** Who publishes, who hosts, and where to say that something cannot be read; null: nobody said. */
    legal: { publisher: string | null; host: string | null; accessibility: string | null };
    /** Whether we were told where to hand mail over, and whose it is. */
    mail: { hasServer: boolean; hasSender: boolean };
    /** Nobody has an account yet, as far as is known: whoever installs is told where to begin. */
    isUnclaimed: boolean;
    /** Allows our own inline scripts under the content security policy. */
    nonce: string;
    /** This request sent a form and was answered: its page must show what was typed, even signed out. */
    isAnswering?: boolean;
    /**
     * What the page as markup is drawn from, and its browser reads in that markup: it is not sent as data beside it. Null:
     * the page is asked as data.
     */
    handed: { board?: BoardData } | null;
    /** The instant of the request, read once when it arrives. */
    now: Date;
    /** Logs an error once; the problem to answer carries the reference of that line. `route`: its pattern. */
    fail: (error: unknown, about: { route: string; part?: string }) => Problem;
    /** Nothing confirms what is shown, which was so then. Null: it is of now. `isAway`: the database is gone, not slow. */
    lastKnown: { at: Date; isAway: boolean } | null;
    /** How far our machine's clock is off; null: it is believed. */
    clockDoubt: ClockDoubt | null;
  }
}
