import { awayWords, clockWords, connectionWords, type LinkKind, linkWords } from '../words/connection';
import { doubtWords, type Silence } from '../words/freshness';
import { longInstant } from '../words/instants';
import { type Freshness, freshnessOf, type Standing, useDoubt, VALID_MS } from './freshness';
import { Dated } from './moment';

/**
 * How sure a page is of being of now. `read`: it does not follow; `live`: it is told when something changes; `following`:
 * it asks again; `offline`: nobody answers it; `remembered`: the server answers from memory, its database is gone.
 */
export type LinkState = Standing & {
  kind: LinkKind;
  /** Why nothing vouches for what is shown, when it is a copy that was kept here. */
  doubt: string | null;
};

const freshnessIn = ({ knownAt, now }: LinkState): Freshness => freshnessOf(knownAt, now);

/** In the header; spoken when the word changes, unless the banner below says the same. */
export const LinkMark = ({ link }: { link: LinkState }) => {
  const isDoubtful = freshnessIn(link).kind === 'doubtful';
  const { tone, word, detail } = linkWords({ ...link, isDoubtful });
  return (
    <p className={`live ${tone}`} data-needs-us>
      <b role={isDoubtful ? undefined : 'status'}>{word}</b>
      <span className="age">
        <Dated text={detail} />
      </span>
    </p>
  );
};

const SILENCES: Record<LinkKind, Silence> = {
  offline: 'offline',
  remembered: 'database',
  read: 'unread',
  live: 'unread',
  following: 'unread',
};

/**
 * Where one reads, above the page: it is past its time, or it comes from memory. Without an age that counts: it is
 * spoken once. The element is always there, or a screen reader would not announce what comes into it.
 */
export const DoubtBanner = ({ kind, doubt: ofCopy }: Pick<LinkState, 'kind' | 'doubt'>) => {
  const doubt = useDoubt();
  return (
    <div role="status" className={doubt ? 'past-its-time' : undefined}>
      {doubt && (
        <p>
          <b>
            <Dated text={doubtWords.head(doubt.dating)} />
          </b>{' '}
          {doubtWords.silence(SILENCES[kind], ofCopy)}
        </p>
      )}
    </div>
  );
};

/** What a page shows without its database may have changed since: it is said where the answer is read. */
export const AwayBanner = ({ link }: { link: LinkState }) =>
  link.kind === 'remembered' && freshnessIn(link).kind === 'fresh' ? (
    <section className="replay" aria-label={connectionWords.away}>
      <p>
        <b>{connectionWords.awayHead}</b> <Dated text={awayWords(link.knownAt, link.now)} />
      </p>
    </section>
  ) : null;

type ClockBannerProps = {
  /** How far our machine's clock is off, milliseconds; null: it is believed. */
  by: number | null;
};

/** Our machine's clock jumped: the instants of a page go on as before, and whoever reads one compares it with their own. */
export const ClockBanner = ({ by }: ClockBannerProps) =>
  by === null ? null : (
    <section className="replay" aria-label={connectionWords.clock}>
      <p>
        <b>{connectionWords.clockHead}</b> {clockWords(by)}
      </p>
    </section>
  );

type GoingProps = {
  /** Whether another page is on its way. */
  isGoing: boolean;
  /** Whether the network does not bring it: this one stays. */
  isAway: boolean;
};

/** Seen with the click itself, whatever the network does. */
export const Going = ({ isGoing, isAway }: GoingProps) => (
  <>
    {isGoing && <div className="going" aria-hidden="true" />}
    {isAway && (
      <p role="alert" className="going-away">
        {connectionWords.goingAway}
      </p>
    )}
  </>
);

/** What the page wears past its time until it counts by itself: from its first paint when the browser had kept it. */
export const KEPT = 'is-kept';
/** Said to the window once it does. */
export const COUNTS = 'comptoir:counts';
const KEPT_LOOK_MS = 30_000;

type KeptNoteProps = { knownAt: number; nonce: string | undefined };

/**
 * A tab restored or a step back shows the bytes of another day before any script of ours runs, and none ever runs where the
 * network was lost under way: this one, which runs as they are read, takes their colours away and says when they were so.
 */
export const KeptNote = ({ knownAt, nonce }: KeptNoteProps) => (
  <>
    <p className="kept-note" data-needs-us>
      <Dated text={connectionWords.lastRead(longInstant(new Date(knownAt)))} />
    </p>
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own script, under the nonce
      dangerouslySetInnerHTML={{
        __html: import.meta.env.SSR ? turning(knownAt) : '',
      }}
    />
  </>
);

/** Of no use to a browser in which ours runs: it is in the page alone. */
const turning = (knownAt: number): string =>
  `(()=>{const look=()=>{if(Date.now()-${knownAt}>${VALID_MS})document.documentElement.classList.add('${KEPT}')};const timer=setInterval(look,${KEPT_LOOK_MS});look();addEventListener('${COUNTS}',()=>clearInterval(timer))})()`;
