import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ask } from '../ask';
import { ProbePage } from '../components/space/desk/probes/probe-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { justDone } from '../gestures';
import { probeIn } from '../probe-form';
import { readAims } from '../probe-pages';
import { revalidateForm } from '../revalidate-form';
import { publish, refusedPage, spaceLoader } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => {
    const aims = await readAims(writer, client, args.context.now);
    const { told: probe } = await ask(
      client.api.v1.probes[':id'].$get({ param: { id: String(args.params.id) } }),
    );
    return { ...aims, probe, done: justDone(args.request) };
  });

export const action = async (args: ActionFunctionArgs) => {
  const id = String(args.params.id);
  const form = await args.request.formData();
  const sent = await publish(args, args.request, form, ({ client, headers }) =>
    client.api.v1.probes[':id'].$put({ param: { id }, json: probeIn(form) }, { headers }),
  );
  if (!sent.ok) return refusedPage(sent);
  throw redirect(`/espace/sondes/${id}?fait=changee`, { headers: sent.headers });
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
