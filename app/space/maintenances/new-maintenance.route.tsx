import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Fault } from '#server/contract/problem';
import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { maintenanceDoneWords, repeatOptions } from '../../words/space-writing';
import { beforeSending, dropDraft, refusedAndKept, startOf } from '../form/drafts';
import { clockOf, faulty } from '../form/readings';
import { revalidateForm } from '../form/revalidate-form';
import { SignInAgain } from '../form/sign-in-again';
import { textIn, ticksIn } from '../form/typed-fields';
import { type Call, publish, spaceLoader } from '../publish';
import { MaintenanceWritingPage } from './new-maintenance.page';
import { MAINTENANCE_DRAFT, maintainersOnly, readMaintenanceForm } from './own-maintenances';

const missing = (pointer: string, detail: string): Fault => ({
  pointer,
  detail,
  cure: 'Écrivez AAAA-MM-JJTHH:MM, heure de Paris.',
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
  if (faults.length === 0 && from === null) faults.push(missing('/from', 'Le début manque.'));
  if (faults.length === 0 && to === null) faults.push(missing('/to', 'La fin manque.'));
  if (from === null || to === null) return { ok: false, faults } as const;
  const by = textIn(form, 'au-nom');
  const professions = PROFESSIONS.filter((each) => ticksIn(form, 'profession').includes(each));
  const json = {
    ...{ from, to, text: textIn(form, 'texte'), rrule: ruleIn(form) },
    ...(by === null ? {} : { by }),
    platform: textIn(form, 'plateforme') ?? '',
    flows: FLOWS.filter((flow) => ticksIn(form, 'echange').includes(flow)),
    professions: professions.length === PROFESSIONS.length ? ('all' as const) : professions,
  };
  return { ok: true, json } as const;
};

export const announceMaintenance =
  (form: FormData) =>
  async ({ client, headers }: Call): Promise<Response> => {
    const read = maintenanceIn(form);
    if (!read.ok) return faulty(read.faults);
    return client.api.v1.maintenances.$post({ json: read.json }, { headers });
  };

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => {
    maintainersOnly(writer);
    return readMaintenanceForm(args, writer, client);
  });

export const action = async (args: ActionFunctionArgs) => {
  const form = await args.request.formData();
  const kept = await beforeSending<null>(args, form, {
    draft: MAINTENANCE_DRAFT,
    here: '/espace/maintenances/nouvelle',
  });
  if (kept) return kept;
  const sent = await publish(args, args.request, form, announceMaintenance(form));
  if (!sent.ok) return refusedAndKept<null>(args, sent, MAINTENANCE_DRAFT);
  await dropDraft(args.context.client, MAINTENANCE_DRAFT);
  throw redirect('/espace/maintenances?fait=annoncer', { headers: sent.headers });
};

export const shouldRevalidate = revalidateForm;

export const meta: MetaFunction = () => [{ title: 'Nouvelle maintenance – Comptoir' }];

const Page = () => {
  const read = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>() ?? null;
  const refused = answered?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !read)) return <SignInAgain {...refused} />;
  if (!read) return null;
  const { draft, key, done, isCodeAsked, ...page } = read;
  const { previews: _, ...start } = startOf({ answered, draft, key, template: null });
  return (
    <MaintenanceWritingPage
      key={done}
      {...page}
      {...start}
      done={maintenanceDoneWords.get(done ?? '') ?? null}
      problem={refused?.problem ?? null}
      isCodeAsked={isCodeAsked || refused?.needs === 'step-up'}
    />
  );
};
export default Page;
