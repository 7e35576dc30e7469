import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useSearchParams } from '@remix-run/react';
import { namesOf } from '../../ui/names';
import { spaceTitle, titleWords } from '../../words/space-form';
import { incidentDoneWords } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { type Kept, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { type Previews, postStep, previewStep, templateIn } from '../updates/update-actions';
import { spaceLoader } from '../writer';
import { IncidentWorkPage } from './incident.page';
import { INCIDENT_ACTIONS } from './incident-actions';
import { incidentDraft, readIncidentWork } from './incident-work';

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
  {
    title: typeset(spaceTitle(data ? titleWords.updateOf(data.incident.title) : titleWords.update, matches)),
  },
];

const Page = () => {
  const [query] = useSearchParams();
  return (
    <SpacePage<typeof loader, typeof action>>
      {({ platforms, draft, ready, template, ...page }, { refused, shown, done }) => (
        <IncidentWorkPage
          key={`${query.get('publie')} ${done}`}
          {...page}
          {...startOf({ shown, draft, ready, template })}
          isCodeAsked={ready.isCodeAsked}
          done={incidentDoneWords.get(done ?? '') ?? null}
          refused={refused}
          nameOf={namesOf(platforms)}
        />
      )}
    </SpacePage>
  );
};
export default Page;
