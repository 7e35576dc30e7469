import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noticeDoneWords } from '../../words/space-writing';
import { beforeSending, dropDraft, refusedAndKept, startOf } from '../form/drafts';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { publish, spaceLoader } from '../publish';
import { NoticeWritingPage } from './new-notice.page';
import { type NoticeShown, postNotice, previewNotice } from './notice-actions.server';
import { NOTICE_DRAFT, noticeDraft, noticeWritersOnly, readNoticeSetting } from './own-notices';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    noticeWritersOnly(writer);
    return readNoticeSetting(args, writer, client, NOTICE_DRAFT);
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const { client, now } = args.context;
  const here = '/espace/avis/nouveau';
  const before = { draft: NOTICE_DRAFT, here, preview: previewNotice(form, NOTICE_DRAFT, now) };
  const kept = await beforeSending<NoticeShown>(args, form, before);
  if (kept) return kept;
  const sent = await publish<{ id: string }>(args, args.request, form, postNotice(form));
  if (!sent.ok) return refusedAndKept<NoticeShown>(args, sent, NOTICE_DRAFT);
  const origin = textIn(form, 'origine');
  await dropDraft(client, origin === null ? NOTICE_DRAFT : noticeDraft(origin));
  throw redirect(`/espace/avis/${sent.body.id}?fait=publier`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Nouvel avis – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() ?? null;
  const refused = answered?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { draft, key, done, isCodeAsked, ...page } = read;
  const { previews, typed, ...start } = startOf({ answered, draft, key, template: null });
  return (
    <NoticeWritingPage
      key={done}
      {...page}
      {...start}
      typed={
        Object.keys(typed).length > 0
          ? typed
          : { profession: page.speakers.length > 0 ? [] : [...page.professions] }
      }
      title="Nouvel avis"
      submit="Publier maintenant"
      shown={previews}
      done={noticeDoneWords.get(done ?? '') ?? null}
      problem={refused?.problem ?? null}
      isCodeAsked={isCodeAsked || refused?.needs === 'step-up'}
    />
  );
};
export default Page;
