import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import QRCode from 'qrcode';
import { ask } from '../../client/ask';
import { accountWords } from '../../words/space-account';
import { spaceTitle } from '../../words/space-form';
import type { Refusal } from '../form/typed';
import { publish, type Refused } from '../publish';
import { isCodeAsked, isPasswordAsked } from '../writer';
import { type Offer, SecondFactorPage } from './second-factor.page';

/** The address of a secret, no longer than a picture holds. */
const OFFERED = /^otpauth:\/\/totp\/.{1,2200}$/;
const HERE = '/espace/second-facteur';
const BACK = new URLSearchParams({ retour: HERE });

/** Allows an account without a second factor after its password, or a signed-in one; others are sent to show theirs. */
export const loader = async ({ context }: LoaderFunctionArgs) => {
  const { body: session } = await ask(context.client.api.v1.session.$get());
  const isFirst = session.state === 'unproved' && session.needs === 'enrolment';
  if (!isFirst && session.state !== 'signed-in')
    throw redirect(`/espace/connexion${session.needs === 'code' ? '/code' : ''}?${BACK}`);
  return {
    isFirst,
    email: session.account?.email ?? null,
    isCodeAsked: !isFirst && isCodeAsked(session, context.now),
    isPasswordAsked: !isFirst && isPasswordAsked(session, context.now),
  };
};

type Enrolled = { offer: Offer | null; codes: readonly string[] | null; refused: Refusal | null };

/** A secret to put in an application, then the code that proves it is there; or a factor shown before changing. */
export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const read = (name: string) => String(form.get(name) ?? '');
  const send = <T,>(call: Parameters<typeof publish<T>>[2]) => publish<T>(args, form, call);
  switch (read('geste')) {
    case 'offre': {
      const sent = await send<{ secret: string; address: string }>(({ client }) =>
        client.api.v1.account.totp.offer.$post(),
      );
      return sent.ok ? shown({ offer: await pictured(sent.body) }, sent.headers) : refused(sent);
    }
    case 'preuve': {
      const json = { secret: read('secret'), code: read('preuve') };
      const sent = await send<{ codes: string[] }>(({ client }) =>
        client.api.v1.account.totp.$post({ json }),
      );
      if (sent.ok) return shown({ codes: sent.body.codes }, sent.headers);
      const address = read('adresse');
      // A form that is not the one we gave has nothing to picture.
      const offer = OFFERED.test(address) ? await pictured({ secret: json.secret, address }) : null;
      return refused(sent, offer);
    }
    default: {
      const sent = await send(({ client }) => client.api.v1.session.$get());
      if (!sent.ok) return refused(sent);
      throw redirect(HERE, { headers: sent.headers });
    }
  }
};

const shown = (said: Partial<Enrolled>, headers: Headers, status = 200) =>
  data({ offer: null, codes: null, refused: null, ...said } satisfies Enrolled, { headers, status });

const refused = ({ problem, needs, typed, headers }: Refused, offer: Offer | null = null) =>
  shown({ offer, refused: { problem, needs, typed } }, headers, problem.status);

/** The address as a picture that a telephone reads. */
const pictured = async (given: { secret: string; address: string }): Promise<Offer> => {
  const drawing = await QRCode.toString(given.address, { type: 'svg', margin: 2 });
  return { ...given, picture: `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}` };
};

export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(accountWords.secondFactor, matches) },
];

const NOTHING = { offer: null, codes: null, refused: null };

const Page = () => (
  <SecondFactorPage {...useLoaderData<typeof loader>()} {...NOTHING} {...useActionData<typeof action>()} />
);
export default Page;
