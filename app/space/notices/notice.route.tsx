import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { spaceTitle, titleWords } from '../../words/space-form';
import { noticeDoneWords, publishedWords } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { type Kept, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { spaceLoader } from '../writer';
import { NoticeCorrectionPage, PastNotice } from './notice.page';
import { correctNotice, type NoticeShown, previewNotice, withdrawNotice } from './notice-actions.server';
import { noticeDraft, noticeWritersOnly, readNoticeWork } from './own-notices';
import { PublishedNotice } from './published-notice.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    noticeWritersOnly(writer);
    return readNoticeWork(args, writer, client);
  });

export const action = spaceAction<{ id: string }, Kept<NoticeShown>>({
  actions: { retirer: withdrawNotice },
  main: correctNotice,
  draft: {
    name: ({ params }) => noticeDraft(params.id),
    preview: previewNotice,
    spent: ({ form, params }) => noticeDraft(textIn(form, 'origine') ?? params.id),
  },
  done: ({ body, isMain }) => (isMain ? `/espace/avis/${body.id}?fait=corriger` : null),
});

const isPublished = (done: string | null): boolean => done === 'publier' || done === 'corriger';

export const meta: MetaFunction<typeof loader> = ({ data, location, matches }) => {
  const title = data?.notice.title;
  const name = isPublished(new URLSearchParams(location.search).get('fait'))
    ? publishedWords.titleOf(title ?? '')
    : titleWords.correctionOf(title ?? '');
  return [{ title: typeset(spaceTitle(title === undefined ? titleWords.correction : name, matches)) }];
};

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ draft, ready, fields, ...page }, { refused, shown, done }) => {
      const said = noticeDoneWords.get(done ?? '') ?? null;
      if (page.notice.state === 'withdrawn' && !page.stale)
        return <PastNotice notice={page.notice} done={said} refused={refused} />;
      if (said !== null && isPublished(done) && refused === null && shown === null)
        return <PublishedNotice notice={page.notice} done={said} />;
      const kept = { ...draft, typed: draft.typed ?? fields };
      const { previews, ...start } = startOf({ shown, draft: kept, ready });
      return (
        <NoticeCorrectionPage
          key={`${page.notice.id} ${done}`}
          {...page}
          {...start}
          isCodeAsked={ready.isCodeAsked}
          refused={refused}
          shown={previews}
          done={said}
        />
      );
    }}
  </SpacePage>
);
export default Page;
