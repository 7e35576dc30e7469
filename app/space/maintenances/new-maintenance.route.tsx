import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { Fault } from '#server/contract/problem';
import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { refusedFormWords, spaceTitle } from '../../words/space-form';
import { maintenanceFaults, newMaintenanceWords } from '../../words/space-maintenances';
import { maintenanceDoneWords, repeatOptions } from '../../words/space-writing';
import type { Action } from '../form/actions';
import { clockOf, faulty } from '../form/readings';
import { type Kept, onceFor, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { textIn, ticksIn } from '../form/typed';
import { spaceLoader } from '../writer';
import { MaintenanceWritingPage } from './new-maintenance.page';
import { MAINTENANCE_DRAFT, maintainersOnly, readMaintenanceForm } from './own-maintenances';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const missing = (pointer: string, detail: string): Fault => ({
  pointer,
  detail,
  cure: refusedFormWords.writeInstant,
});

/** « Chaque semaine, quatre fois », as calendars write it (RFC 5545); null: once. */
const ruleIn = (form: FormData): string | null => {
  const frequency = repeatOptions.find(({ value }) => value !== '' && value === form.get('repete'))?.value;
  return frequency ? `FREQ=${frequency};COUNT=${textIn(form, 'fois') ?? '2'}` : null;
};

/** What the form of a maintenance says. */
const maintenanceIn = (form: FormData) => {
  const faults: Fault[] = [];
  const clock = clockOf(form, faults);
  const [from, to] = [clock('de', '/from'), clock('a', '/to')];
  if (faults.length === 0 && from === null) faults.push(missing('/from', maintenanceFaults.noStart));
  if (faults.length === 0 && to === null) faults.push(missing('/to', maintenanceFaults.noEnd));
  if (from === null || to === null) return { ok: false, faults } as const;
  const by = textIn(form, 'au-nom');
  const professions = PROFESSIONS.filter((each) => ticksIn(form, 'profession').includes(each));
  const json = {
    from,
    to,
    text: textIn(form, 'texte'),
    rrule: ruleIn(form),
    ...(by === null ? {} : { by }),
    platform: textIn(form, 'plateforme') ?? '',
    flows: FLOWS.filter((flow) => ticksIn(form, 'echange').includes(flow)),
    professions: professions.length === PROFESSIONS.length ? ('all' as const) : professions,
  };
  return { ok: true, json } as const;
};

const announceMaintenance: Action = async ({ client, headers, form }) => {
  const read = maintenanceIn(form);
  return read.ok ? client.api.v1.maintenances.$post({ json: read.json }, { headers }) : faulty(read.faults);
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    maintainersOnly(writer);
    return readMaintenanceForm(args, writer, client);
  });

export const action = spaceAction<unknown, Kept<null>>({
  main: announceMaintenance,
  draft: { name: () => MAINTENANCE_DRAFT },
  done: () => '/espace/maintenances?fait=annoncer',
});

export const meta: MetaFunction = ({ matches }) => [
  { title: spaceTitle(newMaintenanceWords.title, matches) },
];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ draft, ready, ...page }, { refused, shown, done }) => {
      const { previews: _, ...start } = startOf({ shown, draft, ready });
      return (
        <MaintenanceWritingPage
          key={done}
          {...page}
          {...start}
          done={maintenanceDoneWords.get(done ?? '') ?? null}
          problem={refused?.problem ?? null}
          isCodeAsked={onceFor(refused, ready).isCodeAsked}
        />
      );
    }}
  </SpacePage>
);
export default Page;
