import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { spaceTitle } from '../../words/space-form';
import { ownNoticesWords } from '../../words/space-notices';
import { noticeDoneWords } from '../../words/space-writing';
import { type Kept, onceFor, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn } from '../form/typed';
import { spaceLoader } from '../writer';
import { NoticeWritingPage } from './new-notice.page';
import { type NoticeShown, postNotice, previewNotice } from './notice-actions.server';
import { noticeDraft, noticeWritersOnly, readNoticeSetting } from './own-notices';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    noticeWritersOnly(writer);
    return readNoticeSetting(args, writer, client, noticeDraft());
  });

export const action = spaceAction<{ id: string }, Kept<NoticeShown>>({
  main: postNotice,
  draft: {
    name: () => noticeDraft(),
    preview: previewNotice,
    spent: ({ form }) => noticeDraft(textIn(form, 'origine') ?? undefined),
  },
  done: ({ body }) => `/espace/avis/${body.id}?fait=publier`,
});

export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(ownNoticesWords.newNotice, matches) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ draft, ready, ...page }, { refused, shown, done }) => {
      const { previews, typed, ...start } = startOf({ shown, draft, ready });
      const blank = { profession: page.speakers.length > 0 ? [] : [...page.professions] };
      return (
        <NoticeWritingPage
          key={done}
          {...page}
          {...start}
          typed={Object.keys(typed).length > 0 ? typed : blank}
          title={ownNoticesWords.newNotice}
          submit={ownNoticesWords.publish}
          shown={previews}
          done={noticeDoneWords.get(done ?? '') ?? null}
          problem={refused?.problem ?? null}
          isCodeAsked={onceFor(refused, ready).isCodeAsked}
        />
      );
    }}
  </SpacePage>
);
export default Page;
