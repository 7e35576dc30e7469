/** What a message says besides what it tells, on any channel; they live with the words of the pages. */
export type ChannelWords = {
  /** `name`: null, nobody said it. */
  saidBy: (name: string | null) => string;
  advice: string;
  /** « Prochain point attendu à 16:00. »; `at`: when the message says what it says. */
  nextUpdateDue: (due: Date, at: Date) => string;
  openPage: string;
  /** A message says what was so; the page says what is. */
  asOf: (at: Date) => string;
  whyYou: string;
  manage: string;
  /** The first message to a group of Slack, Teams or Discord: whether it comes through. */
  hello: string;
};
