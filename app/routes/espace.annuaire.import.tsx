import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { ImportOutcome } from '#server/contract/directory-edits';
import { ImportPage } from '../components/space/desk/import-page';
import { SignInAgain } from '../components/space/sign-in-again';
import { NOTHING_TO_READ, namedOutcome, sendCsv, takeText } from '../directory-import';
import { deskOnly } from '../out-of-scope';
import { revalidateForm } from '../revalidate-form';
import { isCodeAsked, newKey, publish, spaceLoader, typedIn } from '../space';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer) => {
    deskOnly(writer);
    return { ready: { key: newKey(), isCodeAsked: isCodeAsked(writer, args.context.now) } };
  });

export const action = async (args: ActionFunctionArgs) => {
  const { request, context } = args;
  const form = await request.formData();
  const text = await takeText(form);
  if (text.trim() === '') {
    const refused = { problem: NOTHING_TO_READ, needs: null, typed: typedIn(form) };
    return data({ tried: null, text, refused }, { status: NOTHING_TO_READ.status });
  }
  const isDryRun = form.get('geste') !== 'accepter';
  const sent = await publish<ImportOutcome>(args, request, form, ({ fetch, headers }) =>
    sendCsv(fetch, request.url, text, { isDryRun, headers }),
  );
  const { headers } = sent;
  if (sent.ok)
    return data({ tried: await namedOutcome(context.client, sent.body), text, refused: null }, { headers });
  const { problem, needs, typed } = sent;
  // Refused for want of a code, say: what one was about to accept stays in sight.
  const again = isDryRun || needs === 'sign-in' ? null : await sendCsv(context.fetch, request.url, text, DRY);
  const tried = again?.ok ? await namedOutcome(context.client, (await again.json()) as ImportOutcome) : null;
  const kept = typed.texte?.[0] ?? '';
  return data({ tried, text: kept, refused: { problem, needs, typed } }, { status: problem.status, headers });
};

const DRY = { isDryRun: true, headers: {} };

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Charger des conventions – Comptoir' }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const { tried = null, text = '', refused = null } = useActionData<typeof action>() ?? {};
  if (refused?.needs === 'sign-in') return <SignInAgain {...refused} />;
  return loaded && <ImportPage {...loaded} tried={tried} text={text} refused={refused} />;
};
export default Page;
