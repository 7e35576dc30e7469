import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../../client/ask';
import { justDone } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { publish, refusedPage, spaceLoader } from '../publish';
import { ProbePage } from './probe.page';
import { probeIn, readAims, readApprovals } from './probe-draft';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const aims = await readAims(writer, client, args.context.now);
    const id = String(args.params.id);
    const [{ body: probe }, approvals] = await Promise.all([
      ask(client.api.v1.probes[':id'].$get({ param: { id } })),
      readApprovals(client),
    ]);
    return { ...aims, probe, approval: approvals[id] ?? null, done: justDone(args.request) };
  });

export const action = async (args: ActionFunctionArgs) => {
  const id = String(args.params.id);
  const form = await args.request.formData();
  const isApproval = form.get('geste') === 'approuver';
  const sent = await publish(args, args.request, form, ({ client, headers }) => {
    const probe = client.api.v1.probes[':id'];
    return isApproval
      ? probe.approval.$post({ param: { id } }, { headers })
      : probe.$put({ param: { id }, json: probeIn(form) }, { headers });
  });
  if (!sent.ok) return refusedPage(sent);
  throw redirect(`/espace/sondes/${id}?fait=${isApproval ? 'approuvee' : 'changee'}`, {
    headers: sent.headers,
  });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.probe.name : 'Sonde'} – Comptoir` },
];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return read && <ProbePage {...read} refused={refused} />;
};
export default Page;
