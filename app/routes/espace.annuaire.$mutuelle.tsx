import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { MutuellePage } from '../components/space/desk/mutuelle-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { sendChange } from '../directory-change';
import { readMutuelle } from '../directory-entry';
import { revalidateForm } from '../revalidate-form';
import { publish, refusedPage, spaceLoader } from '../space';
import { doneWords, gestureOf, proposedWords } from '../words/fr/space-proposals';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) =>
    readMutuelle(writer, client, String(args.params.mutuelle), args.context.now),
  );

export const action = async (args: ActionFunctionArgs) => {
  const { request, params } = args;
  const mutuelle = String(params.mutuelle);
  const form = await request.formData();
  const sent = await publish<{ proposal: string | null }>(args, request, form, (call) =>
    sendChange(call, form, mutuelle),
  );
  if (!sent.ok) return refusedPage(sent);
  const gesture = String(form.get('geste'));
  const done = new URLSearchParams({ [sent.body.proposal ? 'propose' : 'fait']: gesture });
  throw redirect(`/espace/annuaire/${mutuelle}?${done}`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? data.mutuelle.name : 'Annuaire'} – Comptoir` },
];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  const [query] = useSearchParams();
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  if (!loaded) return null;
  const done = gestureOf(query.get('fait'));
  const proposed = gestureOf(query.get('propose'));
  const said = (done && doneWords[done]) ?? (proposed && proposedWords[proposed]);
  return (
    <MutuellePage {...loaded} ending={query.get('fin')} said={refused ? null : said} refused={refused} />
  );
};
export default Page;
