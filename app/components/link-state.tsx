import { doubtWords, type Silence } from '../words/fr/freshness';
import { awayWords, type LinkKind, linkWords } from '../words/fr/links';
import { fr } from '../words/fr/typography';
import { type Freshness, freshnessOf, type Standing, useDoubt } from './freshness';
import { Dated } from './moment';

/**
 * How sure a page is of being of now. `read`: it does not follow; `live`: it is told when something changes; `following`:
 * it asks again; `offline`: nobody answers it; `remembered`: the server answers from memory, its database is gone.
 */
export type LinkState = Standing & { kind: LinkKind };

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
  ...{ offline: 'offline', remembered: 'database' },
  ...{ read: 'unread', live: 'unread', following: 'unread' },
};

/**
 * Where one reads, above the page: it is past its time, or it comes from memory. Without an age that counts: it is
 * spoken once. The element is always there, or a screen reader would not be told of what comes into it.
 */
export const DoubtBanner = ({ kind }: { kind: LinkKind }) => {
  const doubt = useDoubt();
  return (
    <div role="status" className={doubt ? 'past-its-time' : undefined}>
      {doubt && (
        <p>
          <b>
            <Dated text={doubtWords.head(doubt.dating)} />
          </b>{' '}
          {doubtWords.silence(SILENCES[kind])}
        </p>
      )}
    </div>
  );
};

/** What a page shows without its database may have changed since: it is said where the answer is read. */
export const AwayBanner = ({ link }: { link: LinkState }) =>
  link.kind === 'remembered' && freshnessIn(link).kind === 'fresh' ? (
    <section className="replay" aria-label="Base injoignable">
      <p>
        <b>{fr`Base injoignable :`}</b> <Dated text={awayWords(link.knownAt, link.now)} />
      </p>
    </section>
  ) : null;
