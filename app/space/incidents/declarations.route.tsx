import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { namesOf } from '../../ui/names';
import { declarationDoneWords } from '../../words/space-writing';
import { justDone } from '../form/actions';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { isCodeAsked, newKey, publish, refusedPage, spaceLoader } from '../publish';
import { DeclarationsPage } from './declarations.page';
import { readDeclarations } from './own-statements';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, async (writer, client) => ({
    ...(await readDeclarations(args, client)),
    ...{ key: newKey(), isCodeAsked: isCodeAsked(writer, args.context.now), done: justDone(args.request) },
  }));

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const param = { id: textIn(form, 'id') ?? '' };
  const json = { reason: textIn(form, 'motif') };
  const sent = await publish<{ awaiting: string | null }>(args, args.request, form, ({ client, headers }) =>
    client.api.v1.statements[':id'].retraction.$post({ param, json }, { headers }),
  );
  if (!sent.ok) return refusedPage(sent);
  const { body, headers } = sent;
  throw redirect(`/espace/declarations?fait=retirer${body.awaiting ? '-a-deux' : ''}`, { headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Nos déclarations – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { key, names, done, isCodeAsked, ...page } = read;
  return (
    <DeclarationsPage
      {...page}
      refused={refused}
      done={declarationDoneWords.get(done ?? '') ?? null}
      idempotencyKey={refused?.typed.cle?.[0] ?? key}
      isCodeAsked={isCodeAsked || refused?.needs === 'step-up'}
      nameOf={namesOf(names)}
    />
  );
};
export default Page;
