import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { noticeDoneWords } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { beforeSending, dropDraft, refusedAndKept, refusedBeside, startOf } from '../form/drafts';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn } from '../form/typed-fields';
import { publish, spaceLoader } from '../publish';
import { NoticeCorrectionPage, PastNotice } from './notice.page';
import { correctNotice, type NoticeShown, previewNotice, withdrawNotice } from './notice-actions.server';
import { noticeDraft, noticeWritersOnly, readNoticeWork } from './own-notices';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    noticeWritersOnly(writer);
    return readNoticeWork(args, writer, client);
  });

export const action = async (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const form = await args.request.formData();
  const here = `/espace/avis/${id}`;
  const draft = noticeDraft(id);
  const before = { draft, here, preview: previewNotice(form, draft, args.context.now) };
  const kept = await beforeSending<NoticeShown>(args, form, before);
  if (kept) return kept;
  if (form.get('geste') === 'retirer') {
    const sent = await publish(args, args.request, form, withdrawNotice(id, form));
    if (!sent.ok) return refusedBeside<NoticeShown>(sent);
    throw redirect(`${here}?fait=retirer`, { headers: sent.headers });
  }
  const sent = await publish<{ id: string }>(args, args.request, form, correctNotice(id, form));
  if (!sent.ok) return refusedAndKept<NoticeShown>(args, sent, draft);
  await dropDraft(args.context.client, noticeDraft(textIn(form, 'origine') ?? id));
  throw redirect(`/espace/avis/${sent.body.id}?fait=corriger`, { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data ? typeset(`Correction : ${data.notice.title} – Comptoir`) : 'Correction d’un avis – Comptoir',
  },
];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() ?? null;
  const refused = answered?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { draft, key, done, fields, ...page } = read;
  const { previews, ...start } = startOf({
    answered,
    draft: { ...draft, typed: draft.typed ?? fields },
    key,
    template: null,
  });
  const said = noticeDoneWords.get(done ?? '') ?? null;
  if (page.notice.state === 'withdrawn' && !page.stale)
    return <PastNotice notice={page.notice} done={said} refused={refused} />;
  return (
    <NoticeCorrectionPage
      key={`${page.notice.id} ${done}`}
      {...page}
      {...start}
      refused={refused}
      shown={previews}
      done={said}
    />
  );
};
export default Page;
