import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Flow } from '#server/domain/facts/vocabulary';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { publish, refusedPage, spaceLoader } from '../publish';
import { ProbePage } from './probe.page';
import { probeIn, readAims } from './probe-draft';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readAims(writer, client, args.context.now));

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const sent = await publish(args, args.request, form, ({ client, headers }) => {
    const probe = probeIn(form);
    const json = {
      ...probe,
      platform: textIn(form, 'plateforme') ?? '',
      flow: textIn(form, 'echange') as Flow,
      kind: probe.steps[0]?.kind ?? 'http',
    };
    return client.api.v1.probes.$post({ json }, { headers });
  });
  if (!sent.ok) return refusedPage(sent);
  throw redirect('/espace/sondes?fait=ajoutee', { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Nouvelle sonde – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return read && <ProbePage {...read} probe={null} approval={null} done={null} refused={refused} />;
};
export default Page;
