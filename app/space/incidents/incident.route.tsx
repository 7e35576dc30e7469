import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useSearchParams } from '@remix-run/react';
import { namesOf } from '../../ui/names';
import { spaceTitle, titleWords } from '../../words/space-form';
import { incidentDoneWords, publishedWords } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { type Kept, onceFor, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { type Previews, postStep, previewStep, templateIn } from '../updates/update-actions';
import { spaceLoader } from '../writer';
import { IncidentWorkPage } from './incident.page';
import { INCIDENT_ACTIONS } from './incident-actions';
import { incidentDraft, readIncidentWork } from './incident-work';
import { PublishedPage } from './published.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readIncidentWork(args, writer, client));

export const action = spaceAction<{ id: string; awaiting?: string | null }, Kept<Previews>>({
  actions: INCIDENT_ACTIONS,
  main: postStep,
  draft: { name: ({ params }) => incidentDraft(params.id ?? ''), preview: previewStep, changed: templateIn },
  done: ({ body, isMain, action, here }) =>
    isMain ? `${here}?publie=${body.id}` : `${here}?fait=${action}${body.awaiting ? '-a-deux' : ''}`,
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: typeset(spaceTitle(data ? titleOf(data) : titleWords.update, matches)) },
];

type Titled = { incident: { title: string }; published: object | null };
const titleOf = ({ incident, published }: Titled): string =>
  published ? publishedWords.titleOf(incident.title) : titleWords.updateOf(incident.title);

const Page = () => {
  const [query] = useSearchParams();
  return (
    <SpacePage<typeof loader, typeof action>>
      {({ platforms, draft, ready, template, published, ...page }, { refused, shown, done }) => {
        const nameOf = namesOf(platforms);
        if (published)
          return (
            <PublishedPage
              {...onceFor(refused, ready)}
              incident={page.incident}
              published={published}
              refused={refused}
              nameOf={nameOf}
            />
          );
        return (
          <IncidentWorkPage
            key={`${query.get('publie')} ${done}`}
            {...page}
            {...startOf({ shown, draft, ready, template })}
            isCodeAsked={ready.isCodeAsked}
            done={incidentDoneWords.get(done ?? '') ?? null}
            refused={refused}
            nameOf={nameOf}
          />
        );
      }}
    </SpacePage>
  );
};
export default Page;
