import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { namesOf } from '../../ui/names';
import { maintenanceDoneWords } from '../../words/space-writing';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { publish, refusedPage, spaceLoader } from '../publish';
import { OwnMaintenancesPage } from './maintenances.page';
import { maintainersOnly, readOwnMaintenances } from './own-maintenances';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    maintainersOnly(writer);
    return readOwnMaintenances(args, writer, client);
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const param = { id: textIn(form, 'id') ?? '' };
  const sent = await publish(args, args.request, form, ({ client, headers }) =>
    client.api.v1.maintenances[':id'].cancellation.$post({ param, json: {} }, { headers }),
  );
  if (!sent.ok) return refusedPage(sent);
  throw redirect('/espace/maintenances?fait=annuler', { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Vos maintenances – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { key, platforms, done, isCodeAsked, ...page } = read;
  return (
    <OwnMaintenancesPage
      {...page}
      refused={refused}
      done={maintenanceDoneWords.get(done ?? '') ?? null}
      idempotencyKey={refused?.typed.cle?.[0] ?? key}
      isCodeAsked={isCodeAsked || refused?.needs === 'step-up'}
      nameOf={namesOf(platforms)}
    />
  );
};
export default Page;
