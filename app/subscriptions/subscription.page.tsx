import { Form, Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import type { Followed, SubscriptionRecord } from '#server/contract/subscriptions';
import { FormStateProvider } from '../space/form/fields';
import { DoneNote, ShownOnce } from '../space/form/notes';
import { ProblemNote } from '../space/form/refusals';
import type { Typed } from '../space/form/typed';
import { Moment } from '../ui/moment';
import { PageBody, Section } from '../ui/page-body';
import { longInstant } from '../words/instants';
import {
  channelNames,
  followedWords,
  subscribeWords,
  subscriptionWords as words,
} from '../words/subscriptions';
import { FollowFields, type Named, type Prefilled } from './follow-fields';

type SubscriptionPageProps = {
  subscription: SubscriptionRecord;
  mutuelles: readonly Named[];
  platforms: readonly Named[];
  first: Prefilled;
  stars: readonly string[] | null;
  said: string | null;
  refused: { problem: Problem; typed: Typed } | null;
  secret: string | null;
};

/** One subscription, to whoever has its address: confirm it, change it, end it. */
export const SubscriptionPage = ({ subscription, said, secret, ...rest }: SubscriptionPageProps) => {
  const { channel, to, state } = subscription;
  return (
    <PageBody title={words.title}>
      <DoneNote said={said} />
      <p>{to === null ? words.thisDevice : `${channelNames[channel]}. ${words.to(to)}`}</p>
      {secret && (
        <ShownOnce title={words.secretTitle} label={words.secretShown} value={secret}>
          <p>{words.secretOnce}</p>
        </ShownOnce>
      )}
      {state === 'awaiting-confirmation' ? (
        <Confirming subscription={subscription} {...rest} />
      ) : (
        <Managing subscription={subscription} {...rest} />
      )}
    </PageBody>
  );
};

type PartProps = Omit<SubscriptionPageProps, 'said' | 'secret'>;

const nameIn =
  ({ mutuelles, platforms }: Pick<PartProps, 'mutuelles' | 'platforms'>) =>
  (id: string): string =>
    [...mutuelles, ...platforms].find((each) => each.id === id)?.name ?? id;

const Confirming = ({ subscription: { until, follows }, refused, ...named }: PartProps) => (
  <Section id="confirmer" title={words.confirmTitle}>
    <ProblemNote problem={refused?.problem ?? null} />
    <p>{words.confirmLead}</p>
    <ul>
      {follows.map((each) => (
        <li key={JSON.stringify(each)}>{followedWords(each, nameIn(named))}</li>
      ))}
    </ul>
    <p>
      {words.confirmUntil}
      {until && <Moment iso={until} as={longInstant} />}.
    </p>
    <Form method="post" className="actions">
      <button className="button button-main" type="submit" name="geste" value="confirmer">
        {words.confirm}
      </button>
      <button className="button" type="submit" name="geste" value="fin">
        {words.forget}
      </button>
    </Form>
  </Section>
);

const Managing = ({ subscription, refused, first, stars, ...named }: PartProps) => {
  const { follows, suspended, shape } = subscription;
  return (
    <>
      {suspended && (
        <Section id="suspendu" title={words.suspendedTitle}>
          <p>
            {words.suspended(suspended.why)} {words.suspendedSince}
            <Moment iso={suspended.since} as={longInstant} />.
          </p>
          <Gesture name="reprendre" label={words.resume} />
        </Section>
      )}
      <Section id="suivis" title={words.follows}>
        <ul>
          {follows.map((each) => (
            <FollowedItem
              key={JSON.stringify(each)}
              followed={each}
              what={followedWords(each, nameIn(named))}
              isOnly={follows.length === 1}
            />
          ))}
        </ul>
      </Section>
      <Section id="ajouter" title={words.add}>
        <FormStateProvider value={{ typed: refused?.typed ?? {}, problem: refused?.problem ?? null }}>
          <ProblemNote problem={refused?.problem ?? null} />
          <Form method="post" className="form narrow">
            <FollowFields {...named} first={first} stars={stars} />
            <div className="actions">
              <button className="button" type="submit" name="geste" value="ajouter">
                {words.addSend}
              </button>
            </div>
          </Form>
        </FormStateProvider>
      </Section>
      {shape === 'comptoir' && (
        <Section id="secret" title={words.secretTitle}>
          <p>{words.secretLead}</p>
          <Gesture name="secret" label={words.newSecret} />
        </Section>
      )}
      <Section id="fin" title={words.endTitle}>
        <p>{words.endLead}</p>
        <Gesture name="fin" label={words.end} />
      </Section>
    </>
  );
};

const Gesture = ({ name, label }: { name: string; label: string }) => (
  <Form method="post" className="actions">
    <button className="button" type="submit" name="geste" value={name}>
      {label}
    </button>
  </Form>
);

type FollowedItemProps = { followed: Followed; what: string; isOnly: boolean };

/** The only thing one follows is not taken away: one ends the subscription. */
const FollowedItem = ({ followed, what, isOnly }: FollowedItemProps) => (
  <li>
    <p>{what}</p>
    {!isOnly && (
      <Form method="post">
        <input type="hidden" name="suivi" value={JSON.stringify(followed)} />
        <button
          className="button button-small"
          type="submit"
          name="geste"
          value="retirer"
          aria-label={words.removeOne(what)}
        >
          {words.remove}
        </button>
      </Form>
    )}
  </li>
);

/** What is said where no subscription is, and once one has ended. */
export const NoSubscription = ({ isEnded }: { isEnded: boolean }) => (
  <PageBody title={isEnded ? words.title : words.unknownTitle}>
    {isEnded ? <DoneNote said={words.ended} /> : <p>{words.unknown}</p>}
    <p>
      <Link to="/abonnements" discover="none">
        {isEnded ? words.again : subscribeWords.title}
      </Link>
    </p>
  </PageBody>
);
