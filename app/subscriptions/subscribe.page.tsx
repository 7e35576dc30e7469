import { Form, Link, useNavigation, useSubmit } from '@remix-run/react';
import { type FormEvent, useState } from 'react';
import type { Problem } from '#server/contract/problem';
import { type Channel, WEBHOOK_SHAPES } from '#server/domain/facts/vocabulary';
import { ChoiceList, FormStateProvider, SelectField, TextField } from '../space/form/fields';
import { DoneNote, ShownOnce } from '../space/form/notes';
import { ProblemNote } from '../space/form/refusals';
import type { Typed } from '../space/form/typed';
import { PageBody, Section } from '../ui/page-body';
import {
  channelNames,
  type DeviceFault,
  deviceWords,
  shapeNames,
  subscriptionWords,
  subscribeWords as words,
} from '../words/subscriptions';
import { deviceAddress } from './device';
import { FollowFields, type Named, type Prefilled } from './follow-fields';

type SubscribePageProps = {
  mutuelles: readonly Named[];
  platforms: readonly Named[];
  channels: readonly Channel[];
  pushKey: string;
  first: Prefilled;
  stars: readonly string[] | null;
  isAsked: boolean;
  refused: { problem: Problem; typed: Typed } | null;
  /** Of a webhook that has just been subscribed: only this page shows its secret. */
  shown: { token: string; secret: string } | null;
};

const SHAPE_OPTIONS = WEBHOOK_SHAPES.map((shape) => ({ value: shape, label: shapeNames[shape] }));

/** « Être averti »: of what, and by which channel. */
export const SubscribePage = ({ isAsked, shown, refused, ...fields }: SubscribePageProps) => (
  <PageBody title={words.title}>
    <p className="lead">{words.lead}</p>
    <DoneNote said={isAsked && !refused ? words.asked : null} />
    {shown ? <SecretShown {...shown} /> : <SubscribeForm {...fields} refused={refused} />}
    <p className="small">
      {words.kept}{' '}
      <Link to="/confidentialite" discover="none">
        {words.privacy}
      </Link>
    </p>
  </PageBody>
);

const SecretShown = ({ token, secret }: NonNullable<SubscribePageProps['shown']>) => (
  <ShownOnce title={subscriptionWords.secretTitle} label={subscriptionWords.secretShown} value={secret}>
    <p>{subscriptionWords.secretOnce}</p>
    <p>
      {subscriptionWords.manageKept}{' '}
      <Link to={`/abonnements/${token}`} discover="none">
        {subscriptionWords.managePage}
      </Link>
    </p>
  </ShownOnce>
);

type SubscribeFormProps = Omit<SubscribePageProps, 'isAsked' | 'shown'>;

const SubscribeForm = ({ channels, pushKey, refused, first, ...named }: SubscribeFormProps) => {
  const submit = useSubmit();
  const [fault, setFault] = useState<DeviceFault | null>(null);
  const isSending = useNavigation().state === 'submitting';
  const typed = refused?.typed ?? {};
  // The permission is asked where it was asked for, and what the browser gives goes with the form.
  const send = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    const asked = new FormData(form);
    if (asked.get('moyen') !== 'push') return;
    event.preventDefault();
    void deviceAddress(pushKey).then((found) => {
      setFault(found.ok ? null : found.fault);
      if (!found.ok) return;
      for (const [name, value] of Object.entries(found.address)) asked.set(name, value);
      submit(asked, { method: 'post' });
    });
  };
  return (
    <FormStateProvider value={{ typed, problem: refused?.problem ?? null }}>
      <ProblemNote problem={refused?.problem ?? null} />
      <Form method="post" className="form narrow" onSubmit={send}>
        <Section id="quoi" title={words.what}>
          <FollowFields {...named} first={refused ? typedAs(typed) : first} />
        </Section>
        <Section id="comment" title={words.how}>
          {!channels.includes('email') && <p>{words.mailOff}</p>}
          <ChannelFields channels={channels} chosen={typed.moyen?.[0]} />
          <p role="status" className="fault">
            {fault && deviceWords[fault]}
          </p>
        </Section>
        <div className="send">
          <button className="button button-main" type="submit" disabled={isSending}>
            {isSending ? words.sending : words.send}
          </button>
        </div>
      </Form>
    </FormStateProvider>
  );
};

type ChannelFieldsProps = { channels: readonly Channel[]; chosen: string | undefined };

const ChannelFields = ({ channels, chosen }: ChannelFieldsProps) => (
  <>
    <ChoiceList
      legend={words.channel}
      name="moyen"
      options={channels.map((channel) => ({ value: channel, label: channelNames[channel] }))}
      chosen={chosen ?? channels[0]}
      of="/channel"
    />
    {channels.includes('email') && (
      <TextField
        label={words.address}
        name="adresse"
        type="email"
        autoComplete="email"
        hint={words.addressHint}
        of="/address"
      />
    )}
    <TextField
      label={words.url}
      name="url"
      type="url"
      autoComplete="off"
      spellCheck={false}
      hint={words.urlHint}
      of="/url"
    />
    <SelectField label={words.shape} name="forme" options={SHAPE_OPTIONS} of="/shape" />
    <noscript>
      <p className="small">{words.needsScript}</p>
    </noscript>
  </>
);

/** What was sent, shown again as it was ticked. */
const typedAs = (typed: Typed): Prefilled => ({
  profession: typed.profession?.[0] ?? '',
  mutuelles: (typed.mutuelles?.[0] ?? '').split('\n').filter((line) => line.trim() !== ''),
  platforms: typed.operateur ?? [],
  flows: typed.echange ?? [],
  kinds: typed.quoi ?? [],
});
