import { ago, awayWords, time } from '../words/fr/instants';

/** How sure the page is of being of now. Instants in milliseconds. */
export type LinkState =
  /** A page that does not follow: it was true when it was read. */
  | { kind: 'read'; at: number }
  /** It is told when something changes. */
  | { kind: 'live'; checkedAt: number }
  | { kind: 'following'; checkedAt: number }
  | { kind: 'offline'; checkedAt: number }
  /** The server answers from memory, its database is gone. */
  | { kind: 'remembered'; knownAt: number; readAt: number };

/** Two refreshes of the board missed. */
const LATE_MS = 75_000;
/** Past this nothing stays green without « à vérifier » (reliability.md, promise 2). */
const DOUBTFUL_MS = 15 * 60_000;

type Remembered = Extract<LinkState, { kind: 'remembered' }>;

/** What a page shows without its database may have changed since: it is said where the answer is read. */
export const AwayBanner = ({ link, now }: { link: Remembered; now: number | null }) => {
  const iso = new Date(link.knownAt).toISOString();
  return (
    <section className="replay" aria-label="Base injoignable">
      <p>
        <b>{isDoubtful(link.knownAt, now ?? link.readAt) ? 'À vérifier' : 'Base injoignable'}&#8239;:</b>{' '}
        {awayWords(iso)}
      </p>
    </section>
  );
};

type Told = { tone: '' | 'is-late' | 'is-off'; word: string; detail: string };

const isDoubtful = (at: number, now: number): boolean => now - at > DOUBTFUL_MS;

const tell = (link: LinkState, now: number | null): Told => {
  const told = (at: number) => ({
    iso: new Date(at).toISOString(),
    doubt: now !== null && isDoubtful(at, now) ? ', à vérifier' : '',
  });
  const age = (iso: string) => (now === null ? `à ${time(iso)}` : ago(iso, new Date(now)));
  switch (link.kind) {
    case 'remembered': {
      const { iso } = told(link.knownAt);
      // Said by the page itself: without JavaScript nobody counts on.
      const doubt = isDoubtful(link.knownAt, now ?? link.readAt) ? ', à vérifier' : '';
      const since = now === null ? '' : `, ${ago(iso, new Date(now))}`;
      return {
        tone: 'is-off',
        word: 'Base injoignable',
        detail: `état connu à ${time(iso)}${since}${doubt}`,
      };
    }
    case 'offline': {
      const { iso, doubt } = told(link.checkedAt);
      return { tone: 'is-off', word: 'Hors ligne', detail: `copie de ${time(iso)}${doubt}` };
    }
    case 'read': {
      const { iso, doubt } = told(link.at);
      return doubt
        ? { tone: 'is-late', word: 'À vérifier', detail: `page lue à ${time(iso)}` }
        : { tone: '', word: 'À jour', detail: `à ${time(iso)}` };
    }
    case 'live':
    case 'following': {
      const { iso, doubt } = told(link.checkedAt);
      return now !== null && now - link.checkedAt > LATE_MS
        ? { tone: 'is-late', word: 'En retard', detail: `dernière mise à jour ${age(iso)}${doubt}` }
        : { tone: '', word: link.kind === 'live' ? 'En direct' : 'À jour', detail: `vérifié ${age(iso)}` };
    }
  }
};

/** `now` is null until the page runs in a browser: then only what stays true is said. */
export const LinkMark = ({ link, now }: { link: LinkState; now: number | null }) => {
  const { tone, word, detail } = tell(link, now);
  return (
    <p className={`live ${tone}`} data-needs-us>
      <b role="status">{word}</b>
      <span className="age">{detail}</span>
    </p>
  );
};
