import type { Board } from '#server/contract/answers';
import type { ListedIncident } from '#server/contract/incidents';
import type { Notice } from '#server/contract/notices';
import type { Heard } from '../client/ask';

/** What moves on a board, and the instant it is true at. */
export type BoardNews = {
  at: string;
  board: Board;
  /** Null: the server cannot say them now. */
  incidents: readonly ListedIncident[] | null;
  notices: readonly Notice[] | null;
  /** Since when our own probes see nothing; null: they see. */
  blindSince: string | null;
};

/** What a board is drawn from. `platforms`: how each is named. */
export type BoardData = {
  news: Heard<BoardNews>;
  platforms: readonly { id: string; name: string }[];
};
