import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { AnnouncedMaintenance } from '#server/contract/maintenances';
import { spaceTitle } from '../../words/space-form';
import { newMaintenanceWords } from '../../words/space-maintenances';
import { maintenanceDoneWords } from '../../words/space-writing';
import { type Kept, onceFor, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { spaceLoader } from '../writer';
import { MaintenanceWritingPage } from './new-maintenance.page';
import { MAINTENANCE_DRAFT, maintainersOnly, readMaintenanceForm } from './own-maintenances';
import { announcedAs, announceMaintenance, previewWindows, type WindowsShown } from './typed-windows';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    maintainersOnly(writer);
    return readMaintenanceForm(args, writer, client);
  });

export const action = spaceAction<AnnouncedMaintenance, Kept<WindowsShown>>({
  main: announceMaintenance,
  draft: { name: () => MAINTENANCE_DRAFT, preview: previewWindows },
  done: ({ body, form }) => `/espace/maintenances?fait=${announcedAs(body, form)}`,
});

export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(newMaintenanceWords.title, matches) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ draft, ready, ...page }, { refused, shown, done }) => {
      const { previews, ...start } = startOf({ shown, draft, ready });
      return (
        <MaintenanceWritingPage
          key={done}
          {...page}
          {...start}
          windows={previews}
          done={maintenanceDoneWords.get(done ?? '') ?? null}
          problem={refused?.problem ?? null}
          isCodeAsked={onceFor(refused, ready).isCodeAsked}
        />
      );
    }}
  </SpacePage>
);
export default Page;
