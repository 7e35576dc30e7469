import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { ProbeTrial } from '#server/contract/probes';
import type { Flow } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { type Actions, actionOf, justDone } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { publish, refusedPage, spaceLoader } from '../publish';
import { readAims, readApprovals } from './probe-draft';
import { ProbesPage } from './probes.page';

/** What the desk does with the probes of its list. */
export const PROBE_ACTIONS: Actions = {
  activer: ({ client }, asked) => client.api.v1.probes[':id'].enabling.$post({ param: { id: asked('id') } }),
  arreter: ({ client }, asked) => client.api.v1.probes[':id'].disabling.$post({ param: { id: asked('id') } }),
  essayer: ({ client }, asked) => client.api.v1.probes[':id'].trial.$post({ param: { id: asked('id') } }),
  battement: ({ client }, asked) =>
    client.api.v1.probes.$post({
      json: {
        platform: asked('plateforme'),
        flow: asked('echange') as Flow,
        kind: 'heartbeat',
        name: asked('nom'),
        intervalSeconds: Number(asked('intervalle') || 300),
      },
    }),
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const { platforms, ready } = await readAims(writer, client, args.context.now);
    const [{ body }, approvals] = await Promise.all([
      ask(client.api.v1.probes.$get()),
      readApprovals(client),
    ]);
    return { ...body, approvals, platforms, isCodeAsked: ready.isCodeAsked, done: justDone(args.request) };
  });

type ActionOutcome = { address?: string | null } & Partial<ProbeTrial>;

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish<ActionOutcome>(args, args.request, form, actionOf(PROBE_ACTIONS, form));
  if (!sent.ok) return refusedPage(sent);
  const { headers, body } = sent;
  if (body.address) return data({ address: body.address }, { headers });
  if (form.get('geste') === 'essayer')
    return data({ tried: { id: String(form.get('id')), trial: body as ProbeTrial } }, { headers });
  throw redirect(`/espace/sondes?fait=${form.get('geste')}`, { headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Sondes – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const refused = answered && 'refused' in answered ? answered.refused : null;
  const address = answered && 'address' in answered ? answered.address : null;
  const trial = answered && 'tried' in answered ? answered.tried : null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  const name = read?.probes.find(({ id }) => id === trial?.id)?.name ?? '';
  const tried = trial && { name, trial: trial.trial };
  return read && <ProbesPage {...read} refused={refused} tried={tried} address={address} />;
};
export default Page;
