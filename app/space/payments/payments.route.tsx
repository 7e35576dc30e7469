import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { Fault } from '#server/contract/problem';
import { PAYMENT_STATES, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { spaceTitle } from '../../words/space-form';
import { paymentFormWords } from '../../words/space-payments';
import type { Action } from '../form/actions';
import { faulty, localOf } from '../form/readings';
import { onceFor } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn, ticksIn } from '../form/typed';
import { readSpeakers, writableOf } from '../updates/scope';
import { readyFor, spaceLoader } from '../writer';
import { dayField, PaymentsPage } from './payments.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const SHOWN = 30;
const DAY_MS = 86_400_000;

/** The last thirty days of Paris, the newest first. */
const daysUntil = (now: Date): string[] => {
  const today = Date.parse(`${localOf(now.toISOString()).slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: SHOWN }, (_, back) =>
    new Date(today - back * DAY_MS).toISOString().slice(0, 10),
  );
};

/** What the form says: one word a day that has a state. */
const paymentsIn = (form: FormData, now: Date) => {
  const faults: Fault[] = [];
  const by = textIn(form, 'au-nom');
  const professions = PROFESSIONS.filter((each) => ticksIn(form, 'profession').includes(each));
  const json = daysUntil(now).flatMap((day) => {
    const state = PAYMENT_STATES.find((each) => each === form.get(dayField(day)));
    if (!state) return [];
    return {
      ...(by === null ? {} : { by }),
      platform: textIn(form, 'plateforme') ?? '',
      professions: professions.length === PROFESSIONS.length ? ('all' as const) : professions,
      mutuelles: null,
      day,
      state,
      expectedOn: state === 'promised' ? textIn(form, 'promis-pour') : null,
      text: textIn(form, 'texte'),
      sourceUrl: textIn(form, 'source'),
    };
  });
  if (json.length === 0) faults.push({ pointer: '/day', ...paymentFormWords.noDay });
  return faults.length > 0 ? ({ ok: false, faults } as const) : ({ ok: true, json } as const);
};

const publishPayments: Action = async ({ client, headers, form, now }) => {
  const read = paymentsIn(form, now);
  return read.ok ? client.api.v1.payments.$post({ json: read.json }, { headers }) : faulty(read.faults);
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { kind, professions } = writer.organisation;
    const [{ body }, speakers] = await Promise.all([
      ask(client.api.v1.platforms.$get({ query: {} })),
      kind === 'desk' ? readSpeakers(client) : [],
    ]);
    const writable = writableOf(
      writer,
      body.platforms.map(({ id }) => id),
    );
    return {
      ready: readyFor(writer, args.context.now),
      days: daysUntil(args.context.now),
      platforms: body.platforms
        .filter(({ id }) => writable.includes(id))
        .map(({ id, name }) => ({ id, name })),
      professions: kind === 'union' ? (professions ?? []) : PROFESSIONS,
      speakers,
    };
  });

export const action = spaceAction({
  main: publishPayments,
  done: () => '/espace/paiements?fait=publier',
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(paymentFormWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ ready, ...page }, { refused, done }) => (
      <PaymentsPage
        key={done}
        {...page}
        {...onceFor(refused, ready)}
        typed={refused?.typed ?? {}}
        done={done === null ? null : paymentFormWords.done}
        problem={refused?.problem ?? null}
      />
    )}
  </SpacePage>
);
export default Page;
